package io.meshwork.conformance.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meshwork.ActorMesh;
import io.meshwork.HostMesh;
import io.meshwork.ProcMesh;
import io.meshwork.ShutdownReport;
import io.meshwork.SpawnException;
import io.meshwork.actor.Actor;
import io.meshwork.conformance.Backend;
import io.meshwork.conformance.EachBackend;
import io.meshwork.conformance.Row;
import io.meshwork.host.ProcEnd;
import io.meshwork.mailbox.Port;
import io.meshwork.mailbox.PortRef;
import io.meshwork.shape.Extent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** What a shutdown tells, and that it can be called whatever is going on: M-7, and M-4 by the way. */
@EachBackend
class ShutdownReportTest {

    @Parameter
    Backend backend;

    /** Its constructor never returns. */
    static final class Stuck implements Actor {
        Stuck(PortRef<Integer> made) throws InterruptedException {
            made.send(1);
            new CountDownLatch(1).await();
        }
    }

    @Test
    void whatWentDownInOrderIsListedHostByHostAndProcByProc() {
        try (Meshes meshes = Meshes.withoutNets(backend)) {
            HostMesh hosts = meshes.hosts(2);
            ProcMesh procs = hosts.spawn("p0", Extent.of("procs", 2));

            ShutdownReport report = hosts.shutdown();

            assertThat(report.isOrderly()).as("%s", report).isTrue();
            assertThat(report.left()).isEmpty();
            for (ShutdownReport.HostEnd host : report.hosts()) {
                assertThat(host.pid()).isEqualTo(hosts.get(host.rank()).pid());
                assertThat(host.end()).isEqualTo("stopped with exit code 0");
                assertThat(host.took()).isBetween(Duration.ofNanos(1), report.took());
                assertThat(host.forced()).isEqualTo(ProcEnd.Forced.NOTHING);
                assertThat(host.procs())
                        .extracting(ProcEnd::pid)
                        .containsExactlyInAnyOrderElementsOf(
                                procs.slice("hosts", host.rank()).values().map(proc -> proc.pid()));
            }
            assertThat(report.toString().lines())
                    .hasSize(1 + 2 + 4)
                    .anyMatch(line -> line.startsWith("host mesh test went down in order: hosts=2 tookMillis="))
                    .anyMatch(
                            line -> line.startsWith("host 1 pid " + hosts.get(1).pid() + ": stopped with exit code 0"))
                    .anyMatch(line ->
                            line.startsWith("  proc p0_3 pid " + procs.get(3).pid() + ": stopped"));
        }
    }

    @Row("B59")
    @Test
    void aHostThatWasKilledBeforeIsNamedAndTheOthersGoDown() {
        try (Meshes meshes = Meshes.withoutNets(backend)) {
            HostMesh hosts = meshes.hosts(3);
            hosts.slice("hosts", 1).spawn("p1", Extent.unity()).get(0).kill();
            hosts.slice("hosts", 2).spawn("p2", Extent.unity());
            hosts.get(1).kill();
            assertThat(meshes.client().failures().takeAll()).hasSize(2);

            ShutdownReport report = hosts.shutdown();

            assertThat(meshes.processes().left()).isEmpty();
            assertThat(report.isOrderly()).isFalse();
            ShutdownReport.HostEnd dead = report.hosts().get(1);
            assertThat(dead.end()).contains("killed by SIGKILL (9)");
            assertThat(dead.problem()).contains("host 1 (hosts 1) pid " + dead.pid(), "SIGKILL (9)");
            assertThat(dead.took()).isZero();
            assertThat(report.hosts().get(0).problem()).isNull();
            assertThat(report.hosts().get(2).problem()).isNull();
            assertThat(report.hosts().get(2).procs()).hasSize(1);
            assertThat(report.toString())
                    .startsWith("host mesh test did not go down in order")
                    .contains("host 1 pid " + dead.pid() + ": killed by SIGKILL (9)", "could not be asked");
        }
    }

    @Test
    void whatHadToBeForcedIsTold() {
        try (Meshes meshes = Meshes.withoutNets(backend)) {
            HostMesh hosts = meshes.hosts(1);
            ProcMesh procs = hosts.spawn("p0", Extent.of("procs", 2));
            procs.get(1).suspend();

            ShutdownReport report = hosts.shutdown();

            assertThat(report.isOrderly()).isFalse();
            assertThat(report.hosts().get(0).procs())
                    .filteredOn(proc -> proc.forced() != ProcEnd.Forced.NOTHING)
                    .singleElement()
                    .satisfies(proc -> assertThat(proc.name()).isEqualTo("p0_1"));
            assertThat(report.toString())
                    .containsPattern("proc p0_1 pid \\d+: killed by SIGKILL.*, forced by SIG")
                    .containsPattern("proc p0_0 pid \\d+: stopped with exit code 0");
        }
    }

    @Row({"B55", "B108"})
    @Test
    void aSpawnOfActorsThatIsUnderWayHasEndedWhenShutdownReturns() {
        try (Meshes meshes = Meshes.withoutNets(backend)) {
            HostMesh hosts = meshes.hosts(2);
            ProcMesh procs = hosts.spawn("p0", Extent.unity());
            Port<Integer> made = meshes.client().openPort(Integer.class);
            CompletableFuture<ActorMesh<Stuck>> actors = inBackground(() -> procs.spawn("a0", Stuck.class, made.ref()));
            made.receive(2);

            hosts.shutdown();

            assertHasFailed(actors);
            assertThat(meshes.processes().left()).isEmpty();
        }
    }

    @Row("B55")
    @Test
    void aShutdownWhileASpawnBeginsLeavesNothing() {
        try (Meshes meshes = Meshes.withoutNets(backend)) {
            for (int round = 0; round < 3; round++) {
                HostMesh hosts = meshes.hosts(1);
                CompletableFuture<ProcMesh> spawn = inBackground(() -> hosts.spawn("p0", Extent.of("procs", 2)));
                List<Long> hostPids = Meshes.pidsOf(hosts);
                if (round > 0 && backend.hasProcesses()) {
                    await().until(() -> meshes.processes().pids().size() > hostPids.size());
                }

                hosts.shutdown();

                assertThat(meshes.processes().left()).isEmpty();
                assertThat(spawn.handle((procs, failure) -> true)).succeedsWithin(Duration.ofSeconds(60));
                assertThat(meshes.processes().left()).isEmpty();
            }
        }
    }

    @Test
    void theHookForFailuresMayShutDown() throws Exception {
        try (Meshes meshes = Meshes.withoutNets(backend)) {
            HostMesh hosts = meshes.hosts(1);
            ProcMesh procs = hosts.spawn("p0", Extent.of("procs", 2));
            CompletableFuture<ShutdownReport> report = new CompletableFuture<>();
            meshes.client().onUnhandled(failure -> report.complete(hosts.shutdown()));

            procs.get(1).kill();

            assertThat(report.get(60, TimeUnit.SECONDS).hosts()).hasSize(1);
            assertThat(meshes.processes().left()).isEmpty();
        }
    }

    /* On a thread of its own each: the common pool may have but one. */
    private static <T> CompletableFuture<T> inBackground(Supplier<T> task) {
        return CompletableFuture.supplyAsync(task, run -> new Thread(run).start());
    }

    /* Its thread has only to hand the exception over. */
    private static void assertHasFailed(CompletableFuture<?> spawn) {
        assertThat(spawn)
                .failsWithin(Duration.ofSeconds(1))
                .withThrowableThat()
                .withCauseInstanceOf(SpawnException.class)
                .withMessageContaining("already shut down");
    }

    @Test
    void anInterruptThatCameBeforeCutsNoShutdownShort() {
        try (Meshes meshes = Meshes.withoutNets(backend)) {
            HostMesh hosts = meshes.hosts(1);
            hosts.spawn("p0", Extent.unity());
            Thread.currentThread().interrupt();

            ShutdownReport report = hosts.shutdown();

            assertThat(Thread.interrupted()).isTrue();
            assertThat(report.isOrderly()).as("%s", report).isTrue();
            assertThat(meshes.processes().left()).isEmpty();
        }
    }
}
