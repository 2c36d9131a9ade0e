package io.meshwork.conformance.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.ActorMesh;
import io.meshwork.HostMesh;
import io.meshwork.ProcMesh;
import io.meshwork.ProcRef;
import io.meshwork.config.Keys;
import io.meshwork.conformance.Backend;
import io.meshwork.conformance.EachBackend;
import io.meshwork.conformance.Row;
import io.meshwork.proc.ProcStatus;
import io.meshwork.shape.Extent;
import io.meshwork.value.Status;
import io.meshwork.value.StatusMesh;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** The stop of actors is bounded, and tells how far each of them is. */
@EachBackend
class ActorStopTest {

    @Parameter
    Backend backend;

    private Meshes meshes;
    private HostMesh hosts;

    @BeforeParameterizedClassInvocation
    void startThem() {
        meshes = Meshes.start(backend, backend.config().with(Keys.NETS, "none").with(Keys.ACTOR_STOP_TIMEOUT, "1s"));
        hosts = meshes.hosts(1);
    }

    @AfterParameterizedClassInvocation
    void closeThem() {
        meshes.close();
    }

    @Row("B46")
    @Test
    void anActorThatIsBusyIsWaitedForNoLongerThanTheBound() {
        ProcMesh procs = hosts.spawn("busy", Extent.of("procs", 2));
        ActorMesh<Probe> actors = procs.spawn("a0", Probe.class);
        actors.call(new Probe.Pid());
        actors.get(1).send(new Probe.Sleep(5_000));
        long start = System.nanoTime();

        StatusMesh stopped = actors.stop();

        assertThat(Duration.ofNanos(System.nanoTime() - start))
                .isBetween(Duration.ofMillis(900), Duration.ofMillis(4_500));
        assertThat(stopped.statuses().get(0)).isEqualTo(new Status.Stopped());
        assertThat(stopped.statuses().get(1))
                .isInstanceOfSatisfying(
                        Status.Timeout.class,
                        late -> assertThat(late.after()).isGreaterThanOrEqualTo(Duration.ofSeconds(1)));
        assertThat(actors.stop()).isEqualTo(stopped);
        procs.stop();
        meshes.assertGone(pidsOf(procs));
        assertThat(procs.values().map(ProcRef::status)).allMatch(ProcStatus::isTerminal);
    }

    @Test
    void anActorThatHadFailedOrLostItsProcIsTold() {
        ProcMesh procs = hosts.spawn("lost", Extent.of("procs", 3));
        ActorMesh<Probe> actors = procs.spawn("a0", Probe.class);
        actors.get(1).send(new Probe.Fail());
        meshes.client().failures().next();
        procs.get(2).kill();
        meshes.client().failures().next();

        List<Status> stopped = actors.stop().statuses().values();

        assertThat(stopped.get(0)).isEqualTo(new Status.Stopped());
        assertThat(stopped.get(1)).isEqualTo(new Status.Failed("told to fail"));
        assertThat(stopped.get(2)).isInstanceOf(Status.Failed.class).asString().contains("SIGKILL");
        procs.stop();
        assertThat(actors.stop().statuses().values()).isEqualTo(stopped);
    }

    private static List<Long> pidsOf(ProcMesh procs) {
        return procs.values().map(ProcRef::pid).values();
    }
}
