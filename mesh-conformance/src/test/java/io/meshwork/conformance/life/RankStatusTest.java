package io.meshwork.conformance.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.ActorMesh;
import io.meshwork.HostMesh;
import io.meshwork.ProcMesh;
import io.meshwork.actor.ActorRef;
import io.meshwork.conformance.Backend;
import io.meshwork.conformance.EachBackend;
import io.meshwork.conformance.Row;
import io.meshwork.host.HostAgent;
import io.meshwork.proc.ProcAgent;
import io.meshwork.proc.RankStatus;
import io.meshwork.shape.Extent;
import io.meshwork.value.Status;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** Who asks an agent for a state to come is answered when it has come, whenever he asked. */
@EachBackend
class RankStatusTest {

    @Parameter
    Backend backend;

    private static final int RANK = 3;

    @Row("B48")
    @Test
    void theEndOfAProcMayBeAskedForBeforeItIsThereWhileItLivesAndAfterItsEnd() throws Exception {
        try (Meshes meshes = Meshes.withoutNets(backend)) {
            HostMesh hosts = meshes.hosts(1);
            ActorRef<HostAgent> agent = HostAgent.at(
                    hosts.get(0).id().proc().address(), meshes.client().instance());
            HostAgent.WaitRankStatus end = new HostAgent.WaitRankStatus("p0_0", RANK, new Status.Stopped());
            Future<RankStatus> running =
                    agent.callAsync(new HostAgent.WaitRankStatus("p0_0", RANK, new Status.Running()));

            Future<RankStatus> before = agent.callAsync(end);
            assertThat(agent.call(new HostAgent.GetRankStatus("p0_0", RANK)))
                    .isEqualTo(new RankStatus(RANK, new Status.NotExist()));
            ProcMesh procs = hosts.spawn("p0", Extent.unity());
            Future<RankStatus> after = agent.callAsync(end);
            assertThat(soon(running).status()).isEqualTo(new Status.Running());
            assertThat(agent.call(new HostAgent.GetRankStatus("p0_0", RANK)).status())
                    .isEqualTo(new Status.Running());
            assertThat(before).isNotDone();
            assertThat(after).isNotDone();

            procs.stop();

            RankStatus stopped = new RankStatus(RANK, new Status.Stopped());
            assertThat(soon(before)).isEqualTo(stopped);
            assertThat(soon(after)).isEqualTo(stopped);
            assertThat(soon(agent.callAsync(end))).isEqualTo(stopped);
        }
    }

    @Row("B48")
    @Test
    void theEndOfAnActorMayBeAskedForBeforeItIsThereWhileItLivesAndAfterItsEnd() throws Exception {
        try (Meshes meshes = Meshes.withoutNets(backend)) {
            ProcMesh procs = meshes.hosts(1).spawn("p0", Extent.unity());
            ActorRef<ProcAgent> agent =
                    ProcAgent.of(procs.get(0).id(), meshes.client().instance());
            ProcAgent.WaitRankStatus end = new ProcAgent.WaitRankStatus("a0", RANK, new Status.Stopped());

            Future<RankStatus> before = agent.callAsync(end);
            assertThat(agent.call(new ProcAgent.GetRankStatus("a0", RANK)))
                    .isEqualTo(new RankStatus(RANK, new Status.NotExist()));
            ActorMesh<Probe> actors = procs.spawn("a0", Probe.class);
            Future<RankStatus> after = agent.callAsync(end);
            actors.call(new Probe.Pid());
            assertThat(agent.call(new ProcAgent.GetRankStatus("a0", RANK)).status())
                    .isEqualTo(new Status.Running());
            assertThat(before).isNotDone();
            assertThat(after).isNotDone();

            actors.stop();

            RankStatus stopped = new RankStatus(RANK, new Status.Stopped());
            assertThat(soon(before)).isEqualTo(stopped);
            assertThat(soon(after)).isEqualTo(stopped);
            assertThat(soon(agent.callAsync(end))).isEqualTo(stopped);
        }
    }

    /* A proc that was killed has not stopped, but it is further than that. */
    @Row("B48")
    @Test
    void whoWaitsForTheStopOfAProcHearsOfAnotherEnd() throws Exception {
        try (Meshes meshes = Meshes.withoutNets(backend)) {
            HostMesh hosts = meshes.hosts(1);
            ProcMesh procs = hosts.spawn("p0", Extent.unity());
            ActorRef<HostAgent> agent = HostAgent.at(
                    hosts.get(0).id().proc().address(), meshes.client().instance());
            Future<RankStatus> end = agent.callAsync(new HostAgent.WaitRankStatus("p0_0", RANK, new Status.Stopped()));

            procs.get(0).kill();

            assertThat(soon(end).status())
                    .isInstanceOfSatisfying(
                            Status.Failed.class,
                            failed -> assertThat(failed.message()).contains("SIGKILL (9)"));
            assertThat(meshes.client().failures().takeAll()).hasSize(1);
        }
    }

    private static RankStatus soon(Future<RankStatus> answer) throws Exception {
        return answer.get(30, TimeUnit.SECONDS);
    }
}
