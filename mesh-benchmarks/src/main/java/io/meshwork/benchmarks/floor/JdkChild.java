package io.meshwork.benchmarks.floor;

import java.io.EOFException;
import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;

/** A child on a socket of the JDK and its main thread: says hello, answers, quits when told. */
public final class JdkChild {

    private final SocketChannel parent;
    private final ByteBuffer frame = ByteBuffer.allocateDirect(Word.FRAME_BYTES);

    private JdkChild(SocketChannel parent) {
        this.parent = parent;
    }

    /** @param arguments the parent's socket */
    public static void main(String[] arguments) throws IOException {
        try (SocketChannel parent = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            parent.connect(UnixDomainSocketAddress.of(arguments[0]));
            new JdkChild(parent).serve();
        }
    }

    private void serve() throws IOException {
        say(Word.HELLO);
        while (hear() == Word.ASK) {
            say(Word.ANSWER);
        }
        System.exit(0);
    }

    private void say(byte word) throws IOException {
        frame.clear();
        frame.putInt(1).put(word).flip();
        while (frame.hasRemaining()) {
            parent.write(frame);
        }
    }

    private byte hear() throws IOException {
        frame.clear();
        while (frame.hasRemaining()) {
            if (parent.read(frame) < 0) {
                throw new EOFException("the parent hung up");
            }
        }
        return frame.get(Word.LENGTH_BYTES);
    }
}
