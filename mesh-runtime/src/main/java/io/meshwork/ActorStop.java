package io.meshwork;

import io.meshwork.actor.ActorRef;
import io.meshwork.actor.Calls;
import io.meshwork.config.Keys;
import io.meshwork.id.ActorId;
import io.meshwork.mailbox.Answers;
import io.meshwork.mailbox.Instance;
import io.meshwork.proc.ProcAgent;
import io.meshwork.proc.RankStatus;
import io.meshwork.shape.Extent;
import io.meshwork.value.Status;
import io.meshwork.value.StatusMesh;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Stops actors, each after the messages that came before, and tells how far they are when {@code mesh.actor-stop-timeout}
 * is over.
 */
record ActorStop(String name, List<ProcRef.Member> procs, Instance owner) {

    /** By rank: Stopped; Timeout, if it is still busy; Failed, if it had failed, or its proc is gone. */
    StatusMesh run(Extent extent, String reason) {
        Duration bound = owner.config().duration(Keys.ACTOR_STOP_TIMEOUT);
        long start = System.nanoTime();
        List<ActorId> actors = new ArrayList<>(procs.size());
        procs.forEach(proc -> actors.add(proc.id().actor(name)));
        Answers stopped = Calls.stop(owner, actors, reason);
        Uninterrupted.run(() -> stopped.await(bound));
        stopped.close();
        Duration waited = Duration.ofNanos(System.nanoTime() - start);
        List<Status> unanswered = bounced(stopped, bound);
        List<Status> statuses = new ArrayList<>(procs.size());
        for (int rank = 0; rank < procs.size(); rank++) {
            statuses.add(stopped.isMissing(rank) ? new Status.Timeout(waited) : unanswered.get(rank));
        }
        return StatusMesh.of(extent, statuses);
    }

    /* What came back had ended before, one way or another: its agent knows. */
    private List<Status> bounced(Answers stopped, Duration bound) {
        List<Answers> asked = new ArrayList<>();
        for (int rank = 0; rank < procs.size(); rank++) {
            if (stopped.failure(rank) != null) {
                asked.add(agent(rank).ask(new ProcAgent.GetRankStatus(name, rank)));
            }
        }
        List<RankStatus> ended = Asked.await(asked, bound)
                .values(RankStatus.class, problem -> new RankStatus(0, new Status.Failed(problem)));
        List<Status> statuses = new ArrayList<>(procs.size());
        int next = 0;
        for (int rank = 0; rank < procs.size(); rank++) {
            statuses.add(
                    stopped.failure(rank) == null
                            ? new Status.Stopped()
                            : ended.get(next++).status());
        }
        return statuses;
    }

    private ActorRef<ProcAgent> agent(int rank) {
        return ProcAgent.of(procs.get(rank).id(), owner);
    }
}
