package io.meshwork;

import io.meshwork.actor.Actor;
import io.meshwork.actor.ActorEnd;
import io.meshwork.actor.ActorRef;
import io.meshwork.actor.ActorSpec;
import io.meshwork.actor.ActorStatus;
import io.meshwork.actor.BadActorException;
import io.meshwork.actor.Constructors;
import io.meshwork.config.Keys;
import io.meshwork.failure.MeshFailure;
import io.meshwork.mailbox.Answers;
import io.meshwork.mailbox.Instance;
import io.meshwork.mailbox.PortRef;
import io.meshwork.proc.ProcAgent;
import io.meshwork.proc.ProcCode;
import io.meshwork.proc.RankStatus;
import io.meshwork.shape.Extent;
import io.meshwork.value.Status;
import io.meshwork.value.StatusMesh;
import io.meshwork.value.StatusOverlay;
import io.meshwork.wire.Travelling;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** What the owner of an actor mesh knows and does: brings it up, hears of failed actors, stops it. */
final class ActorMeshController {

    private static final Set<String> RESERVED = Set.of(ProcAgent.NAME, ProcCode.NAME, "trampoline", "host_agent");

    private final String name;
    private final Extent extent;
    private final List<ProcRef.Member> procs;
    private final Instance owner;
    private final Lifeline life;
    private final @Nullable ProcMeshController below;
    private final PortRef<ActorEnd> ends;
    private final Barrier barrier;
    private final List<ActorEnd> early = new ArrayList<>(); // guarded by this
    private boolean up; // guarded by this
    private final Object stopLock = new Object();
    private @Nullable StatusMesh stopped; // guarded by stopLock

    private ActorMeshController(ProcMesh mesh, String name) {
        this.name = name;
        extent = mesh.extent();
        procs = mesh.seen();
        owner = mesh.sender();
        below = mesh.controller();
        life = new Lifeline(name);
        barrier = new Barrier(extent, owner.config());
        ends = owner.listen(ActorEnd.class, this::actorEnded);
    }

    Lifeline life() {
        return life;
    }

    static <A extends Actor> ActorMesh<A> spawn(ProcMesh mesh, String name, Class<A> type, Object... arguments) {
        if (RESERVED.contains(name)) {
            throw new BadActorException("that name is taken by the harness: choose another name: mesh=" + name);
        }
        Constructors.requireFitting(type, arguments);
        byte[] encoded = mesh.sender().encode(arguments);
        Constructors.requireFittingOnArrival(type, (Object[]) mesh.sender().decode(encoded, Object[].class));
        ActorMeshController controller = new ActorMeshController(mesh, name);
        ActorMesh<A> actors = new ActorMesh<>(name, type, controller.procs, controller.extent, controller);
        controller.bringUp(type, encoded, List.of(controller.home(actors), controller.home(mesh)));
        return actors;
    }

    Instance owner() {
        return owner;
    }

    /** @return what {@link ActorStop} says; of a second call the same, of actors that ended with their procs Stopped */
    StatusMesh stop(String reason) {
        synchronized (stopLock) {
            StatusMesh known = stopped;
            if (known == null) {
                known = life.end("already stopped") ? stopNow(reason) : allStopped();
                stopped = known;
            }
            return known;
        }
    }

    private StatusMesh stopNow(String reason) {
        if (below != null) {
            below.remove(this);
        }
        StatusMesh statuses = new ActorStop(name, procs, owner).run(extent, reason);
        owner.closePort(ends.id().index());
        return statuses;
    }

    private StatusMesh allStopped() {
        return StatusMesh.of(extent).with(StatusOverlay.of(0, extent.size(), new Status.Stopped()));
    }

    /** Its procs are ended, and its actors with them. */
    void endWithProcs(String reason) {
        if (life.end(reason)) {
            owner.closePort(ends.id().index());
            for (int rank = 0; rank < procs.size(); rank++) {
                barrier.report(rank, new Status.Failed(reason));
            }
        }
    }

    /* What has failed to come up needs no stop, and may be of another mesh that took the name before. */
    private void giveUp(StatusMesh statuses) {
        life.end("could not be spawned");
        if (below != null) {
            below.remove(this);
        }
        stopAll(rank -> !(statuses.statuses().get(rank) instanceof Status.Failed));
        owner.closePort(ends.id().index());
    }

    /** A proc has ended: what that means for this mesh, if it has a member there. */
    Optional<MeshFailure> procEnded(String procName, String what) {
        for (int rank = 0; rank < procs.size(); rank++) {
            if (procs.get(rank).id().name().equals(procName)) {
                barrier.report(rank, new Status.Failed("its proc was " + what));
                return Optional.of(new MeshFailure(
                        name, List.of(rank), member(rank), "its proc was " + what, null, Instant.now(), List.of()));
            }
        }
        return Optional.empty();
    }

    private void bringUp(Class<?> type, byte[] arguments, List<ActorSpec.Home> home) {
        PortRef<RankStatus> updates =
                owner.listen(RankStatus.class, update -> barrier.report(update.rank(), update.status()));
        if (below != null) {
            below.add(this);
        }
        for (int rank = 0; rank < procs.size(); rank++) {
            ActorSpec spec = new ActorSpec(name, name, type.getName(), arguments, extent, rank, ends.id(), home);
            barrier.watch(agent(rank).ask(new ProcAgent.CreateOrUpdate(spec, updates)), List.of(rank));
        }
        StatusMesh statuses = barrier.await();
        owner.closePort(updates.id().index());
        if (!Barrier.allRun(statuses)) {
            giveUp(statuses);
            String why = barrier.isInterrupted() ? "interrupted while actors were spawned, " : "";
            throw new SpawnException(why + failure(type, statuses), statuses.statuses());
        }
        cameUp();
    }

    /* What failed before is the spawn's to tell, if the spawn failed; one cause is one entry (M-2). */
    private synchronized void cameUp() {
        up = true;
        early.forEach(this::actorEnded);
        early.clear();
    }

    private String failure(Class<?> type, StatusMesh statuses) {
        StringBuilder text = new StringBuilder("actors could not be spawned: mesh=").append(name);
        text.append(" class=").append(type.getName());
        for (int rank = 0; rank < procs.size(); rank++) {
            Status status = statuses.statuses().get(rank);
            text.append("\nrank ")
                    .append(rank)
                    .append(" (")
                    .append(member(rank))
                    .append("): ");
            text.append(status);
        }
        return text.toString();
    }

    private synchronized void actorEnded(ActorEnd end) {
        if (!up) {
            early.add(end);
            return;
        }
        if (life.isEnded()) {
            return;
        }
        String what = end.status() instanceof ActorStatus.Failed failed ? "failed: " + failed.message() : "ended";
        owner.failed(new MeshFailure(
                name, List.of(end.rank()), member(end.rank()), what, end.cause(), Instant.now(), List.of()));
    }

    /* By their agents, who know of actors that are not there. */
    private void stopAll(IntPredicate which) {
        List<Answers> asked = new ArrayList<>(procs.size());
        for (int rank = 0; rank < procs.size(); rank++) {
            if (which.test(rank)) {
                asked.add(agent(rank).ask(new ProcAgent.Stop(name, "spawn failed")));
            }
        }
        Asked.await(asked, owner.config().duration(Keys.ACTOR_STOP_TIMEOUT));
    }

    private ActorRef<ProcAgent> agent(int rank) {
        return ProcAgent.of(procs.get(rank).id(), owner);
    }

    String member(int rank) {
        return "actor " + name + " on " + ProcRef.describe(procs.get(rank), extent.point(rank));
    }

    /* What the actors find again through their context. */
    private ActorSpec.Home home(Travelling handle) {
        return new ActorSpec.Home(handle.getClass().getName(), owner.encode(handle));
    }
}
