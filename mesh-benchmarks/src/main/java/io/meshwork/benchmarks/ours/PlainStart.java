package io.meshwork.benchmarks.ours;

import io.meshwork.ActorMesh;
import io.meshwork.AllocSpec;
import io.meshwork.Client;
import io.meshwork.HostMesh;
import io.meshwork.ProcMesh;
import io.meshwork.benchmarks.measure.Usage;
import io.meshwork.bootstrap.allocator.ProcessAllocator;
import io.meshwork.proc.ProcOptions;
import io.meshwork.shape.Extent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The plain API, once: hosts, procs, an actor on each, a call to each, and close. */
public final class PlainStart {

    private static final long IDLE_MILLIS = 200;
    private static final long LONGEST_END_NANOS = 20_000_000_000L;

    private PlainStart() {}

    /** @param arguments how many hosts, and procs on each */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Extent hostExtent = Extent.of("hosts", Integer.parseInt(arguments[0]));
        Extent procExtent = Extent.of("procs", Integer.parseInt(arguments[1]));
        List<Long> pids = new ArrayList<>();
        Tape.mark("begin");
        try (Client client = Client.start("root")) {
            AllocSpec spec = AllocSpec.of(hostExtent).procs(procExtent, ProcOptions.standard());
            HostMesh hosts = HostMesh.allocate(client, new ProcessAllocator().allocate(spec), "bench");
            Tape.mark("hosts");
            ProcMesh procs = hosts.spawn("p0", procExtent);
            Tape.mark("procs");
            ActorMesh<Echo> actors = procs.spawn("a0", Echo.class);
            Tape.mark("actors");
            actors.call(new Echo.Say(1));
            Tape.mark("both-answered");
            Tape.phases(client.events());
            hosts.values().forEach(host -> pids.add(host.pid()));
            procs.values().forEach(proc -> pids.add(proc.pid()));
            Tape.children(pids);
            Thread.sleep(IDLE_MILLIS);
            long idle = procs.get(0).pid();
            Tape.figure("rss", Usage.residentMiB(idle));
            Tape.figure("pss", Usage.proportionalMiB(idle));
            Tape.mark("closing");
        }
        Tape.mark("closed");
        awaitGone(pids);
        Tape.mark("gone");
        Tape.figure("end", Tape.millis("closing", "gone"));
        Tape.figure("life", Tape.millis("begin", "both-answered") + Tape.millis("closing", "gone")); // not the idle time
        Tape.print();
    }

    private static void awaitGone(List<Long> pids) {
        long deadlineNanos = System.nanoTime() + LONGEST_END_NANOS;
        for (long pid : pids) {
            while (Files.exists(Path.of("/proc/" + pid))) {
                if (System.nanoTime() - deadlineNanos > 0) {
                    throw new IllegalStateException("a process did not end: pid=" + pid);
                }
                Thread.onSpinWait();
            }
        }
    }
}
