package io.meshwork.conformance.ends;

import static org.awaitility.Awaitility.await;

import io.meshwork.AllocSpec;
import io.meshwork.Client;
import io.meshwork.HostMesh;
import io.meshwork.ProcMesh;
import io.meshwork.bootstrap.allocator.ProcessAllocator;
import io.meshwork.bootstrap.allocator.Reserve;
import io.meshwork.bootstrap.process.ChildCommand;
import io.meshwork.bootstrap.process.ChildProcess;
import io.meshwork.bootstrap.process.JavaCommand;
import io.meshwork.bootstrap.process.ProcessInfo;
import io.meshwork.bootstrap.process.ProcessTable;
import io.meshwork.bootstrap.process.Signals;
import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.conformance.life.Processes;
import io.meshwork.conformance.processes.Printed;
import io.meshwork.shape.Extent;
import io.meshwork.transport.Run;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * A test JVM with a run of its own, 1 host and 2 procs, that comes to its end in a given way. When this is closed, it and
 * all that carries its run's mark are gone, one way or another.
 */
final class EndingJvm implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final WayToEnd way;
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private final ChildProcess process;
    private List<ProcessInfo> all = List.of();

    private EndingJvm(Path directory, String nets, int standby, Stubborn stubborn, WayToEnd way, NextMesh next) {
        this.way = way;
        List<String> flags = List.of(
                "-Dmesh.socket-dir=" + directory,
                "-Dmesh.evidence-dir=" + directory,
                "-Dmesh.nets=" + nets,
                "-Dmesh.standby=" + standby,
                "-Dmesh.grace=1s",
                "-XX:ErrorFile=" + directory.resolve("hs_err.log"));
        List<String> argv = JavaCommand.ofThisJvm()
                .withJvmArgs(flags)
                .argv(Main.class.getName(), List.of(stubborn.name(), way.name(), next.name()), directory);
        process = ChildProcess.start(ChildCommand.of(argv), (pid, stream, text) -> lines.add(text));
    }

    /** Returns when its meshes are up, with the stubborn member in place. */
    static EndingJvm start(Path directory, String nets, Stubborn stubborn, WayToEnd way) {
        return start(directory, nets, 0, stubborn, way);
    }

    /** The same; and so many hosts, each with a proc, stand ready for the next mesh. */
    static EndingJvm start(Path directory, String nets, int standby, Stubborn stubborn, WayToEnd way) {
        return start(directory, nets, standby, stubborn, way, NextMesh.NONE);
    }

    /** The same; on {@link #go} it does what is said for its next mesh. */
    static EndingJvm start(Path directory, String nets, int standby, Stubborn stubborn, WayToEnd way, NextMesh next) {
        EndingJvm jvm = new EndingJvm(directory, nets, standby, stubborn, way, next);
        try {
            jvm.awaitSaid("up");
            jvm.all = Processes.ofRun(jvm.runId());
            return jvm;
        } catch (Throwable e) {
            jvm.close();
            throw e;
        }
    }

    /** What lived when it was up: a host, 2 procs, and what a stubborn member had started. */
    List<ProcessInfo> all() {
        return all;
    }

    /** Has it come to its end; returns when it has ended, or, of an inner end, when that has been taken. */
    void end() {
        if (way == WayToEnd.ALL_SIGKILL) {
            all.stream().filter(info -> info.parentPid() == process.pid()).forEach(host -> host.signal(Signals.KILL));
        }
        if (way.signal() > 0) {
            process.signal(way.signal());
        } else {
            go();
        }
        if (way.isInner()) {
            awaitSaid("taken");
        } else {
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(2)).until(() -> !process.isAlive());
        }
    }

    /** Those that live and should not: after a lost host all that hung below it, else all of the run. */
    List<ProcessInfo> left() {
        Map<Long, ProcessInfo> left = new LinkedHashMap<>();
        ProcessTable table = new ProcessTable();
        for (ProcessInfo info : all) {
            table.find(info.pid())
                    .filter(now -> now.startTicks() == info.startTicks() && !now.isDead())
                    .ifPresent(now -> left.put(now.pid(), now));
        }
        Processes.ofRun(runId()).forEach(info -> left.put(info.pid(), info));
        return new ArrayList<>(left.values());
    }

    String output() {
        return String.join("\n", lines);
    }

    long pid() {
        return process.pid();
    }

    String runId() {
        return lines.stream()
                .filter(line -> line.startsWith("run "))
                .findFirst()
                .orElseThrow()
                .substring(4);
    }

    /** Its cue. */
    void go() {
        try {
            process.stdin().write('\n');
            process.stdin().flush();
        } catch (IOException e) {
            throw new AssertionError("it does not listen: " + lines, e);
        }
    }

    private void awaitSaid(String line) {
        await().atMost(PATIENCE).pollInterval(Duration.ofMillis(2)).until(() -> {
            if (!process.isAlive() && !lines.contains(line)) {
                throw new AssertionError("ended before it said '" + line + "': " + output());
            }
            return lines.contains(line);
        });
    }

    @Override
    public void close() {
        process.signal(Signals.KILL);
        process.closeStdin();
        if (lines.stream().noneMatch(line -> line.startsWith("run "))) {
            return;
        }
        await().atMost(PATIENCE).until(() -> {
            List<ProcessInfo> left = left();
            left.forEach(info -> info.signal(Signals.KILL));
            return left.isEmpty();
        });
        process.exit().join();
    }

    /** What is done for a mesh after the first, on cue. */
    enum NextMesh {
        NONE,
        /** One is had stand by; not before. */
        STANDS_BY,
        /** It comes up, of what stands ready by then. */
        COMES_UP
    }

    /** Brings up a mesh, plants a stubborn member, waits for its cue, and takes its end. */
    static final class Main {

        private Main() {}

        public static void main(String[] args) throws IOException {
            Stubborn stubborn = Stubborn.valueOf(args[0]);
            WayToEnd way = WayToEnd.valueOf(args[1]);
            NextMesh next = NextMesh.valueOf(args[2]);
            Printed.line("run " + Run.ofThisJvm().id());
            Client client = Client.start("root");
            client.onUnhandled(expected -> {});
            HostMesh hosts = allocate(client, "test");
            ProcMesh procs = hosts.spawn("p0", Extent.of("procs", 2));
            stubborn.plant(procs);
            if (Config.ofThisJvm().integer(Keys.STANDBY) > 0 && next != NextMesh.STANDS_BY) {
                Reserve.ofThisJvm().awaitReady(PATIENCE);
            }
            Printed.line("up");
            System.in.read();
            if (next == NextMesh.STANDS_BY) {
                Reserve.ofThisJvm().awaitReady(PATIENCE);
            } else if (next == NextMesh.COMES_UP) {
                allocate(client, "next").spawn("p0", Extent.of("procs", 1));
            }
            way.take(client, hosts);
            if (way.isInner() || next != NextMesh.NONE) {
                Printed.line("taken");
                System.in.read();
            }
        }

        private static HostMesh allocate(Client client, String name) {
            AllocSpec one = AllocSpec.of(Extent.of("hosts", 1));
            return HostMesh.allocate(client, new ProcessAllocator().allocate(one), name);
        }
    }
}
