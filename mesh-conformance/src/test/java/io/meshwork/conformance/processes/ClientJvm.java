package io.meshwork.conformance.processes;

import static org.awaitility.Awaitility.await;

import io.meshwork.AllocSpec;
import io.meshwork.Client;
import io.meshwork.HostMesh;
import io.meshwork.bootstrap.allocator.ProcessAllocator;
import io.meshwork.bootstrap.process.ChildCommand;
import io.meshwork.bootstrap.process.ChildProcess;
import io.meshwork.bootstrap.process.ExitStatus;
import io.meshwork.bootstrap.process.JavaCommand;
import io.meshwork.bootstrap.process.ProcessInfo;
import io.meshwork.bootstrap.process.Signals;
import io.meshwork.conformance.life.Processes;
import io.meshwork.shape.Extent;
import io.meshwork.transport.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * A JVM that is the client of a run of its own: 2 hosts, 2 procs on each. When this is closed, it and all that carries
 * its run's mark are gone.
 */
final class ClientJvm implements AutoCloseable {

    static final Duration PATIENCE = Duration.ofSeconds(60);
    /** A property: a shutdown hook of the JVM shuts the hosts down, and says how they went. */
    static final String IN_HOOK = "mesh.test.in-hook";

    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final ChildProcess process;

    private ClientJvm(Path socketDirectory, List<String> flags) {
        List<String> argv =
                JavaCommand.ofThisJvm().withJvmArgs(flags).argv(Main.class.getName(), List.of(), socketDirectory);
        process = ChildProcess.start(ChildCommand.of(argv), (pid, stream, text) -> lines.add(text));
    }

    /** @param socketDirectory where the run makes its own */
    static ClientJvm start(Path socketDirectory, String... flags) {
        List<String> all = new ArrayList<>(List.of(flags));
        all.add("-Dmesh.socket-dir=" + socketDirectory);
        return new ClientJvm(socketDirectory, all);
    }

    /** The run id it says before it starts anything. */
    String runId() {
        return await().atMost(PATIENCE)
                .until(() -> said("run "), Optional::isPresent)
                .orElseThrow()
                .substring(4);
    }

    /** Waits until its procs are up. */
    void awaitUp() {
        awaitSaid("up");
    }

    /** Has it close its client, and waits until that has been done; the JVM stays. */
    void closeClient() throws IOException {
        process.stdin().write('c');
        process.stdin().flush();
        awaitSaid("closed");
    }

    private void awaitSaid(String line) {
        await().atMost(PATIENCE).until(() -> {
            if (process.exit().isDone()) {
                throw new AssertionError("ended before it said '" + line + "': " + lines);
            }
            return lines.contains(line);
        });
    }

    private Optional<String> said(String start) {
        return lines.stream().filter(line -> line.startsWith(start)).findFirst();
    }

    /** Lets its main return. */
    void letEnd() {
        process.closeStdin();
    }

    void kill() {
        process.signal(Signals.KILL);
    }

    ExitStatus exit() throws Exception {
        return process.exit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    String output() {
        return String.join("\n", lines);
    }

    @Override
    public void close() {
        Optional<String> run = said("run ");
        process.signal(Signals.KILL);
        process.exit().join();
        process.closeStdin();
        await().atMost(PATIENCE).until(() -> {
            List<ProcessInfo> left =
                    run.isEmpty() ? List.of() : Processes.ofRun(run.get().substring(4));
            left.forEach(info -> info.signal(Signals.KILL));
            return left.isEmpty();
        });
    }

    /** Brings up hosts and procs, then waits to be told to close them, or for the end of its stdin. */
    static final class Main {

        public static void main(String[] args) throws IOException {
            Printed.line("run " + Run.ofThisJvm().id());
            Client client = Client.start("root");
            HostMesh hosts = HostMesh.allocate(
                    client, new ProcessAllocator().allocate(AllocSpec.of(Extent.of("hosts", 2))), "test");
            hosts.spawn("p0", Extent.of("procs", 2));
            if (Boolean.getBoolean(IN_HOOK)) {
                Thread hook = new Thread(() -> Printed.line(hosts.shutdown().toString()));
                Runtime.getRuntime().addShutdownHook(hook);
            }
            Printed.line("up");
            if (System.in.read() == 'c') {
                client.close();
                Printed.line("closed");
                System.in.read();
            }
        }
    }
}
