package io.meshwork;

import io.meshwork.config.Keys;
import io.meshwork.failure.MeshException;
import io.meshwork.host.HostAgent;
import io.meshwork.host.ProcEnd;
import io.meshwork.host.ProcState;
import io.meshwork.id.Address;
import io.meshwork.id.ProcId;
import io.meshwork.mailbox.Answers;
import io.meshwork.mailbox.Replaced;
import io.meshwork.proc.Signals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes hosts, and proc meshes on them, whole again: what stands still goes on, what has ended is replaced, and all
 * processes hear of that before it is over (M-8).
 *
 * @param after what has damaged them, for people
 * @param procs proc meshes to be whole again; others keep the losses they have
 * @param actors actor meshes on these to be spawned anew where their procs are new
 */
record MeshRepair(
        HostMeshController mesh, String after, List<ProcMeshController> procs, List<ActorMeshController> actors) {

    private static final Logger log = LoggerFactory.getLogger(MeshRepair.class);

    /** What stands still goes on, and of all that has ended by now the client has heard. */
    void resume() {
        resumeHosts();
        resumeProcs();
    }

    /** @return how many processes were replaced */
    int run() {
        resumeHosts();
        List<Replaced> replaced = replaceHosts();
        resumeProcs();
        Map<ProcMeshController, List<Integer>> lost = new LinkedHashMap<>();
        for (ProcMeshController each : procs) {
            List<Integer> ranks = each.ended();
            if (!ranks.isEmpty()) {
                lost.put(each, ranks);
                replaced.addAll(replaceProcs(each, ranks));
            }
        }
        if (!replaced.isEmpty()) {
            know(replaced);
            lost.forEach(this::respawn);
            tell(replaced);
            log.info("host mesh {} repaired: after={} replaced={}", mesh.name(), after, replaced.size());
        }
        return replaced.size();
    }

    private void resumeHosts() {
        List<CompletableFuture<?>> resumed = new ArrayList<>();
        for (HostRef host : hosts().hosts()) {
            if (hosts().ends().of(host.rank()) == null) {
                resumed.add(hosts().alloc().signal(host.rank(), Signals.CONT));
            }
        }
        await(resumed, "hosts that stood still were to go on");
    }

    private List<Replaced> replaceHosts() {
        Map<HostRef, String> lost = new LinkedHashMap<>();
        List<Integer> ranks = new ArrayList<>();
        List<CompletableFuture<?>> told = new ArrayList<>();
        for (HostRef host : hosts().hosts()) {
            ProcEnd end = hosts().ends().of(host.rank());
            if (end != null) {
                ranks.add(host.rank());
                told.add(hosts().ends().told(host.rank()));
                lost.put(host, reason(host.rank(), host + " was " + end.status().describe(), "host "));
            }
        }
        if (!ranks.isEmpty()) {
            await(told, "the ends of hosts were to be told");
            hosts().replace(ranks);
        }
        List<Replaced> replaced = new ArrayList<>();
        lost.forEach((host, reason) -> {
            HostRef now = hosts().host(host.rank());
            Address address = now.id().proc().address();
            replaced.add(
                    new Replaced(host.id().proc().address(), now.id().proc(), address, now.pid(), reason, List.of()));
        });
        return replaced;
    }

    /* Whoever has ended before is known by then; a host that is gone has no procs that could. */
    private void resumeProcs() {
        List<Answers> asked = new ArrayList<>();
        procs.forEach(each -> asked.addAll(each.resume(hosts().ends())));
        Asked answers = Asked.await(asked, bound());
        for (int i = 0; i < asked.size(); i++) {
            if (answers.isMissing(i)) {
                throw new MeshException("a host does not say in time that its procs go on: mesh=" + mesh.name()
                        + " boundMillis=" + bound().toMillis());
            }
        }
    }

    private List<Replaced> replaceProcs(ProcMeshController of, List<Integer> ranks) {
        Map<Integer, ProcState> before = new LinkedHashMap<>();
        ranks.forEach(
                rank -> before.put(rank, Objects.requireNonNull(of.states().of(rank))));
        of.replace(ranks);
        List<Replaced> replaced = new ArrayList<>();
        before.forEach((rank, state) -> {
            ProcId id = state.id();
            if (id != null) {
                ProcRef.Member now = of.member(rank);
                String reason = reason(rank, HostAgent.ended(state), "rank ");
                replaced.add(new Replaced(id.address(), now.id(), now.host(), now.pid(), reason, actorsOn(of, rank)));
            }
        });
        return replaced;
    }

    private List<String> actorsOn(ProcMeshController of, int rank) {
        List<String> names = new ArrayList<>();
        for (ActorMeshController each : actors) {
            if (each.below() == of && each.isOn(rank)) {
                names.add(each.name());
            }
        }
        return names;
    }

    private String reason(int rank, String cause, String what) {
        return what + rank + " was replaced after " + after + ": " + cause;
    }

    private void know(List<Replaced> replaced) {
        mesh.client().instance().replacements().add(replaced);
        replaced.forEach(one -> mesh.client().gateway().replaced(one.ended(), one.reason()));
    }

    private void respawn(ProcMeshController on, List<Integer> ranks) {
        for (ActorMeshController each : actors) {
            if (each.below() == on && ranks.stream().anyMatch(each::isOn)) {
                each.respawn(ranks, on);
            }
        }
    }

    private void tell(List<Replaced> replaced) {
        HostAgent.PeersReplaced tell = new HostAgent.PeersReplaced(replaced);
        List<Answers> asked = new ArrayList<>();
        hosts().hosts().forEach(host -> asked.add(host.agent().ask(tell)));
        Asked answers = Asked.await(asked, bound());
        for (int i = 0; i < asked.size(); i++) {
            List<String> unheard = answers.value(
                            i, HostAgent.Unheard.class, problem -> new HostAgent.Unheard(List.of("all: " + problem)))
                    .procs();
            if (!unheard.isEmpty()) {
                throw new MeshException("procs do not say that they know of those that were replaced: "
                        + hosts().host(i) + " procs=" + unheard);
            }
        }
    }

    private void await(List<CompletableFuture<?>> all, String what) {
        try {
            CompletableFuture.allOf(all.toArray(CompletableFuture[]::new))
                    .get(bound().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MeshException("interrupted while " + what + ": mesh=" + mesh.name(), e);
        } catch (TimeoutException | ExecutionException e) {
            throw new MeshException(what + " in time: mesh=" + mesh.name() + " boundMillis=" + bound().toMillis(), e);
        }
    }

    private AllocatedHosts hosts() {
        return mesh.hosts();
    }

    private Duration bound() {
        return mesh.client().config().duration(Keys.CALL_TIMEOUT);
    }
}
