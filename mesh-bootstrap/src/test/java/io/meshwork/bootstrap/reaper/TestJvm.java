package io.meshwork.bootstrap.reaper;

import io.meshwork.bootstrap.process.ChildCommand;
import io.meshwork.bootstrap.process.ChildProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * What begins a run here, in a process of its own that a test can kill: starts a reaper and what it is told to, then takes
 * orders on stdin until that ends.
 */
final class TestJvm {

    private TestJvm() {}

    /** @param arguments run id and directory; then scripts, each for a shell that carries the marker */
    public static void main(String[] arguments) throws IOException {
        startAndForget(arguments[0], Path.of(arguments[1]));
        for (String script : List.of(arguments).subList(2, arguments.length)) {
            ChildCommand command =
                    ChildCommand.of("/bin/sh", "-c", script).withEnvironment(TestRun.RUN_ID, arguments[0]);
            ChildProcess.start(command, (pid, stream, text) -> print(text));
        }
        // would close the pipe, if nobody held it
        System.gc();
        System.gc();
        print("jvm " + ProcessHandle.current().pid());
        obey();
    }

    private static void startAndForget(String runId, Path directory) {
        announce(Reaper.start(runId, directory));
    }

    private static void announce(Reaper reaper) {
        if (reaper.awaitReady()) {
            print("reaper " + reaper.pid());
        }
    }

    private static void obey() throws IOException {
        BufferedReader orders = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        String order = orders.readLine();
        if ("exit".equals(order)) {
            System.exit(0);
        }
        Runtime.getRuntime().halt(0);
    }

    static void print(String line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        synchronized (System.out) {
            System.out.write(bytes, 0, bytes.length);
            System.out.flush();
        }
    }

    /** Says which reaper is ready, and says it again for each that replaces it. */
    static final class WithOrders {

        private WithOrders() {}

        /** @param arguments run id and directory */
        public static void main(String[] arguments) throws IOException {
            Reaper reaper = Reaper.start(arguments[0], Path.of(arguments[1]));
            announce(reaper);
            while (System.in.read() >= 0) {
                announce(reaper);
            }
        }
    }

    /** Kills its reaper while it ends itself, and says what became of that. */
    static final class KillsItsReaperAtExit {

        private KillsItsReaperAtExit() {}

        /** @param arguments run id and directory */
        public static void main(String[] arguments) {
            Reaper reaper = Reaper.start(arguments[0], Path.of(arguments[1]));
            announce(reaper);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> {
                ProcessHandle process = ProcessHandle.of(reaper.pid()).orElseThrow();
                process.destroyForcibly();
                process.onExit().join();
                print("ready again: " + reaper.awaitReady());
            }));
            System.exit(0);
        }
    }
}
