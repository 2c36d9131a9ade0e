package io.meshwork;

import io.meshwork.actor.Actor;
import io.meshwork.actor.ActorEnd;
import io.meshwork.actor.ActorSpec;
import io.meshwork.actor.ActorStatus;
import io.meshwork.actor.BadActorException;
import io.meshwork.actor.Constructors;
import io.meshwork.failure.MeshFailure;
import io.meshwork.host.ProcState;
import io.meshwork.id.Address;
import io.meshwork.id.PortId;
import io.meshwork.mailbox.Instance;
import io.meshwork.mailbox.Owned;
import io.meshwork.mailbox.PortRef;
import io.meshwork.proc.ProcAgent;
import io.meshwork.proc.ProcCode;
import io.meshwork.shape.Extent;
import io.meshwork.shape.Region;
import io.meshwork.value.Status;
import io.meshwork.value.StatusMesh;
import io.meshwork.value.StatusOverlay;
import io.meshwork.wire.Travelling;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the owner of an actor mesh knows and does: brings it up, hears of failed actors and, where the procs are another
 * one's, of processes that end; stops it.
 */
final class ActorMeshController implements Owned {

    private static final Logger log = LoggerFactory.getLogger(ActorMeshController.class);
    private static final int LARGEST_SENT_HOME = 64; // members
    private static final Set<String> RESERVED = Set.of(ProcAgent.NAME, ProcCode.NAME, "trampoline", "host_agent");

    private final String name;
    private final Extent extent;
    private volatile List<ProcRef.Member> procs;
    private final Region on;
    private final Instance owner;
    private final Lifeline life;
    private final @Nullable ProcMeshController below;
    private final boolean procsAreMine;
    private final PortRef<ActorEnd> ends;
    private final List<PortId> homes = new CopyOnWriteArrayList<>(); // ports
    private volatile Barrier barrier; // of the spawn, then of the latest respawn
    private @Nullable ActorBringUp bringUp; // set by spawn
    private final List<MeshFailure> early = new ArrayList<>(); // guarded by this
    private final BitSet told = new BitSet(); // guarded by this; ranks of whose failure the owner was told (SV-3)
    private boolean up; // guarded by this
    private final AtomicBoolean called = new AtomicBoolean();
    private volatile long spawnedNanos;
    private final Object stopLock = new Object();
    private @Nullable StatusMesh stopped; // guarded by stopLock

    private ActorMeshController(ProcMesh mesh, String name) {
        this.name = name;
        extent = mesh.extent();
        procs = mesh.seen();
        on = mesh.region();
        owner = mesh.sender();
        below = mesh.controller();
        procsAreMine = below != null && below.owner() == owner;
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
        controller.bringUp(new ActorBringUp(
                name,
                controller.extent,
                type.getName(),
                encoded,
                controller.owner,
                controller.ends.id(),
                () -> List.of(controller.home(actors), controller.home(mesh))));
        return actors;
    }

    String name() {
        return name;
    }

    /** The procs that the actors are on; null where they came in a message. */
    @Nullable
    ProcMeshController below() {
        return below;
    }

    /** Whether it has a member on that proc, which is named by its rank in the whole mesh. */
    boolean isOn(int proc) {
        return on.viewRank(proc).isPresent();
    }

    /**
     * Spawns actors anew on procs that were replaced, with their first arguments; returns when they run.
     *
     * @param replaced ranks in the whole mesh of the procs
     * @throws SpawnException if one can't be made; what was started for it is stopped with the mesh
     */
    void respawn(List<Integer> replaced, ProcMeshController mesh) {
        ActorBringUp again = Objects.requireNonNull(bringUp);
        List<ProcRef.Member> now = new ArrayList<>(procs);
        List<Integer> ranks = new ArrayList<>();
        for (int proc : replaced) {
            OptionalInt rank = on.viewRank(proc);
            if (rank.isPresent()) {
                ranks.add(rank.getAsInt());
                now.set(rank.getAsInt(), mesh.member(proc));
            }
        }
        Barrier anew = new Barrier(extent, owner.config());
        for (int rank = 0; rank < now.size(); rank++) {
            if (!ranks.contains(rank)) {
                anew.report(rank, new Status.Running());
            }
        }
        synchronized (this) {
            ranks.forEach(told::clear);
        }
        barrier = anew;
        procs = List.copyOf(now);
        life.requireLive(); // who ended it before that has told the barrier before
        StatusMesh statuses = again.start(ranks, procs, anew);
        if (!Barrier.allRun(statuses)) {
            throw again.failure(statuses, procs, anew.isInterrupted());
        }
        log.info("{} spawned anew where procs were replaced, its state there is lost: ranks={}", name, ranks);
    }

    Instance owner() {
        return owner;
    }

    /** @return what {@link ActorStop} says; of a second call the same, of actors that ended with their procs Stopped */
    StatusMesh stop(String reason) {
        return stop("already stopped", reason);
    }

    private StatusMesh stop(String forViews, String reason) {
        synchronized (stopLock) {
            StatusMesh known = stopped;
            if (known == null) {
                known = life.end(forViews) ? stopNow(reason) : allStopped();
                stopped = known;
            }
            return known;
        }
    }

    private StatusMesh stopNow(String reason) {
        leave();
        StatusMesh statuses = new ActorStop(name, procs, owner).run(extent, reason);
        closePorts();
        return statuses;
    }

    private StatusMesh allStopped() {
        return StatusMesh.of(extent).with(StatusOverlay.of(0, extent.size(), new Status.Stopped()));
    }

    /** Its owner ends. */
    @Override
    public CompletableFuture<Void> end(String reason) {
        return CompletableFuture.runAsync(() -> stop("stopped, as " + reason, reason), owner.workers())
                .exceptionally(e -> {
                    log.warn("{} could not be stopped with its owner", name, e);
                    return null;
                });
    }

    /* Nobody tells it of its procs any more, nor ends it. */
    private void leave() {
        if (below != null) {
            below.remove(this);
        }
        owner.owned().remove(this);
    }

    /** Its procs are ended, and its actors with them. */
    void endWithProcs(String reason) {
        if (life.end(reason)) {
            owner.owned().remove(this);
            closePorts();
            for (int rank = 0; rank < procs.size(); rank++) {
                barrier.report(rank, new Status.Failed(reason));
            }
        }
    }

    private void giveUp(ActorBringUp started, StatusMesh statuses) {
        life.end("could not be spawned");
        leave();
        started.stopStarted(statuses, procs);
        closePorts();
    }

    /**
     * A proc has ended: what that means for this mesh, if it has a member there that had not failed before. The owner of
     * the procs hears it below the failure of the proc; another one is told here.
     */
    Optional<MeshFailure> procEnded(ProcState ended, String what) {
        OptionalInt place = on.viewRank(ended.rank());
        List<Integer> ranks = place.isPresent() ? List.of(place.getAsInt()) : List.of();
        ranks.forEach(rank -> barrier.report(rank, new Status.Failed("its proc was " + what)));
        String fate = "its proc was " + what;
        Address process = ended.id().address();
        if (procsAreMine) {
            return lost(claim(ranks), fate, process);
        }
        lost(ranks, fate, process).ifPresent(this::tell);
        return Optional.empty();
    }

    /** Of procs that are another one's; of its own the owner hears from their mesh. */
    @Override
    public void ended(Address process, String reason, boolean wanted) {
        List<Integer> ranks = ranks(member -> member.id().address().equals(process));
        ranks.forEach(rank -> barrier.report(rank, new Status.Failed(reason)));
        if (!wanted && !procsAreMine) {
            lost(ranks, "its proc has ended: " + reason, process).ifPresent(this::tell);
        }
    }

    private List<Integer> ranks(Predicate<ProcRef.Member> which) {
        List<Integer> ranks = new ArrayList<>();
        for (int rank = 0; rank < procs.size(); rank++) {
            if (which.test(procs.get(rank))) {
                ranks.add(rank);
            }
        }
        return ranks;
    }

    private Optional<MeshFailure> lost(List<Integer> ranks, String what, Address process) {
        if (ranks.isEmpty()) {
            return Optional.empty();
        }
        String member = member(ranks.get(0));
        return Optional.of(
                new MeshFailure(name, ranks, member, what, null, Instant.now(), List.of(), process.toString()));
    }

    private void bringUp(ActorBringUp starting) {
        if (!procsAreMine) {
            owner.owned().add(this);
        }
        if (below != null) {
            below.add(this);
        }
        bringUp = starting;
        List<Integer> all = new ArrayList<>();
        for (int rank = 0; rank < procs.size(); rank++) {
            all.add(rank);
        }
        Barrier first = barrier;
        long askedNanos = System.nanoTime();
        StatusMesh statuses = starting.start(all, procs, first);
        if (!Barrier.allRun(statuses)) {
            giveUp(starting, statuses);
            throw starting.failure(statuses, procs, first.isInterrupted());
        }
        spawnedNanos = System.nanoTime();
        Journal journal = journal();
        if (journal != null) {
            journal.spawned(name, spawnedNanos - askedNanos);
        }
        cameUp();
    }

    /* That of the client, where it knows the hosts. */
    private @Nullable Journal journal() {
        return below == null ? null : below.hosts().journal();
    }

    /** The call that is about to be made, if it is the first; null if it is not, or nobody is told of it. */
    @Nullable
    FirstCall firstCall() {
        Journal journal = called.get() || !called.compareAndSet(false, true) ? null : journal();
        return journal == null ? null : new FirstCall(journal, name, spawnedNanos);
    }

    /* What failed before is the spawn's to tell, if the spawn failed; one cause is one entry (M-2). */
    private void cameUp() {
        List<MeshFailure> missed;
        synchronized (this) {
            up = true;
            missed = List.copyOf(early);
        }
        missed.forEach(this::tell);
    }

    private void actorEnded(ActorEnd end) {
        String what = end.status() instanceof ActorStatus.Failed failed ? "failed: " + failed.message() : "ended";
        tell(new MeshFailure(
                name,
                List.of(end.rank()),
                member(end.rank()),
                what,
                end.cause(),
                Instant.now(),
                List.of(),
                end.origin()));
    }

    /* SV-3: of each rank once. SV-4: never of what was stopped. */
    private void tell(MeshFailure failure) {
        if (keptForLater(failure) || life.isEnded()) {
            return;
        }
        List<Integer> news = claim(failure.ranks());
        if (!news.isEmpty()) {
            owner.failed(of(news, failure));
        }
    }

    private synchronized boolean keptForLater(MeshFailure failure) {
        return !up && early.add(failure);
    }

    private MeshFailure of(List<Integer> ranks, MeshFailure failure) {
        return new MeshFailure(
                name,
                ranks,
                member(ranks.get(0)),
                failure.what(),
                failure.cause(),
                failure.at(),
                failure.consequences(),
                failure.origin());
    }

    /* Those of whom the owner was not told; from now on it was. In one step: what befalls a rank is heard on many threads. */
    private synchronized List<Integer> claim(List<Integer> ranks) {
        List<Integer> news = new ArrayList<>(ranks);
        news.removeIf(told::get);
        news.forEach(told::set);
        return news;
    }

    private String member(int rank) {
        return "actor " + name + " on " + ProcRef.describe(procs.get(rank), extent.point(rank));
    }

    /*
     * What the actors find again through their context. The handle of a large mesh names all its members, which is too much
     * to send to each of them: those that want it ask for it.
     */
    private ActorSpec.Home home(Travelling handle) {
        String className = handle.getClass().getName();
        if (procs.size() <= LARGEST_SENT_HOME) {
            return ActorSpec.Home.sent(className, owner.encode(handle));
        }
        PortId source = owner.answering(() -> owner.encode(handle));
        homes.add(source);
        return ActorSpec.Home.toBeAsked(className, source);
    }

    private void closePorts() {
        owner.closePort(ends.id().index());
        homes.forEach(source -> owner.closePort(source.index()));
    }
}
