package io.meshwork.benchmarks.process;

import io.meshwork.benchmarks.floor.Word;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** The runner's end of a connection of a floor program. Of one thread. */
record Line(SocketChannel channel, ByteBuffer frame) implements AutoCloseable {

    Line(SocketChannel channel) {
        this(channel, ByteBuffer.allocateDirect(Word.FRAME_BYTES));
    }

    void say(byte word) throws IOException {
        frame.clear();
        frame.putInt(1).put(word).flip();
        while (frame.hasRemaining()) {
            channel.write(frame);
        }
    }

    /** Waits for it. */
    void expect(byte word) throws IOException {
        frame.clear();
        while (frame.hasRemaining()) {
            if (channel.read(frame) < 0) {
                throw new EOFException("the program hung up: awaited=" + (char) word);
            }
        }
        byte heard = frame.get(Word.LENGTH_BYTES);
        if (heard != word) {
            throw new IOException("the program says something else: awaited=" + (char) word + " heard=" + (char) heard);
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
