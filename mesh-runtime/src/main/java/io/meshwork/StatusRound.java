package io.meshwork;

import io.meshwork.actor.Calls;
import io.meshwork.failure.BrokenInvariant;
import io.meshwork.failure.BrokenInvariants;
import io.meshwork.host.HostAgent;
import io.meshwork.id.ActorId;
import io.meshwork.id.ProcId;
import io.meshwork.mailbox.Answers;
import io.meshwork.mailbox.Instance;
import io.meshwork.proc.Health;
import io.meshwork.proc.ProcAgent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Looks at all that a client owns, from time to time. First each actor that it has sent something since says that it has taken
 * that: by then the rest has come back. What failed of it, its agent has told the owner before it answers in turn, on the same
 * ordered link; so do the hosts of their procs. For any thread; one look at a time.
 */
final class StatusRound {

    private final Instance asker;
    private Map<ActorId, Long> reached = Map.of(); // guarded by this; the last numbers then

    StatusRound(Instance asker) {
        this.asker = asker;
    }

    /**
     * @param bound of each of the two steps
     * @return which invariants broke in the processes that answered, and in this one
     */
    synchronized List<BrokenInvariant> over(List<AllocatedHosts> all, Duration bound) {
        List<ActorId> news = new ArrayList<>();
        asker.lastNumbers().forEach((actor, number) -> {
            if (!number.equals(reached.get(actor))) {
                news.add(actor);
            }
        });
        if (!news.isEmpty()) {
            Asked.await(List.of(Calls.reach(asker, news)), bound);
            reached = asker.lastNumbers();
        }
        return broken(Asked.await(agents(all), bound));
    }

    private List<Answers> agents(List<AllocatedHosts> all) {
        List<Answers> asked = new ArrayList<>();
        for (AllocatedHosts hosts : all) {
            for (HostMeshController mesh : hosts.meshes()) {
                for (ProcId proc : mesh.living()) {
                    asked.add(ProcAgent.of(proc, asker).ask(new ProcAgent.GetHealth()));
                }
            }
            for (HostRef host : hosts.hosts()) {
                if (hosts.ends().of(host.rank()) == null) {
                    asked.add(host.agent().ask(new HostAgent.GetHealth()));
                }
            }
        }
        return asked;
    }

    private static List<BrokenInvariant> broken(Asked answers) {
        Set<BrokenInvariant> broken = new LinkedHashSet<>(BrokenInvariants.ofThisProcess());
        for (Health health : answers.values(Health.class, problem -> new Health(List.of()))) {
            broken.addAll(health.broken());
        }
        return List.copyOf(broken);
    }
}
