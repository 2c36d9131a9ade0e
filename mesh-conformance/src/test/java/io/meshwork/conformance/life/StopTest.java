package io.meshwork.conformance.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.ActorMesh;
import io.meshwork.HostMesh;
import io.meshwork.ProcMesh;
import io.meshwork.ProcRef;
import io.meshwork.conformance.Backend;
import io.meshwork.conformance.EachBackend;
import io.meshwork.conformance.Row;
import io.meshwork.failure.MeshException;
import io.meshwork.proc.ProcStatus;
import io.meshwork.shape.Extent;
import java.time.Duration;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** Who may stop procs and actors, and what ends with them; the 2 hosts stay (M-3). */
@EachBackend
class StopTest {

    @Parameter
    Backend backend;

    private Meshes meshes;
    private HostMesh hosts;
    private ProcMesh stays;
    private ActorMesh<Probe> probes;

    @BeforeParameterizedClassInvocation
    void startThem() {
        meshes = Meshes.start(backend);
        hosts = meshes.hosts(2);
        stays = hosts.spawn("stays", Extent.unity());
        probes = stays.spawn("probes", Probe.class);
    }

    @AfterParameterizedClassInvocation
    void closeThem() {
        meshes.close();
    }

    @Row("B47")
    @Test
    void stoppingAProcMeshEndsItsProcessesWith0AndNoOthers() {
        ProcMesh goes = hosts.spawn("goes", Extent.of("procs", 2));
        goes.spawn("a0", Probe.class).call(new Probe.Pid());
        List<Long> pids = pidsOf(goes);

        goes.stop();

        meshes.assertGone(pids);
        assertThat(goes.values().map(ProcRef::status))
                .allSatisfy(status -> assertThat(status)
                        .isInstanceOfSatisfying(
                                ProcStatus.Stopped.class,
                                stopped -> assertThat(stopped.exitCode()).isZero()));
        assertStays();
    }

    @Row({"B9", "B47"})
    @Test
    void aProcOnWhichAnActorHadFailedExitsWith1() {
        ProcMesh goes = hosts.spawn("fails", Extent.unity());
        ActorMesh<Probe> failing = goes.spawn("a0", Probe.class);
        failing.get(1).send(new Probe.Fail());
        assertThat(meshes.client().failures().next(Duration.ofSeconds(60)).ranks())
                .containsExactly(1);

        goes.stop();

        assertThat(goes.values().map(proc -> ((ProcStatus.Stopped) proc.status()).exitCode()))
                .containsExactly(0, 1);
        assertStays();
    }

    @Row("B56")
    @Test
    void stoppingTwiceDoesNothing() {
        ProcMesh goes = hosts.spawn("twice", Extent.unity());
        ActorMesh<Probe> actors = goes.spawn("a0", Probe.class);

        actors.stop();
        actors.stop();
        goes.stop();
        goes.stop();
        goes.close();
        actors.close();

        assertRefused(() -> actors.cast(new Probe.Fail()), "already stopped");
        assertRefused(() -> goes.spawn("a1", Probe.class), "already stopped");
        assertStays();
    }

    @Row("B57")
    @Test
    void aSliceStopsNothing() {
        assertRefused(() -> hosts.slice("hosts", 0).shutdown(), "only the owner", "view");
        assertRefused(() -> hosts.range("hosts", 0, 2).shutdown(), "only the owner", "view");
        assertRefused(() -> stays.slice("hosts", 0).stop(), "only the owner", "view");
        assertRefused(() -> probes.slice("hosts", 0).stop(), "only the owner", "view");

        hosts.slice("hosts", 0).close();
        stays.slice("hosts", 0).close();
        probes.slice("hosts", 0).close();

        assertStays();
    }

    @Row("B57")
    @Test
    void aHandleThatCameInAMessageStopsNothing() {
        assertThatThrownBy(() -> probes.call(new Probe.StopActors()))
                .isInstanceOf(MeshException.class)
                .cause()
                .hasMessageContaining("only the owner");
        assertThatThrownBy(() -> probes.call(new Probe.StopProcs()))
                .isInstanceOf(MeshException.class)
                .cause()
                .hasMessageContaining("only the owner");

        assertStays();
    }

    private void assertStays() {
        assertThat(hosts.size()).isEqualTo(2);
        assertThat(probes.call(new Probe.Pid()).values()).isEqualTo(meshes.pidsInside(stays));
        assertThat(meshes.client().failures().takeAll()).isEmpty();
    }

    private static void assertRefused(ThrowingCallable call, String... words) {
        assertThatThrownBy(call).isInstanceOf(MeshException.class).hasMessageContainingAll(words);
    }

    private static List<Long> pidsOf(ProcMesh procs) {
        return procs.values().map(ProcRef::pid).values();
    }
}
