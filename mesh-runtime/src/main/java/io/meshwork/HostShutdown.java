package io.meshwork;

import io.meshwork.config.Keys;
import io.meshwork.host.HostAgent;
import io.meshwork.host.ProcEnd;
import io.meshwork.proc.ProcStatus;
import io.meshwork.proc.Signals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes hosts down, in two rounds: first all procs, then the hosts: while one host is still draining, another one's procs
 * may need it.
 *
 * @param mesh through which it was asked for
 */
record HostShutdown(AllocatedHosts hosts, String mesh) {

    private static final Logger log = LoggerFactory.getLogger(HostShutdown.class);

    /*
     * The last three graces of the bound are for hosts that don't answer: one to wait for their word, two for the
     * allocation's ladder.
     */
    ShutdownReport run() {
        long start = System.nanoTime();
        resumeThoseThatStandStill();
        Duration grace = hosts.client().config().duration(Keys.GRACE);
        Duration bound = hosts.client().config().duration(Keys.SHUTDOWN_TIMEOUT);
        long ladder = start + bound.minus(grace.multipliedBy(2)).toNanos();
        HostReports drained = hosts.ask(new HostAgent.Drain(null, "shutdown"), ladder - grace.toNanos());
        long asked = System.nanoTime();
        HostReports down = hosts.ask(new HostAgent.Shutdown("shutdown"), Math.max(ladder, asked + grace.toNanos()));
        try {
            hosts.alloc().stopAndWait();
        } finally {
            hosts.watch().awaitEnd();
            hosts.meshes().forEach(one -> one.close(grace));
            hosts.procs().close();
        }
        List<ShutdownReport.HostEnd> all = new ArrayList<>(hosts.extent().size());
        for (int rank = 0; rank < hosts.extent().size(); rank++) {
            all.add(end(rank, asked, drained, down));
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        log.info("host mesh {} down: hosts={} tookMillis={}", mesh, all.size(), took.toMillis());
        return new ShutdownReport(mesh, all, hosts.leftovers(), took);
    }

    /* They would not answer; as they have procs to end, they are resumed rather than killed. */
    private void resumeThoseThatStandStill() {
        List<CompletableFuture<Boolean>> resumed = new ArrayList<>();
        for (HostRef host : hosts.hosts()) {
            resumed.add(hosts.alloc().signal(host.rank(), Signals.CONT));
        }
        long grace = hosts.client().config().duration(Keys.GRACE).toMillis();
        CompletableFuture.allOf(resumed.toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, grace, TimeUnit.MILLISECONDS)
                .join();
    }

    private ShutdownReport.HostEnd end(int rank, long asked, HostReports drained, HostReports down) {
        List<ProcEnd> procs = new ArrayList<>(drained.procs(rank));
        procs.addAll(down.procs(rank));
        ProcEnd known = hosts.ends().of(rank);
        HostRef host = hosts.host(rank);
        ProcStatus status = known != null ? known.status() : new ProcStatus.Failed("unknown");
        ProcEnd.Forced forced = known != null ? known.forced() : ProcEnd.Forced.NOTHING;
        Duration took = hosts.ends().since(rank, asked);
        ProcEnd end = new ProcEnd("host " + rank, host.pid(), status, took, forced);
        return new ShutdownReport.HostEnd(rank, end, procs, down.problem(rank));
    }
}
