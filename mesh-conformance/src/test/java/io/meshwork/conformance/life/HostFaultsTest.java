package io.meshwork.conformance.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.meshwork.HostMesh;
import io.meshwork.HostRef;
import io.meshwork.ProcMesh;
import io.meshwork.ProcRef;
import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.conformance.Backend;
import io.meshwork.conformance.EachBackend;
import io.meshwork.conformance.Row;
import io.meshwork.failure.MeshException;
import io.meshwork.failure.MeshFailure;
import io.meshwork.host.HostStatus;
import io.meshwork.proc.ProcStatus;
import io.meshwork.shape.Extent;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** Faults on hosts, and what they mean for the procs there: M-5 and M-2. */
@EachBackend
class HostFaultsTest {

    @Parameter
    Backend backend;

    @Row("B66")
    @Test
    void aKilledHostTakesItsProcsWithItAndIsOneFailure() {
        try (Meshes meshes = Meshes.start(backend, leaseOnly())) {
            HostMesh hosts = meshes.hosts(2);
            ProcMesh procs = hosts.spawn("p0", Extent.of("procs", 2));
            procs.spawn("a0", Probe.class);
            HostRef host = hosts.get(1);
            List<Long> lost = pidsOf(procs.slice("hosts", 1));

            host.kill();

            meshes.assertGone(List.of(host.pid()));
            MeshFailure failure = meshes.client().failures().poll().orElseThrow();
            assertThat(failure.mesh()).isEqualTo("test");
            assertThat(failure.ranks()).containsExactly(1);
            assertThat(failure.what()).contains("SIGKILL");
            assertThat(failure.consequences()).extracting(MeshFailure::ranks).containsExactly(List.of(2), List.of(3));
            assertThat(failure.consequences())
                    .allSatisfy(proc -> assertThat(proc.consequences()).hasSize(1));
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> !backend.hasProcesses()
                            || lost.stream().allMatch(pid -> Processes.find(pid).isEmpty()));
            assertWhatIsGoneStaysGone(host, procs);
            assertThat(procs.slice("hosts", 0).call(() -> 1)).containsExactly(1, 1);
            assertThat(meshes.client().failures().poll()).isEmpty();
        }
    }

    private static void assertWhatIsGoneStaysGone(HostRef host, ProcMesh procs) {
        ProcRef proc = procs.get(3);
        assertThat(host.status()).isInstanceOf(HostStatus.Failed.class);
        assertThat(proc.status()).isInstanceOf(ProcStatus.Failed.class);
        host.kill();
        proc.kill();
        assertRefused(host::suspend, "it is gone", "host=host 1 (hosts 1) pid", "asked=SIGSTOP (19)", "SIGKILL (9)");
        assertRefused(() -> host.exit(0), "it is gone", "asked=exit(0)", "SIGKILL (9)");
        assertRefused(proc::suspend, "it is gone with its host", "proc p0_3", "host 1 (hosts 1)", "SIGKILL (9)");
        assertRefused(() -> proc.exit(0), "it is gone with its host", "proc p0_3");
    }

    @Test
    void aHostHasExitedWithItsCodeWhenExitReturns() {
        try (Meshes meshes = Meshes.start(backend, leaseOnly())) {
            HostMesh hosts = meshes.hosts(1);
            ProcMesh procs = hosts.spawn("p0", Extent.unity());

            hosts.get(0).exit(7);

            MeshFailure failure = meshes.client().failures().poll().orElseThrow();
            assertThat(failure.what()).contains("exit code 7");
            assertThat(failure.consequences())
                    .singleElement()
                    .satisfies(lost -> assertThat(lost.mesh()).isEqualTo("p0"));
            assertThatThrownBy(() -> procs.call(() -> 1)).hasMessageContaining("exit code 7");
        }
    }

    /* Its agent can't answer: what is asked of its procs fails by the bound, which is short here. */
    @Test
    void aHostThatStandsStillAnswersForNoProcUntilItRunsAgain() {
        try (Meshes meshes = Meshes.start(backend, leaseOnly().with(Keys.CALL_TIMEOUT, "3s"))) {
            HostMesh hosts = meshes.hosts(1);
            ProcMesh procs = hosts.spawn("p0", Extent.of("procs", 2));
            procs.get(1).suspend();
            assertRefused(
                    () -> procs.get(1).exit(3),
                    "no effect in time",
                    "proc p0_1",
                    "asked=exit(3)",
                    "lastState=Ready",
                    "boundMillis=3000");

            hosts.get(0).suspend();

            assertThat(Processes.find(hosts.get(0).pid()).filter(found -> found.state() == 'T'))
                    .matches(found -> found.isPresent() == backend.hasProcesses());
            assertRefused(
                    () -> procs.get(0).kill(),
                    "its host does not answer",
                    "proc p0_0",
                    "asked=SIGKILL (9)",
                    "lastState=Ready",
                    "boundMillis=3000");
            hosts.get(0).resume();
            procs.get(0).kill();
            procs.get(1).kill();
            assertThat(meshes.client().failures().takeAll()).hasSize(2);
        }
    }

    private Config leaseOnly() {
        return backend.config().with(Keys.NETS, "lease");
    }

    private static List<Long> pidsOf(ProcMesh procs) {
        return procs.values().map(ProcRef::pid).values();
    }

    private static void assertRefused(ThrowingCallable call, String... words) {
        assertThatThrownBy(call).isInstanceOf(MeshException.class).hasMessageContainingAll(words);
    }
}
