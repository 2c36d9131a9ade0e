package io.meshwork.benchmarks.floor;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.util.Arrays;
import java.util.List;

/**
 * The parent of a parallel chain in a JVM of its own, as a test JVM is one: what it loads itself counts. Prints {@code
 * mark=begin nanos=…} and {@code mark=answer nanos=…}.
 */
public final class FreshParent {

    /** Stands between the command of the host and that of the proc. */
    public static final String AND = "--and--";

    private FreshParent() {}

    /** @param arguments its socket, the host's command, {@link #AND}, the proc's */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        List<String> all = Arrays.asList(arguments);
        int and = all.indexOf(AND);
        long begin = System.nanoTime();
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(arguments[0]));
            Process host = start(all.subList(1, and));
            Process proc = start(all.subList(and + 1, all.size()));
            try (Line line = new Line(server.accept())) {
                line.expect(Word.HELLO);
                line.expect(Word.PROC_HELLO);
                line.say(Word.ASK);
                line.expect(Word.ANSWER);
            }
            long answer = System.nanoTime();
            host.waitFor();
            proc.waitFor();
            System.out.println("mark=begin nanos=" + begin);
            System.out.println("mark=answer nanos=" + answer);
        }
    }

    private static Process start(List<String> command) throws IOException {
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }
}
