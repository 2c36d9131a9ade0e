package io.meshwork.benchmarks.floor;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * A child on Netty. What it does is said by its arguments, or for a standby by a line on its stdin, words separated by
 * blanks:
 *
 * <ul>
 *   <li>{@code proc SOCKET}: dials, says hello, answers
 *   <li>{@code host SOCKET OWN}: listens at its own, dials, says hello, relays between the two
 *   <li>{@code host SOCKET OWN COMMAND...}: then starts its proc with that command
 *   <li>{@code standby OWN}: starts its loop, says {@code ready} on stdout, waits for such a line
 *   <li>{@code rehearsed OWN}: has exchanged a frame with itself over its own socket before it says so
 * </ul>
 */
public final class NettyChild {

    private NettyChild() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        if (arguments[0].equals("standby")) {
            standBy(new NettyLoop());
        } else if (arguments[0].equals("rehearsed")) {
            NettyLoop loop = new NettyLoop();
            Rehearsal.run(loop, arguments[1]);
            standBy(loop);
        } else {
            run(new NettyLoop(), arguments);
        }
    }

    private static void standBy(NettyLoop loop) throws IOException, InterruptedException {
        System.out.println("ready");
        BufferedReader stdin = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.US_ASCII));
        String line = stdin.readLine();
        if (line == null) {
            System.exit(0);
        } else {
            run(loop, line.split(" "));
        }
    }

    private static void run(NettyLoop loop, String[] words) throws IOException, InterruptedException {
        if (words[0].equals("proc")) {
            loop.dial(words[1], new NettyLoop.Handlers() {
                @Override
                public ProcRole next() {
                    return new ProcRole();
                }
            });
        } else {
            runHost(loop, words);
        }
    }

    private static void runHost(NettyLoop loop, String[] words) throws IOException, InterruptedException {
        HostRole host = new HostRole();
        loop.listen(words[2], host::towardsProc);
        loop.dial(words[1], host::towardsParent);
        List<String> command = Arrays.asList(words).subList(3, words.length);
        if (!command.isEmpty()) {
            new ProcessBuilder(command)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        }
    }
}
