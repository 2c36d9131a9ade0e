package io.meshwork;

import io.meshwork.actor.ActorSpec;
import io.meshwork.config.Keys;
import io.meshwork.id.PortId;
import io.meshwork.mailbox.Answers;
import io.meshwork.mailbox.Instance;
import io.meshwork.mailbox.PortRef;
import io.meshwork.proc.ProcAgent;
import io.meshwork.proc.RankStatus;
import io.meshwork.shape.Extent;
import io.meshwork.value.Status;
import io.meshwork.value.StatusMesh;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Starts the actors of a mesh, all of them or some once more, each with the same arguments; waits until they run.
 *
 * @param className of the actors
 * @param arguments encoded
 * @param ends hears of each one's end
 * @param home made anew each time, as it names the procs
 */
record ActorBringUp(
        String name,
        Extent extent,
        String className,
        byte[] arguments,
        Instance owner,
        PortId ends,
        Supplier<List<ActorSpec.Home>> home) {

    /** @param barrier hears of them; the ranks that are not to be started count as running */
    StatusMesh start(List<Integer> ranks, List<ProcRef.Member> procs, Barrier barrier) {
        PortRef<RankStatus> updates =
                owner.listen(RankStatus.class, update -> barrier.report(update.rank(), update.status()));
        List<ActorSpec.Home> homes = home.get();
        for (int rank : ranks) {
            ActorSpec spec = new ActorSpec(name, name, className, arguments, extent, rank, ends, homes);
            ProcAgent.CreateOrUpdate create = new ProcAgent.CreateOrUpdate(spec, updates, new Status.Running());
            barrier.watch(ProcAgent.of(procs.get(rank).id(), owner).ask(create), List.of(rank));
        }
        StatusMesh statuses = barrier.await();
        owner.closePort(updates.id().index());
        return statuses;
    }

    /** What has failed to come up needs no stop, and may be of another mesh that took the name before. */
    void stopStarted(StatusMesh statuses, List<ProcRef.Member> procs) {
        List<Answers> asked = new ArrayList<>(procs.size());
        for (int rank = 0; rank < procs.size(); rank++) {
            if (!(statuses.statuses().get(rank) instanceof Status.Failed)) {
                ProcAgent.Stop stop = new ProcAgent.Stop(name, "spawn failed");
                asked.add(ProcAgent.of(procs.get(rank).id(), owner).ask(stop));
            }
        }
        Duration bound = owner.config().duration(Keys.ACTOR_STOP_TIMEOUT);
        Asked.await(asked, bound);
    }

    /** For people. */
    SpawnException failure(StatusMesh statuses, List<ProcRef.Member> procs, boolean interrupted) {
        StringBuilder text = new StringBuilder(interrupted ? "interrupted while actors were spawned, " : "");
        text.append("actors could not be spawned: mesh=").append(name);
        text.append(" class=").append(className);
        for (int rank = 0; rank < procs.size(); rank++) {
            text.append("\nrank ").append(rank).append(" (").append(member(rank, procs));
            text.append("): ").append(statuses.statuses().get(rank));
        }
        if (!statuses.all(Status::isFailure)) {
            text.append("\nto go on without the ranks that failed, spawn on a view without them");
        }
        return new SpawnException(text.toString(), statuses.statuses());
    }

    String member(int rank, List<ProcRef.Member> procs) {
        return "actor " + name + " on " + ProcRef.describe(procs.get(rank), extent.point(rank));
    }
}
