package io.meshwork.conformance.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meshwork.ActorMesh;
import io.meshwork.AllocSpec;
import io.meshwork.AllocationException;
import io.meshwork.HostMesh;
import io.meshwork.ProcMesh;
import io.meshwork.SpawnException;
import io.meshwork.actor.Actor;
import io.meshwork.conformance.life.Meshes;
import io.meshwork.conformance.life.Probe;
import io.meshwork.failure.MeshException;
import io.meshwork.mailbox.Port;
import io.meshwork.mailbox.PortRef;
import io.meshwork.proc.ProcOptions;
import io.meshwork.shape.Extent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The thread that waits for a start is interrupted: the exception leaves when all that was started is gone, with the
 * interrupt still set (M-1). Nets are off.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InterruptedStartTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final AllocSpec TWO_HOSTS = AllocSpec.of(Extent.of("hosts", 2));
    private static final ProcOptions SECOND_HANGS =
            ProcOptions.standard().rank(1, ProcOptions.standard().command("sleep", "600"));

    /** Its constructor waits until it is interrupted. */
    static final class Held implements Actor {
        Held(PortRef<Integer> reached) throws InterruptedException {
            reached.send(1);
            new CountDownLatch(1).await();
        }
    }

    private Meshes meshes;
    private HostMesh hosts;
    private List<Long> before;

    @BeforeAll
    void startHosts() {
        meshes = Meshes.withoutNets();
        hosts = meshes.hosts(2);
        before = meshes.processes().pids();
    }

    @AfterAll
    void closeThem() {
        meshes.close();
    }

    @Test
    void hostsOfWhichOneIsAwaited() throws Exception {
        Attempt attempt = Attempt.start(meshes.processes(), () -> meshes.hosts(TWO_HOSTS.options(SECOND_HANGS), "bad"));
        awaitStarted(2);

        attempt.interrupt();

        assertThat(attempt.thrown(AllocationException.class, before)).hasMessageContaining("interrupted");
        assertThat(attempt.outcome().interrupted()).isTrue();
    }

    @Test
    void hostsThatHaveJustBeenForked() throws Exception {
        Attempt attempt = Attempt.start(meshes.processes(), () -> meshes.hosts(TWO_HOSTS, "bad"));
        awaitStarted(1);

        attempt.interrupt();

        assertThat(attempt.thrown(AllocationException.class, before)).hasMessageContaining("interrupted");
        assertThat(attempt.outcome().interrupted()).isTrue();
    }

    @Test
    void procsOfWhichOneIsAwaited() throws Exception {
        Attempt attempt = Attempt.start(meshes.processes(), () -> hosts.spawn("bad", Extent.unity(), SECOND_HANGS));
        awaitStarted(2);

        attempt.interrupt();

        assertThat(attempt.thrown(SpawnException.class, before))
                .hasMessageContainingAll("mesh=bad", "rank 1 (hosts 1): interrupted before it said that it is ready");
        assertThat(attempt.outcome().interrupted()).isTrue();
        assertHostsStillMakeProcs();
    }

    @Test
    void procsThatHaveJustBeenForked() throws Exception {
        Attempt attempt = Attempt.start(meshes.processes(), () -> hosts.spawn("bad", Extent.of("procs", 2)));
        awaitStarted(1);

        attempt.interrupt();

        assertThat(attempt.thrown(SpawnException.class, before)).hasMessageContaining("interrupted before it said");
        assertThat(attempt.outcome().interrupted()).isTrue();
        assertHostsStillMakeProcs();
    }

    @Test
    void actorsOfWhichEachIsAwaited() throws Exception {
        try (ProcMesh procs = hosts.spawn("p0", Extent.unity());
                Port<Integer> reached = meshes.client().openPort(Integer.class)) {
            List<Long> withProcs = meshes.processes().pids();
            Attempt attempt = Attempt.start(meshes.processes(), () -> procs.spawn("bad", Held.class, reached.ref()));
            reached.receive(2);

            attempt.interrupt();

            assertThat(attempt.thrown(SpawnException.class, withProcs))
                    .hasMessageContainingAll("interrupted while actors were spawned", "mesh=bad", "rank 0", "rank 1");
            assertThat(attempt.outcome().interrupted()).isTrue();
            try (ActorMesh<Probe> good = procs.spawn("good", Probe.class)) {
                assertThat(good.call(new Probe.Pid())).hasSize(2);
            }
        }
    }

    @Test
    void aThreadThatIsInterruptedAlreadyStartsNothingThatStays() throws Exception {
        try (ProcMesh procs = hosts.spawn("p1", Extent.unity())) {
            List<Long> withProcs = meshes.processes().pids();

            assertInterrupted(withProcs, () -> meshes.hosts(TWO_HOSTS, "bad"));
            assertInterrupted(withProcs, () -> hosts.spawn("bad", Extent.unity()));
            assertInterrupted(withProcs, () -> procs.spawn("bad", Probe.class));
        }
        assertHostsStillMakeProcs();
    }

    private void assertInterrupted(List<Long> left, Runnable start) throws Exception {
        Attempt attempt = Attempt.startInterrupted(meshes.processes(), start);

        assertThat(attempt.thrown(MeshException.class, left)).hasMessageContaining("interrupted");
        assertThat(attempt.outcome().interrupted()).isTrue();
    }

    private void assertHostsStillMakeProcs() {
        try (ProcMesh good = hosts.spawn("bad", Extent.unity())) {
            assertThat(good.call(() -> 1)).containsExactly(1, 1);
        }
    }

    private void awaitStarted(int more) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> meshes.processes().pids().size() >= before.size() + more);
    }
}
