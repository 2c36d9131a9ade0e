package io.meshwork.benchmarks.floor;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/**
 * An end of a connection on a channel of the JDK. Of one thread.
 *
 * @param frame room for one
 */
public record Line(SocketChannel channel, ByteBuffer frame) implements AutoCloseable {

    public Line(SocketChannel channel) {
        this(channel, ByteBuffer.allocateDirect(Word.FRAME_BYTES));
    }

    public void say(byte word) throws IOException {
        frame.clear();
        frame.putInt(1).put(word).flip();
        while (frame.hasRemaining()) {
            channel.write(frame);
        }
    }

    /**
     * Waits for what the other says.
     *
     * @throws EOFException if it hangs up
     */
    public byte hear() throws IOException {
        frame.clear();
        while (frame.hasRemaining()) {
            if (channel.read(frame) < 0) {
                throw new EOFException("the other has hung up");
            }
        }
        return frame.get(Word.LENGTH_BYTES);
    }

    /** @throws IOException if it says something else */
    public void expect(byte word) throws IOException {
        byte heard = hear();
        if (heard != word) {
            throw new IOException("the other says something else: awaited=" + (char) word + " heard=" + (char) heard);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
