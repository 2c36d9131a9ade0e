package io.meshwork.transport.netty;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;

/** Keeps what arrives on a connection from everybody else until its handshake is over (T-1). */
final class Gate {

    private final Handshake handshake;
    private final ReadSize reads;
    private byte[] said;
    private int saidBytes;

    Gate(Handshake handshake, ReadSize reads) {
        this.handshake = handshake;
        this.reads = reads;
        said = new byte[handshake.wantedBytes()];
        reads.limit(said.length);
    }

    boolean isOpen() {
        return handshake.wantedBytes() == 0;
    }

    Handshake handshake() {
        return handshake;
    }

    /**
     * Takes what the handshake wants of the bytes that came, and answers.
     *
     * @throws io.meshwork.transport.HandshakeException if the other end is none of this run and version
     */
    void take(ChannelHandlerContext context, ByteBuf bytes) {
        while (!isOpen() && bytes.isReadable()) {
            int count = Math.min(bytes.readableBytes(), said.length - saidBytes);
            bytes.readBytes(said, saidBytes, count);
            saidBytes += count;
            if (saidBytes == said.length) {
                say(context, handshake.hear(said));
                said = new byte[handshake.wantedBytes()];
                saidBytes = 0;
            }
            reads.limit(said.length - saidBytes);
        }
    }

    static void say(ChannelHandlerContext context, byte[] bytes) {
        if (bytes.length > 0) {
            context.writeAndFlush(Unpooled.wrappedBuffer(bytes), context.voidPromise());
        }
    }
}
