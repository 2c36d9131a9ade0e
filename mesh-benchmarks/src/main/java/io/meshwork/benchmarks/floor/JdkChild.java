package io.meshwork.benchmarks.floor;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;

/** A child on a socket of the JDK and its main thread: says hello, answers, quits when told. */
public final class JdkChild {

    private JdkChild() {}

    /** @param arguments the parent's socket */
    public static void main(String[] arguments) throws IOException {
        try (Line parent = new Line(SocketChannel.open(StandardProtocolFamily.UNIX))) {
            parent.channel().connect(UnixDomainSocketAddress.of(arguments[0]));
            parent.say(Word.HELLO);
            while (parent.hear() == Word.ASK) {
                parent.say(Word.ANSWER);
            }
            System.exit(0);
        }
    }
}
