package io.meshwork.transport.netty;

import io.meshwork.transport.HandshakeException;
import io.meshwork.transport.session.Sessions;
import io.meshwork.wire.Undeliverable.Category;
import io.meshwork.wire.WireFormatException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import java.io.IOException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One line of a connection, at the sending end: proves itself, opens the session when the acceptor has proved itself too,
 * and hears what that has received, and what its process has to say of it.
 */
final class DialHandler extends QuietHandler implements ChannelFutureListener {

    /* A peer of the run may be slow to answer: stopped, or starved on a full machine. Nothing is lost by waiting for it
     * longer than a stranger is waited for. */
    private static final int PATIENCE_FACTOR = 6;

    private final NettyTransport transport;
    private final NettyConnection connection;
    private final Channel channel;
    private final Gate gate;
    private @Nullable Future<?> patience;

    // what the acceptor says: its incarnation, then again and again the number of the last envelope it has received
    private long word;
    private int wordBytes;
    private long acceptor;
    private boolean welcomed;
    private @Nullable NoticeFrame notice; // of which not all has come

    DialHandler(NettyTransport transport, NettyConnection connection, Channel channel, ReadSize reads) {
        this.transport = transport;
        this.connection = connection;
        this.channel = channel;
        gate = new Gate(transport.dialling(), reads);
    }

    Channel channel() {
        return channel;
    }

    /** The connect is over. */
    @Override
    public void operationComplete(ChannelFuture connect) {
        if (!connect.isSuccess()) {
            connection.notConnected(this, connect.cause());
            return;
        }
        long nanos = PATIENCE_FACTOR * transport.limits().patience().toNanos();
        patience = channel.eventLoop().schedule(this::giveUp, nanos, TimeUnit.NANOSECONDS);
        say(gate.handshake().opening());
    }

    private void say(byte[] bytes) {
        ChannelHandlerContext context = channel.pipeline().firstContext();
        if (context != null) {
            Gate.say(context, bytes);
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            if (!gate.isOpen()) {
                gate.take(context, bytes);
                if (gate.isOpen()) {
                    say(connection.opening().framed());
                }
            }
            while (bytes.isReadable() && connection.isOn(this)) {
                hear(bytes);
            }
        } catch (HandshakeException e) {
            lose("not a peer", e.getMessage());
        } catch (WireFormatException e) {
            lose("the other end sent what it has no right to send", e.getMessage());
        } finally {
            bytes.release();
        }
    }

    private void hear(ByteBuf bytes) {
        NoticeFrame begun = notice;
        if (begun == null) {
            hear(bytes.readByte());
        } else if (begun.take(bytes)) {
            notice = null;
            transport.delivery().received(begun.notice());
        }
    }

    private void hear(byte next) {
        word = word << 8 | next & 0xFF;
        wordBytes++;
        if (wordBytes == Long.BYTES) {
            wordBytes = 0;
            if (!take(word)) {
                lose("the other end sent what it has no right to send", "word=" + word);
            }
        }
    }

    /** @return false if no acceptor would say this */
    private boolean take(long said) {
        if (acceptor == 0) {
            acceptor = said;
            return said != 0;
        }
        if (welcomed && NoticeFrame.begins(said)) {
            notice = NoticeFrame.begun(said);
            return true;
        }
        if (welcomed) {
            return connection.acknowledged(said);
        }
        stopWaiting();
        welcomed = true;
        return said == Sessions.REFUSED ? connection.refused(acceptor) : connection.welcomed(acceptor, said);
    }

    private void giveUp() {
        if (!welcomed) {
            lose("no answer", "the other end was silent for too long");
        }
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        connection.run();
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        stopWaiting();
        connection.broken(this, "closed by the other end", welcomed);
    }

    @Override
    void broken(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof IOException) {
            connection.broken(this, "broken: " + NettyTransport.text(cause), welcomed);
        } else {
            lose("broken", NettyTransport.text(cause));
        }
    }

    private void stopWaiting() {
        if (patience != null) {
            patience.cancel(false);
        }
    }

    /** It is not the line of its connection any more. */
    void end() {
        stopWaiting();
        channel.close();
    }

    private void lose(String what, String reason) {
        if (connection.isOn(this)) {
            connection.lose(Category.CONNECTION_LOST, what + ": " + reason);
        }
    }
}
