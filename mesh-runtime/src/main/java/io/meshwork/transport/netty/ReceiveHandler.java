package io.meshwork.transport.netty;

import io.meshwork.id.Address;
import io.meshwork.transport.FrameReader;
import io.meshwork.transport.HandshakeException;
import io.meshwork.transport.session.Opening;
import io.meshwork.transport.session.Session;
import io.meshwork.transport.session.Sessions;
import io.meshwork.wire.Envelope;
import io.meshwork.wire.EnvelopeFormat;
import io.meshwork.wire.WireFormatException;
import io.meshwork.wire.WireInput;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import java.io.IOException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The receiving end of a connection: lets a peer in once it has proved itself, begins or goes on with its session, then
 * hands on its envelopes.
 */
final class ReceiveHandler extends QuietHandler implements FrameReader.Sink, Session.Holder {

    private final NettyTransport transport;
    private final Channel channel;
    private final Gate gate;
    private final FrameReader frames;
    private @Nullable Future<?> patience;
    private @Nullable ChannelHandlerContext context;
    private @Nullable Session session;
    private @Nullable Acks acks;
    private @Nullable Address dialler;
    private final NoticeLine notices;

    ReceiveHandler(NettyTransport transport, Channel channel, ReadSize reads) {
        this.transport = transport;
        this.channel = channel;
        notices = new NoticeLine(channel);
        gate = new Gate(transport.accepting(), reads);
        frames = new FrameReader(transport.limits().frameBytes(), this);
    }

    @Override
    public void channelActive(ChannelHandlerContext active) {
        context = active;
        if (!transport.admit(channel)) {
            active.close();
            return;
        }
        String objection = transport.objection(channel);
        if (objection != null) {
            refuse(active, HandshakeException.stranger(objection));
            return;
        }
        Gate.say(active, gate.handshake().opening());
        long nanos = transport.limits().patience().toNanos();
        patience = active.executor().schedule(() -> refuseSilent(active), nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext from, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            if (!gate.isOpen()) {
                gate.take(from, bytes);
            }
            if (gate.isOpen()) {
                read(bytes);
            }
        } catch (HandshakeException e) {
            refuse(from, e);
        } catch (WireFormatException e) {
            log().warn("garbage from a peer, closing its connection: at={} reason={}", transport, e.getMessage());
            endWithSession(from);
        } finally {
            bytes.release();
        }
    }

    private void read(ByteBuf bytes) {
        Acks open = acks;
        if (open != null) {
            open.read(bytes.readableBytes());
        }
        while (bytes.isReadable()) {
            int count = Math.min(bytes.readableBytes(), frames.room());
            bytes.readBytes(frames.buffer(), frames.position(), count);
            frames.advance(count);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext from) {
        Acks open = acks;
        if (open != null) {
            open.readComplete();
        }
    }

    @Override
    public void frame(byte[] bytes, int offset, int length) {
        Session open = session;
        if (open == null) {
            open(Opening.read(bytes, offset, length));
        } else if (Flush.is(bytes, offset, length) && acks != null) {
            acks.ask();
        } else {
            Envelope envelope = EnvelopeFormat.read(new WireInput(bytes, offset, length));
            open.count();
            transport.delivery().received(envelope);
        }
    }

    private void open(Opening opening) {
        ChannelHandlerContext to = context;
        if (to == null) {
            return;
        }
        stopWaiting();
        Session open = transport.sessions().open(opening, this);
        ByteBuf welcome = to.alloc().directBuffer(2 * Long.BYTES).writeLong(transport.incarnation());
        welcome.writeLong(open == null ? Sessions.REFUSED : open.received());
        to.writeAndFlush(welcome, to.voidPromise());
        if (open == null) {
            log().debug("a session was refused: at={} {}", transport, opening);
            end(to);
        } else {
            session = open;
            acks = new Acks(to, open);
            begin(opening.dialler());
        }
    }

    private void begin(@Nullable Address from) {
        dialler = from;
        if (from != null) {
            transport.delivery().dialledBy(from, notices);
        }
    }

    /** Its dialler has come by another connection. */
    @Override
    public void replaced() {
        frames.stop();
        channel.close();
    }

    private void refuseSilent(ChannelHandlerContext silent) {
        if (session == null) {
            refuse(silent, HandshakeException.stranger("the other end was silent for too long"));
        }
    }

    private void refuse(ChannelHandlerContext stranger, HandshakeException reason) {
        transport.strangers().refused(channel, reason);
        Gate.say(stranger, gate.handshake().farewell(reason));
        end(stranger);
    }

    /* It would only send the same again. */
    private void endWithSession(ChannelHandlerContext peer) {
        Session open = session;
        if (open != null) {
            transport.sessions().forget(open);
        }
        end(peer);
    }

    private void end(ChannelHandlerContext peer) {
        frames.stop();
        peer.close();
    }

    /** The transport closes: its peer hears first how much was received. */
    void close() {
        Acks open = acks;
        if (open != null) {
            open.sayRest();
        }
        frames.stop();
        channel.close();
    }

    private void stopWaiting() {
        if (patience != null) {
            patience.cancel(false);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext over) {
        frames.stop();
        stopWaiting();
        transport.forget(channel);
        if (acks != null) {
            acks.stop();
        }
        Session open = session;
        if (open != null) {
            transport.sessions().leave(open, this);
        }
        Address from = dialler;
        if (from != null) {
            transport.delivery().leftBy(from, notices);
        }
    }

    @Override
    void broken(ChannelHandlerContext over, Throwable cause) {
        if (cause instanceof IOException) {
            log().debug("connection of a peer broke: at={}", transport, cause);
            end(over);
        } else {
            log().warn("connection of a peer closed: at={}", transport, cause);
            endWithSession(over);
        }
    }

    private static Logger log() {
        return LoggerFactory.getLogger(ReceiveHandler.class);
    }
}
