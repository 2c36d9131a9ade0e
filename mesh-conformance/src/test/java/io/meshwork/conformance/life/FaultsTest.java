package io.meshwork.conformance.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.ActorMesh;
import io.meshwork.HostMesh;
import io.meshwork.ProcMesh;
import io.meshwork.ProcRef;
import io.meshwork.conformance.Backend;
import io.meshwork.conformance.EachBackend;
import io.meshwork.conformance.Row;
import io.meshwork.failure.MeshException;
import io.meshwork.failure.MeshFailure;
import io.meshwork.proc.ProcStatus;
import io.meshwork.shape.Extent;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** Faults on procs. When one returns it has taken effect and the owner was told; no test waits for that: M-5. */
@EachBackend
class FaultsTest {

    @Parameter
    Backend backend;

    private Meshes meshes;
    private HostMesh hosts;

    @BeforeParameterizedClassInvocation
    void startThem() {
        meshes = Meshes.withoutNets(backend);
        hosts = meshes.hosts(2);
    }

    @AfterParameterizedClassInvocation
    void closeThem() {
        meshes.close();
    }

    @AfterEach
    void nothingElseHasFailed() {
        assertThat(meshes.client().failures().takeAll()).isEmpty();
    }

    @Row("B50")
    @Test
    void aProcIsKilledWhenKillReturns() {
        try (ProcMesh procs = hosts.spawn("killed", Extent.unity())) {
            ProcRef victim = procs.get(1);

            victim.kill();

            meshes.assertGone(List.of(victim.pid()));
            assertThat(failureNow().ranks()).containsExactly(1);
            assertThat(((ProcStatus.Killed) procs.status().get(1)).signal()).isEqualTo(9);
            assertThat(procs.status().get(0)).isInstanceOf(ProcStatus.Ready.class);
        }
    }

    @Test
    void toKillWhatIsGoneIsDoneAndAllElseIsRefusedWithItsState() {
        try (ProcMesh procs = hosts.spawn("gone", Extent.unity())) {
            ProcRef gone = procs.get(0);
            gone.kill();
            failureNow();

            gone.kill();
            gone.kill(9);

            String state = "killed by SIGKILL (9)";
            assertRefused(gone::suspend, "it is gone", "proc gone_0", "asked=SIGSTOP (19)", state);
            assertRefused(gone::resume, "it is gone", "proc gone_0", "asked=SIGCONT (18)", state);
            assertRefused(() -> gone.kill(15), "it is gone", "asked=SIGTERM (15)", state);
            assertRefused(() -> gone.exit(0), "it is gone", "asked=exit(0)", state);
        }
    }

    @Row("B50")
    @Test
    void aProcHasExitedWithItsCodeWhenExitReturns() {
        String lastWords = backend.hasProcesses() ? "last words" : ""; // streams are a process's
        try (ProcMesh procs = hosts.spawn("exits", Extent.of("procs", 2))) {
            procs.get(1).exit(0);
            assertThat(failureNow().ranks()).containsExactly(1);
            procs.slice("hosts", 1).slice("procs", 0).run(() -> System.err.println("last words"));
            procs.get(2).exit(7);
            assertThat(failureNow().what()).contains("exit code 7", lastWords);

            assertThat(((ProcStatus.Stopped) procs.status().get(1)).exitCode()).isZero();
            assertThat(procs.status().get(2)).isInstanceOfSatisfying(ProcStatus.Stopped.class, stopped -> {
                assertThat(stopped.exitCode()).isEqualTo(7);
                assertThat(String.join("", stopped.stderrTail())).contains(lastWords);
            });
            assertThat(procs.status().get(0)).isInstanceOf(ProcStatus.Ready.class);
        }
    }

    @Test
    void anActorThatIsBusyHoldsUpNoExit() {
        try (ProcMesh procs = hosts.slice("hosts", 0).spawn("busy", Extent.unity())) {
            ActorMesh<Probe> actors = procs.spawn("a0", Probe.class);
            actors.cast(new Probe.Sleep(600_000));

            procs.get(0).exit(3);

            assertThat(failureNow().what()).contains("exit code 3");
        }
    }

    @Row("B50")
    @Test
    void anotherSignalIsSent() {
        try (ProcMesh procs = hosts.slice("hosts", 0).spawn("asked", Extent.unity())) {
            procs.get(0).kill(15);

            assertThat(meshes.client().failures().next().what()).contains("SIGTERM (15)");
            assertThat(((ProcStatus.Killed) procs.get(0).status()).signal()).isEqualTo(15);
        }
    }

    @Test
    void aProcStandsStillWhenSuspendReturnsAndRunsAgainWhenResumeReturns() throws Exception {
        try (ProcMesh procs = hosts.spawn("still", Extent.unity())) {
            ActorMesh<Probe> probes = procs.spawn("a0", Probe.class);
            ProcRef still = procs.get(1);

            still.suspend();

            assertThat(standsStill(still.pid())).isEqualTo(backend.hasProcesses());
            assertThat(still.status()).isInstanceOf(ProcStatus.Ready.class);
            Future<Long> asked = probes.get(1).callAsync(new Probe.Pid());
            assertThat(probes.get(0).call(new Probe.Pid()))
                    .isEqualTo(meshes.pidsInside(procs).get(0));
            assertThat(asked).isNotDone();

            still.resume();

            assertThat(standsStill(still.pid())).isFalse();
            assertThat(asked.get(60, TimeUnit.SECONDS))
                    .isEqualTo(meshes.pidsInside(procs).get(1));
        }
    }

    @Test
    void aProcThatStandsStillIsKilled() {
        try (ProcMesh procs = hosts.slice("hosts", 1).spawn("stopped", Extent.unity())) {
            procs.get(0).suspend();

            procs.get(0).kill();

            assertThat(failureNow().what()).contains("SIGKILL");
        }
    }

    @Test
    void signalsAndCodesThatThereAreNotAreRefused() {
        try (ProcMesh procs = hosts.slice("hosts", 0).spawn("checked", Extent.unity())) {
            ProcRef proc = procs.get(0);

            assertThatIllegalArgumentException()
                    .isThrownBy(() -> proc.kill(0))
                    .withMessageContainingAll("accepted are 1 to 64", "got: 0");
            assertThatIllegalArgumentException().isThrownBy(() -> hosts.get(0).kill(65));
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> proc.exit(256))
                    .withMessageContainingAll("accepted are 0 to 255", "got: 256");
            assertThatIllegalArgumentException().isThrownBy(() -> hosts.get(0).exit(-1));
        }
    }

    /* The owner was told by the time the fault returned. */
    private MeshFailure failureNow() {
        Optional<MeshFailure> failure = meshes.client().failures().poll();
        assertThat(failure).as("a failure").isPresent();
        return failure.orElseThrow();
    }

    /* A process of the system, that is. */
    private static boolean standsStill(long pid) {
        return Processes.find(pid).filter(found -> found.state() == 'T').isPresent();
    }

    private static void assertRefused(ThrowingCallable call, String... words) {
        assertThatThrownBy(call).isInstanceOf(MeshException.class).hasMessageContainingAll(words);
    }
}
