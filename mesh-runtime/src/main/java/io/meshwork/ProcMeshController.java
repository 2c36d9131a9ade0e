package io.meshwork;

import io.meshwork.config.Keys;
import io.meshwork.failure.MeshException;
import io.meshwork.failure.MeshFailure;
import io.meshwork.host.HostAgent;
import io.meshwork.host.KnownProc;
import io.meshwork.host.ProcSpec;
import io.meshwork.host.ProcState;
import io.meshwork.id.Address;
import io.meshwork.id.ProcId;
import io.meshwork.mailbox.Answers;
import io.meshwork.mailbox.Instance;
import io.meshwork.mailbox.Owned;
import io.meshwork.mailbox.PortRef;
import io.meshwork.proc.ProcOptions;
import io.meshwork.proc.ProcStatus;
import io.meshwork.shape.Extent;
import io.meshwork.shape.Region;
import io.meshwork.value.Status;
import io.meshwork.value.StatusMesh;
import io.meshwork.value.ValueMesh;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the owner of a proc mesh knows and does: brings it up, hears of each proc's end once, takes it down. */
final class ProcMeshController implements Owned {

    private static final Logger log = LoggerFactory.getLogger(ProcMeshController.class);

    private final SpawningHosts hosts;
    private final String name;
    private final ProcPlaces places;
    private final Lifeline life;
    private final Instance instance;
    private final ProcOptions options;
    private final @Nullable Journal journal;
    private final ProcStates states;
    private final List<ActorMeshController> actorMeshes = new CopyOnWriteArrayList<>();
    private final PortRef<ProcState> updates;
    private volatile Alloc.@Nullable Room room;
    private volatile Barrier barrier; // of the spawn, then of the latest replacement

    /**
     * @param on the hosts that get procs; they come in this view's order
     * @throws io.meshwork.shape.ShapeException if there are options for a rank that there isn't
     */
    ProcMeshController(SpawningHosts hosts, String name, Region on, Extent perHost, ProcOptions options) {
        this.hosts = hosts;
        this.name = name;
        places = ProcPlaces.of(name, on, perHost);
        options.requireRanksOf(places.extent());
        life = new Lifeline(name);
        instance = hosts.spawner();
        journal = hosts.journal();
        this.options = Debugging.rank(instance.config(), places.extent(), options);
        String debugger = this.options.debugger();
        if (debugger != null) {
            instance.config().debugged(debugger + " of " + name);
        }
        barrier = new Barrier(places.extent(), instance.config());
        states = new ProcStates(places.extent().size());
        updates = instance.listen(ProcState.class, this::changed);
    }

    String name() {
        return name;
    }

    SpawningHosts hosts() {
        return hosts;
    }

    Lifeline life() {
        return life;
    }

    Instance owner() {
        return instance;
    }

    Extent extent() {
        return places.extent();
    }

    /** What was heard of each proc. */
    ProcStates states() {
        return states;
    }

    /** @throws MeshException if there is none, as the handle came in a message */
    static ProcMeshController known(@Nullable ProcMeshController controller, String mesh) {
        if (controller == null) {
            throw new MeshException("this handle came in a message and knows no hosts: ask the owner's: mesh=" + mesh);
        }
        return controller;
    }

    /** Of the hosts that have procs of this mesh, with all that is on them. */
    MeshTree tree() {
        List<HostRef> on = new ArrayList<>();
        for (int host : places.on().baseRanks()) {
            on.add(host(host));
        }
        return new TreeSurvey(hosts, instance.config().scaled(TreeSurvey.STANDARD_BOUND)).of(on);
    }

    /** Of those on a host. */
    List<KnownProc> procsOn(int host) {
        List<KnownProc> procs = new ArrayList<>();
        for (int rank : places.ranks(host)) {
            ProcState state = states.of(rank);
            if (state != null) {
                procs.add(new KnownProc(name, extent(), state));
            }
        }
        return procs;
    }

    /** Those whose end was not heard of. */
    List<ProcId> living() {
        List<ProcId> living = new ArrayList<>();
        for (int rank = 0; rank < extent().size(); rank++) {
            ProcState state = states.of(rank);
            if (state != null && state.id() != null && !state.status().isTerminal()) {
                living.add(state.id());
            }
        }
        return living;
    }

    void add(ActorMeshController actors) {
        actorMeshes.add(actors);
    }

    void remove(ActorMeshController actors) {
        actorMeshes.remove(actors);
    }

    /** Runs a spawn of actors on these procs; who takes them down waits for its end. */
    <T> T spawning(Supplier<T> spawn) {
        return hosts.spawning(life, spawn);
    }

    ProcMesh bringUp() {
        awaitRoom();
        for (int host : places.on().baseRanks()) {
            create(host, places.ranks(host));
        }
        StatusMesh statuses = barrier.await();
        if (!Barrier.allRun(statuses)) {
            throw failed(statuses);
        }
        states.up().forEach(ended -> tell(ended, false));
        return new ProcMesh(name, extent(), members(), this, instance);
    }

    private void awaitRoom() {
        try {
            room = hosts.room(extent(), options, life::isEnded);
        } catch (AllocationException e) {
            Status none = new Status.NotExist();
            throw new SpawnException(e.getMessage(), ValueMesh.uniform(extent(), none));
        }
    }

    /** The procs are gone: others may have what was set aside for them. */
    void giveRoomBack() {
        Alloc.Room held = room;
        if (held != null) {
            held.close();
        }
    }

    /* The states of all procs come to one port. */
    private void create(int host, List<Integer> ranks) {
        List<ProcSpec> specs = new ArrayList<>(ranks.size());
        for (int rank : ranks) {
            specs.add(places.spec(rank, options));
            if (journal != null) {
                journal.starting(places.name(rank), extent().point(rank));
            }
        }
        HostAgent.CreateOrUpdate create = new HostAgent.CreateOrUpdate(hosts.mesh(), specs, updates);
        barrier.watch(host(host).agent().ask(create), ranks);
    }

    /** Those that have ended, as far as it was heard. */
    List<Integer> ended() {
        List<Integer> ended = new ArrayList<>();
        for (int rank = 0; rank < extent().size(); rank++) {
            if (states.hasEnded(rank)) {
                ended.add(rank);
            }
        }
        return ended;
    }

    /**
     * Starts new procs in the place of those that have ended; returns when they are ready.
     *
     * @throws SpawnException if one can't be had; what was started for it is stopped with the mesh
     */
    void replace(List<Integer> ranks) {
        Barrier anew = new Barrier(extent(), instance.config());
        for (int rank = 0; rank < extent().size(); rank++) {
            if (!ranks.contains(rank)) {
                anew.report(rank, new Status.Running());
            }
        }
        ranks.forEach(states::replace);
        barrier = anew;
        life.requireLive(); // who ended it before that has told the barrier before
        for (int host : places.on().baseRanks()) {
            List<Integer> there = places.ranks(host);
            there.retainAll(ranks);
            if (!there.isEmpty()) {
                create(host, there);
            }
        }
        StatusMesh statuses = anew.await();
        if (!Barrier.allRun(statuses)) {
            String why = new SpawnFailure(name, extent(), anew.isInterrupted()).describe(statuses, states::of);
            throw new SpawnException(why, statuses.statuses());
        }
        for (int rank : ranks) {
            if (states.replaced(rank)) {
                tell(Objects.requireNonNull(states.of(rank)), false);
            }
        }
    }

    /** Has those run again that stand still, and hears of each that has ended by now. */
    List<Answers> resume(HostEnds ends) {
        List<Answers> asked = new ArrayList<>();
        for (int host : places.on().baseRanks()) {
            if (ends.of(host) == null) {
                asked.add(host(host).agent().ask(new HostAgent.Resume(places.names(host))));
            }
        }
        return asked;
    }

    /* What was started is gone by then. */
    private SpawnException failed(StatusMesh statuses) {
        life.end("could not be spawned");
        String why = new SpawnFailure(name, extent(), barrier.isInterrupted()).describe(statuses, states::of);
        List<String> unheard = stopProcs("spawn failed");
        if (!unheard.isEmpty()) {
            why += "\nand what was started may still run, as these hosts do not answer: " + unheard;
        }
        return new SpawnException(why, statuses.statuses());
    }

    /**
     * Ends all procs of the mesh and returns when their processes are gone.
     *
     * @throws MeshException if a host does not say so in time
     */
    void stop() {
        stop("already stopped", "stop");
    }

    private void stop(String forViews, String reason) {
        if (!life.end(forViews)) {
            return;
        }
        actorMeshes.forEach(actors -> actors.endWithProcs(forViews + " with its procs"));
        List<String> unheard = stopProcs(reason);
        close();
        hosts.forget(this);
        if (!unheard.isEmpty()) {
            throw new MeshException("hosts did not say that their procs are gone: mesh=" + name + " " + unheard);
        }
    }

    /** Its owner ends. */
    @Override
    public CompletableFuture<Void> end(String reason) {
        return CompletableFuture.runAsync(() -> stop("stopped, as " + reason, reason), instance.workers())
                .exceptionally(e -> {
                    log.warn("{} could not be stopped with its owner", name, e);
                    return null;
                });
    }

    /**
     * The process of a host has ended, whose procs are lost. Of the client's own hosts it hears otherwise, and of procs from
     * their hosts.
     */
    @Override
    public void ended(Address process, String reason, boolean wanted) {
        for (int host : places.on().baseRanks()) {
            if (host(host).id().proc().address().equals(process)) {
                List<MeshFailure> failures = lost(host, reason);
                if (!wanted && !failures.isEmpty()) {
                    hosts.failed(ofHost(process, reason, failures));
                }
            }
        }
    }

    /* One cause, one entry. */
    private MeshFailure ofHost(Address host, String reason, List<MeshFailure> procs) {
        List<Integer> ranks = new ArrayList<>();
        procs.forEach(proc -> ranks.addAll(proc.ranks()));
        return new MeshFailure(
                name,
                ranks,
                procs.get(0).member(),
                "lost with its host: " + reason,
                null,
                Instant.now(),
                consequences(procs),
                host.toString());
    }

    private static List<MeshFailure> consequences(List<MeshFailure> procs) {
        List<MeshFailure> consequences = new ArrayList<>();
        procs.forEach(proc -> consequences.addAll(proc.consequences()));
        return consequences;
    }

    /** An owner has one mesh of a name on the same hosts. */
    @Override
    public boolean excludes(Owned other) {
        return other instanceof ProcMeshController procs
                && procs.name.equals(name)
                && procs.hosts.mesh().equals(hosts.mesh());
    }

    /** Its procs are ended, or will be: nothing is asked of them any more, and spawns under way fail. */
    void endUse(String reason) {
        if (life.end(reason)) {
            actorMeshes.forEach(actors -> actors.endWithProcs(reason));
            for (int rank = 0; rank < extent().size(); rank++) {
                barrier.report(rank, new Status.Failed(reason));
            }
        }
    }

    /** Its procs are gone: nothing is heard of them any more. */
    void close() {
        instance.closePort(updates.id().index());
    }

    /** The host of some procs is lost, and they with it. */
    List<MeshFailure> lost(int host, String reason) {
        List<MeshFailure> failures = new ArrayList<>();
        for (int rank : places.ranks(host)) {
            barrier.report(rank, new Status.Failed(reason));
            ProcState state = states.of(rank);
            if (state != null && state.id() != null && states.record(state, new ProcStatus.Failed(reason))) {
                note(state, new ProcStatus.Failed(reason));
                boolean tell = states.tell(rank) && !life.isEnded();
                MeshFailure failure = failure(state, "lost with its host");
                if (tell) {
                    failures.add(failure);
                }
            }
        }
        return failures;
    }

    private void changed(ProcState state) {
        ProcId id = state.id();
        ProcState before = states.of(state.rank());
        if (!states.record(state, state.status())) {
            return;
        }
        note(state, state.status());
        barrier.report(state.rank(), state.resource());
        if (state.status().isTerminal() && id != null) {
            tell(state, before != null && before.status() instanceof ProcStatus.Stopping);
        }
    }

    private void note(ProcState state, ProcStatus status) {
        if (journal != null) {
            journal.note(state, status, extent());
        }
    }

    /* The owner hears it first: who is told by what fails then may look for it. */
    private void tell(ProcState ended, boolean wanted) {
        boolean tell = states.tell(ended.rank()) && !wanted && !life.isEnded();
        MeshFailure failure = failure(ended, ended.status().describe());
        if (tell) {
            hosts.failed(failure);
        }
    }

    /* To be asked for each end, wanted or not: spawns of actors that are under way hear it too. */
    private MeshFailure failure(ProcState state, String what) {
        List<MeshFailure> consequences = new ArrayList<>();
        for (ActorMeshController actors : actorMeshes) {
            actors.procEnded(state, what).ifPresent(consequences::add);
        }
        String member = "proc " + state.name() + " " + extent().point(state.rank()) + " pid " + state.pid();
        String whole = SpawnFailure.withTail(what, state.status());
        String origin = state.id() != null ? state.id().address().toString() : null;
        return new MeshFailure(name, List.of(state.rank()), member, whole, null, Instant.now(), consequences, origin);
    }

    @Override
    public String toString() {
        return name;
    }

    private List<ProcRef.Member> members() {
        List<ProcRef.Member> members = new ArrayList<>(extent().size());
        for (int rank = 0; rank < extent().size(); rank++) {
            members.add(member(rank));
        }
        return members;
    }

    /** The latest that was ready. */
    ProcRef.Member member(int rank) {
        ProcState state = states.of(rank);
        if (state == null || state.id() == null) {
            throw new IllegalStateException("runs, but is not known: rank=" + rank);
        }
        return new ProcRef.Member(state.id(), hostAddress(rank), state.pid());
    }

    /* The hosts that did not answer in time, for people; a host that is gone has no procs any more. */
    private List<String> stopProcs(String reason) {
        List<HostRef> on = new ArrayList<>();
        for (int host : places.on().baseRanks()) {
            on.add(host(host));
        }
        long bound = instance.config().duration(Keys.SHUTDOWN_TIMEOUT).toNanos();
        HostReports reports = HostReports.ask(
                on,
                host -> new HostAgent.Stop(hosts.mesh(), places.names(host.rank()), reason),
                System.nanoTime() + bound);
        hosts.keepLeft(reports);
        return reports.unheard();
    }

    private HostRef host(int rank) {
        return hosts.host(rank);
    }

    private Address hostAddress(int rank) {
        return host(places.host(rank)).id().proc().address();
    }
}
