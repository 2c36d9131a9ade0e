package io.meshwork.transport.link;

import io.meshwork.transport.FrameReader;
import io.meshwork.transport.HandshakeException;
import io.meshwork.transport.Preamble;
import io.meshwork.wire.WireFormatException;
import io.meshwork.wire.WireInput;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** What a link reads: the preamble of the other end, and when that was right, frames. For the loop's thread. */
final class Incoming implements FrameReader.Sink {

    private static final int READS_PER_TURN = 16;

    private final Link link;
    private final SocketChannel channel;
    private final LinkLoop loop;
    private final FrameReader frames;
    private final byte[] preamble = new byte[Preamble.BYTES];
    private int preambleBytes;
    private boolean proven;

    Incoming(Link link, SocketChannel channel, LinkLoop loop) {
        this.link = link;
        this.channel = channel;
        this.loop = loop;
        frames = new FrameReader(loop.maxBodyBytes() + 1, this);
    }

    boolean isProven() {
        return proven;
    }

    void stop() {
        frames.stop();
    }

    /**
     * Reads what is there, up to about 1 MiB.
     *
     * @throws HandshakeException if the other end is none of this run and version
     * @throws WireFormatException if what came is no frame
     */
    void read() {
        boolean more = true;
        for (int i = 0; more && i < READS_PER_TURN; i++) {
            more = proven ? readFrames() : readPreamble();
        }
    }

    /** Reads what a preamble has and not a byte more (T-1). */
    private boolean readPreamble() {
        ByteBuffer scratch = loop.scratch().limit(preamble.length - preambleBytes);
        if (!fill(scratch)) {
            return false;
        }
        int count = scratch.remaining();
        scratch.get(preamble, preambleBytes, count);
        preambleBytes += count;
        if (preambleBytes == preamble.length) {
            link.prove(preamble);
            proven = true;
        }
        return true;
    }

    private boolean readFrames() {
        int room = frames.room();
        ByteBuffer scratch = loop.scratch().limit(room);
        if (!fill(scratch)) {
            return false;
        }
        int count = scratch.remaining();
        scratch.get(frames.buffer(), frames.position(), count);
        frames.advance(count);
        return count == room && link.isOpen();
    }

    /** @return false if there was nothing to read, now or ever */
    private boolean fill(ByteBuffer scratch) {
        try {
            int count = channel.read(scratch);
            if (count < 0) {
                link.end(proven ? "closed by the other end" : "closed by the other end before it had proved itself");
            }
            scratch.flip();
            return count > 0;
        } catch (IOException e) { // it had not read all it was sent
            link.end("closed by the other end: " + e.getMessage());
            return false;
        }
    }

    @Override
    public void frame(byte[] bytes, int offset, int length) {
        if (length == 0) {
            throw new WireFormatException("not a frame: no type");
        }
        link.received(bytes[offset] & 0xFF, new WireInput(bytes, offset + 1, length - 1));
    }
}
