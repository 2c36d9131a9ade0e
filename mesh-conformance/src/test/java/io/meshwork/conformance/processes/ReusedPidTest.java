package io.meshwork.conformance.processes;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.AllocSpec;
import io.meshwork.Client;
import io.meshwork.HostMesh;
import io.meshwork.HostRef;
import io.meshwork.ProcMesh;
import io.meshwork.ProcRef;
import io.meshwork.bootstrap.allocator.ProcessAllocator;
import io.meshwork.bootstrap.process.ExitStatus;
import io.meshwork.bootstrap.process.JavaCommand;
import io.meshwork.conformance.Row;
import io.meshwork.conformance.life.Processes;
import io.meshwork.failure.MeshException;
import io.meshwork.shape.Extent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A pid that belonged to a proc or a host belongs to a bystander now. The client JVM has a pid namespace of its own, in
 * which it may say which pid comes next, if the system lets a test have one; else the bystanders have other pids.
 */
class ReusedPidTest {

    private static final List<String> NAMESPACE = List.of(
            "unshare", "--map-root-user", "--pid", "--fork", "--mount-proc", "sh", "-c", "\"$@\"; exit $?", "sh");
    private static final Path LAST_PID = Path.of("/proc/sys/kernel/ns_last_pid");

    @Row("B71")
    @Test
    void whoeverHasThePidOfAProcThatHasEndedIsLeftInPeace(@TempDir Path directory) throws Exception {
        List<String> set = new ArrayList<>(NAMESPACE);
        set.addAll(List.of("sh", "-c", "echo 1000 > " + LAST_PID));
        boolean chooses = Ran.succeeds(set);
        List<String> argv = new ArrayList<>(chooses ? NAMESPACE : List.of());
        argv.addAll(JavaCommand.ofThisJvm()
                .withJvmArgs(List.of("-Dmesh.socket-dir=" + directory, "-Dmesh.nets=none"))
                .argv(Main.class.getName(), List.of(chooses ? "choose" : ""), directory));

        Ran ran = Ran.of(argv);

        assertThat(ran.exit()).as("%s", ran.lines()).isEqualTo(new ExitStatus.Exited(0));
        assertThat(ran.lines()).contains(chooses ? "same pids [true, true]" : "same pids [false, false]", "states SS");
    }

    /** Kills a proc and a host, puts a bystander in the place of each, and does all it can to hit them. */
    static final class Main {

        private static final int TRIES = 1000;

        private Main() {}

        public static void main(String[] args) throws IOException {
            boolean chooses = args.length > 0 && args[0].equals("choose");
            List<Process> bystanders = new ArrayList<>();
            List<Boolean> same = new ArrayList<>();
            try (Client client = Client.start("root")) {
                client.onUnhandled(expected -> {});
                AllocSpec two = AllocSpec.of(Extent.of("hosts", 2));
                HostMesh hosts = HostMesh.allocate(client, new ProcessAllocator().allocate(two), "test");
                ProcMesh procs = hosts.spawn("p0", Extent.unity());
                ProcRef proc = procs.get(0);
                HostRef host = hosts.get(1);
                procs.get(1).kill();
                proc.kill();
                host.kill();
                for (long pid : new long[] {proc.pid(), host.pid()}) {
                    Process bystander = chooses ? startAs(pid) : start();
                    same.add(bystander.pid() == pid);
                    bystanders.add(bystander);
                }
                hit(proc, host);
                procs.stop();
                hosts.shutdown();
            }
            StringBuilder states = new StringBuilder();
            for (Process bystander : bystanders) {
                states.append(Processes.find(bystander.pid()).orElseThrow().state());
            }
            Printed.line("same pids " + same);
            Printed.line("states " + states);
            bystanders.forEach(Process::destroyForcibly);
        }

        private static void hit(ProcRef proc, HostRef host) {
            proc.kill();
            host.kill();
            List<Runnable> hits =
                    List.of(proc::suspend, () -> proc.kill(15), () -> proc.exit(1), host::suspend, () -> host.kill(15));
            for (Runnable hit : hits) {
                try {
                    hit.run();
                    Printed.line("not refused");
                } catch (MeshException refused) {
                    Printed.line("refused " + refused.getMessage());
                }
            }
        }

        /* A thread that starts meanwhile takes a pid too: then again. */
        private static Process startAs(long pid) throws IOException {
            for (int i = 0; i < TRIES; i++) {
                Files.writeString(LAST_PID, Long.toString(pid - 1));
                Process started = start();
                if (started.pid() == pid) {
                    return started;
                }
                started.destroyForcibly();
            }
            throw new AssertionError("never got the pid " + pid);
        }

        private static Process start() throws IOException {
            return new ProcessBuilder("sleep", "600").start();
        }
    }
}
