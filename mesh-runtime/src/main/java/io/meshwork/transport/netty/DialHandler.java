package io.meshwork.transport.netty;

import io.meshwork.transport.HandshakeException;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The sending end of a connection: lets its frames out, and listens for the proof of the acceptor and for its end. */
final class DialHandler extends QuietHandler implements ChannelFutureListener {

    /* A peer of the run may be slow to answer: stopped, or starved on a full machine. Nothing is lost by waiting for it
     * longer than a stranger is waited for. */
    private static final int PATIENCE_FACTOR = 6;

    private final NettyTransport transport;
    private final NettyConnection connection;
    private final Gate gate;
    private @Nullable Future<?> patience;

    DialHandler(NettyTransport transport, NettyConnection connection, ReadSize reads) {
        this.transport = transport;
        this.connection = connection;
        gate = new Gate(transport.dialling(), reads);
    }

    /** The connect is over. */
    @Override
    public void operationComplete(ChannelFuture connect) {
        if (!connect.isSuccess()) {
            lose("cannot connect", NettyTransport.text(connect.cause()));
            return;
        }
        long nanos = PATIENCE_FACTOR * transport.patience().toNanos();
        patience = connect.channel().eventLoop().schedule(this::giveUp, nanos, TimeUnit.NANOSECONDS);
        connection.connected(gate.handshake().opening());
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            if (!gate.isOpen()) {
                open(context, bytes);
            }
            if (bytes.isReadable()) {
                lose("the other end sent what it has no right to send", "bytes=" + bytes.readableBytes());
            }
        } catch (HandshakeException e) {
            lose("not a peer", e.getMessage());
        } finally {
            bytes.release();
        }
    }

    private void open(ChannelHandlerContext context, ByteBuf bytes) {
        gate.take(context, bytes);
        if (gate.isOpen()) {
            stopWaiting();
            connection.proven();
        }
    }

    private void giveUp() {
        if (!gate.isOpen()) {
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
        connection.lose(
                gate.isOpen() ? "closed by the other end" : "closed by the other end before it had proved itself");
    }

    @Override
    void broken(ChannelHandlerContext context, Throwable cause) {
        lose("broken", NettyTransport.text(cause));
    }

    private void stopWaiting() {
        if (patience != null) {
            patience.cancel(false);
        }
    }

    private void lose(String what, String reason) {
        connection.lose(what + ": " + reason);
    }
}
