package io.meshwork.transport.netty;

import io.meshwork.transport.FrameReader;
import io.meshwork.transport.HandshakeException;
import io.meshwork.wire.Envelope;
import io.meshwork.wire.EnvelopeFormat;
import io.meshwork.wire.WireFormatException;
import io.meshwork.wire.WireInput;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import java.io.IOException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The receiving end of a connection: lets a peer in once it has proved itself, then hands on its envelopes. */
final class ReceiveHandler extends QuietHandler implements FrameReader.Sink {

    private static final Logger log = LoggerFactory.getLogger(ReceiveHandler.class);

    private final NettyTransport transport;
    private final Gate gate;
    private final FrameReader frames;
    private @Nullable Future<?> patience;

    ReceiveHandler(NettyTransport transport, ReadSize reads) {
        this.transport = transport;
        gate = new Gate(transport.accepting(), reads);
        frames = new FrameReader(transport.maxFrameBytes(), this);
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        if (!transport.admit(context.channel())) {
            context.close();
            return;
        }
        String objection = transport.objection(context.channel());
        if (objection != null) {
            refuse(context, HandshakeException.stranger(objection));
            return;
        }
        Gate.say(context, gate.handshake().opening());
        long nanos = transport.patience().toNanos();
        patience = context.executor().schedule(() -> refuseSilent(context), nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        ByteBuf bytes = (ByteBuf) message;
        try {
            if (!gate.isOpen()) {
                open(context, bytes);
            }
            if (gate.isOpen()) {
                read(bytes);
            }
        } catch (HandshakeException e) {
            refuse(context, e);
        } catch (WireFormatException e) {
            log.warn("garbage from a peer, closing its connection: at={} reason={}", transport, e.getMessage());
            end(context);
        } finally {
            bytes.release();
        }
    }

    private void open(ChannelHandlerContext context, ByteBuf bytes) {
        gate.take(context, bytes);
        if (gate.isOpen()) {
            stopWaiting();
        }
    }

    private void read(ByteBuf bytes) {
        while (bytes.isReadable()) {
            int count = Math.min(bytes.readableBytes(), frames.room());
            bytes.readBytes(frames.buffer(), frames.position(), count);
            frames.advance(count);
        }
    }

    @Override
    public void frame(byte[] bytes, int offset, int length) {
        Envelope envelope = EnvelopeFormat.read(new WireInput(bytes, offset, length));
        transport.delivery().received(envelope);
    }

    private void refuseSilent(ChannelHandlerContext context) {
        if (!gate.isOpen()) {
            refuse(context, HandshakeException.stranger("the other end was silent for too long"));
        }
    }

    private void refuse(ChannelHandlerContext context, HandshakeException reason) {
        transport.strangers().refused(context.channel(), reason);
        Gate.say(context, gate.handshake().farewell(reason));
        end(context);
    }

    private void end(ChannelHandlerContext context) {
        frames.stop();
        context.close();
    }

    private void stopWaiting() {
        if (patience != null) {
            patience.cancel(false);
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        frames.stop();
        stopWaiting();
        transport.forget(context.channel());
    }

    @Override
    void broken(ChannelHandlerContext context, Throwable cause) {
        if (cause instanceof IOException) {
            log.debug("connection of a peer broke: at={}", transport, cause);
        } else {
            log.warn("connection of a peer closed: at={}", transport, cause);
        }
        end(context);
    }
}
