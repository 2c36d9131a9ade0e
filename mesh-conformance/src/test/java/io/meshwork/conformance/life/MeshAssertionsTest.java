package io.meshwork.conformance.life;

import static io.meshwork.junit.assertions.MeshAssertions.assertThat;
import static io.meshwork.junit.assertions.MeshConditions.allReady;
import static io.meshwork.junit.assertions.MeshConditions.allRunning;
import static io.meshwork.junit.assertions.MeshConditions.hasEnded;
import static io.meshwork.junit.assertions.MeshConditions.noDescendants;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.meshwork.ActorMesh;
import io.meshwork.HostMesh;
import io.meshwork.MeshTree;
import io.meshwork.ProcMesh;
import io.meshwork.actor.ActorStatus;
import io.meshwork.conformance.Backend;
import io.meshwork.conformance.Bench;
import io.meshwork.conformance.EachBackend;
import io.meshwork.conformance.Row;
import io.meshwork.failure.MeshFailure;
import io.meshwork.host.HostStatus;
import io.meshwork.proc.ActorState;
import io.meshwork.proc.ProcStatus;
import io.meshwork.shape.Extent;
import io.meshwork.value.ValueMesh;
import java.time.Duration;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** The tree of a mesh, and the assertions and conditions that print it. */
@EachBackend
class MeshAssertionsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Parameter
    Backend backend;

    private Bench bench;
    private HostMesh hosts;

    @BeforeParameterizedClassInvocation
    void startThem() {
        bench = Bench.start(backend, 2, 1);
        hosts = bench.hosts();
    }

    @AfterParameterizedClassInvocation
    void closeThem() {
        bench.close();
    }

    @AfterEach
    void nothingElseHasFailed() {
        assertThat(bench.client().failures().takeAll()).isEmpty();
    }

    @Row("B100")
    @Test
    void theTreeShowsHostsProcsAndActorsWithTheirStatesWhatTheyAreAtAndWhatWaits() {
        try (ProcMesh procs = hosts.slice("hosts", 0).spawn("seen", Extent.of("procs", 2));
                ActorMesh<Probe> probes = procs.slice("procs", 0).spawn("probe", Probe.class)) {
            probes.cast(new Probe.Sleep(600_000));
            probes.cast(new Probe.Fail());
            procs.get(1).kill();
            bench.client().failures().next();

            await().atMost(PATIENCE).untilAsserted(() -> {
                ActorState probe = actor(hosts.tree(), "probe");
                assertThat(probe.doing()).contains("handling=" + Probe.Sleep.class.getName());
                assertThat(probe.waiting()).isEqualTo(1);
                assertThat(probe.status()).isInstanceOf(ActorStatus.Running.class);
            });

            MeshTree tree = hosts.tree();
            assertThat(tree.hosts())
                    .hasSize(2)
                    .allSatisfy(host -> assertThat(host.status()).isInstanceOf(HostStatus.Running.class));
            assertThat(tree.toString())
                    .contains("host 0 (hosts 0) pid " + hosts.get(0).pid() + ": Running\n  proc ")
                    .contains("  proc seen_0 (procs 0) pid " + procs.get(0).pid()
                            + ": Ready\n    actor probe Probe: Running" + " waiting=1 handling=")
                    .contains("  proc seen_1 (procs 1) pid " + procs.get(1).pid() + ": killed by SIGKILL (9)")
                    .contains("\nhost 1 (hosts 1) pid " + hosts.get(1).pid() + ": Running\n  proc p0_1 ");
            assertThat(procs.tree().hosts()).hasSize(1);
            assertThat(probes.tree().hosts()).hasSize(1);
            procs.get(0).kill();
            bench.client().failures().next();
        }
    }

    @Row("B100")
    @Test
    void aHostThatDoesNotAnswerIsInTheTreeWithThatAndWithWhatIsKnownOfIt() {
        hosts.get(1).suspend();
        try {
            MeshTree tree = hosts.tree(Duration.ofMillis(600));

            assertThat(tree.toString())
                    .contains("host 1 (hosts 1) pid " + hosts.get(1).pid() + ": does not answer");
            assertThat(tree.hosts().get(1).procs())
                    .singleElement()
                    .satisfies(proc -> assertThat(proc.state().status()).isInstanceOf(ProcStatus.Ready.class));
            assertThat(tree.hosts().get(0).status()).isInstanceOf(HostStatus.Running.class);
        } finally {
            hosts.get(1).resume();
        }
    }

    @Test
    void whatHoldsOfProcsPassesAndWhatDoesNotPrintsTheTree() throws Exception {
        try (ProcMesh procs = hosts.spawn("ends", Extent.unity())) {
            assertThat(procs).allReady().isReady(1);
            assertThat(allReady(procs).call()).isTrue();

            procs.get(1).kill();

            assertThat(bench.client().failures().next())
                    .isOf("ends")
                    .hasRanks(1)
                    .hasSignal(9)
                    .hasConsequences(0)
                    .says("proc ends_1");
            assertThat(procs).isReady(0).isKilledBy(1, 9);
            await().atMost(PATIENCE).until(hasEnded(procs, 1));
            assertThat(allReady(procs).call()).isFalse();
            assertFails(() -> assertThat(procs).allReady(), "ranks=[1]", "proc ends_1 (hosts 1)", "host 0 (hosts 0)");
            assertFails(() -> assertThat(procs).as("mine").isReady(1), "[mine]", "rank 1", "killed by SIGKILL (9)");
            assertFails(() -> assertThat(procs).isKilledBy(1, 15), "SIGTERM (15)", "killed by SIGKILL (9)");
            assertFails(() -> assertThat(procs).hasExited(0, 3), "exited with code 3", "Ready");
        }
    }

    @Test
    void whatHoldsOfActorsPassesAndWhatDoesNotPrintsTheTree() throws Exception {
        ActorMesh<Probe> probes = bench.procs().spawn("says", Probe.class);
        assertThat(probes).allRunning().isRunning(0);
        assertThat(allRunning(probes).call()).isTrue();
        assertFails(() -> assertThat(probes).allStopped(), "ranks=[0, 1]", "actor says Probe: Running");

        probes.get(0).send(new Probe.Fail());

        MeshFailure failure = bench.client().failures().next();
        assertThat(failure).isOf("says").hasRanks(0).cause().hasMessageContaining("told to fail");
        assertFails(() -> assertThat(failure).hasRanks(0, 1), "ranks", "[0, 1]", "actor says on proc p0_0");
        assertFails(() -> assertThat(failure).hasSignal(9), "SIGKILL (9)", "told to fail");
        await().atMost(PATIENCE).until(hasEnded(probes, 0));
        assertThat(probes).hasFailed(0, "told to fail").isRunning(1);
        assertFails(() -> assertThat(probes).hasFailed(0, "other"), "<other>", "told to fail");
        assertFails(() -> assertThat(probes).allRunning(), "ranks=[0]", "actor says Probe: Failed: ");
        probes.stop();
    }

    @Test
    void valuesAreAssertedInRankOrderAndPrintTheirPlaces() {
        ActorMesh<Probe> probes = bench.procs().spawn("values", Probe.class);
        ValueMesh<Long> pids = probes.call(new Probe.Pid());

        assertThat(pids).containsExactlyElementsOf(bench.pidsInside()).hasExtent("hosts=2,procs=1");
        assertThat(pids)
                .hasValue(1, bench.pidsInside().get(1))
                .element(0)
                .isEqualTo(bench.pidsInside().get(0));
        assertThat(pids).filteredOn(pid -> pid < 0).isEmpty();
        assertFails(() -> assertThat(pids).containsExactly(1L, 2L), "0  (hosts 0, procs 0)  " + pids.get(0));
        assertFails(() -> assertThat(pids).hasValue(0, -1L), "rank 0", "-1");
        assertFails(() -> assertThat(pids).hasExtent("hosts=1"), "hosts=1", "hosts=2,procs=1");
        probes.stop();
    }

    @Test
    void hostsHaveNoDescendantsOnceTheirProcsAreStopped() throws Exception {
        try (Bench own = Bench.start(backend, 1, 1)) {
            assertThat(own.hosts()).allRunning();
            assertThat(allRunning(own.hosts()).call()).isTrue();
            if (backend.hasProcesses()) {
                assertFails(
                        () -> assertThat(own.hosts()).hasNoDescendants(),
                        "pid=" + own.procs().get(0).pid(),
                        "host 0 (hosts 0)");
                assertThat(noDescendants(own.hosts()).call()).isFalse();
            }

            own.procs().stop();

            assertThat(own.hosts()).hasNoDescendants().allRunning();
            await().atMost(PATIENCE).until(noDescendants(own.hosts()));
            own.hosts().shutdown();
            assertThat(own.hosts()).hasNoDescendants();
        }
    }

    private static ActorState actor(MeshTree tree, String name) {
        return tree.hosts().stream()
                .flatMap(host -> host.procs().stream())
                .flatMap(proc -> proc.actors().stream())
                .filter(actor -> actor.name().equals(name))
                .findAny()
                .orElseThrow();
    }

    private static void assertFails(ThrowingCallable assertion, String... words) {
        assertThatThrownBy(assertion).isInstanceOf(AssertionError.class).hasMessageContainingAll(words);
    }
}
