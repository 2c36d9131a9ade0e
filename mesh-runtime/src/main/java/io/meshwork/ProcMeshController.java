package io.meshwork;

import io.meshwork.config.Keys;
import io.meshwork.failure.MeshException;
import io.meshwork.failure.MeshFailure;
import io.meshwork.host.HostAgent;
import io.meshwork.host.ProcSpec;
import io.meshwork.host.ProcState;
import io.meshwork.id.Address;
import io.meshwork.id.ProcId;
import io.meshwork.mailbox.Answers;
import io.meshwork.mailbox.Instance;
import io.meshwork.mailbox.PortRef;
import io.meshwork.proc.ProcOptions;
import io.meshwork.proc.ProcStatus;
import io.meshwork.shape.Extent;
import io.meshwork.shape.Region;
import io.meshwork.value.Status;
import io.meshwork.value.StatusMesh;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** What the owner of a proc mesh knows and does: brings it up, hears of each proc's end once, takes it down. */
final class ProcMeshController {

    private final HostMeshController hosts;
    private final String name;
    private final Region on;
    private final Extent extent;
    private final int perHost;
    private final Lifeline life;
    private final Instance instance;
    private final Barrier barrier;
    private final @Nullable ProcState[] states; // guarded by this
    private final List<ActorMeshController> actorMeshes = new CopyOnWriteArrayList<>();
    private final BitSet told = new BitSet(); // guarded by this; ranks whose end the owner was told
    private final PortRef<ProcState> updates;
    private boolean up; // guarded by this

    /** @param on the hosts that get procs; they come in this view's order */
    ProcMeshController(HostMeshController hosts, String name, Region on, Extent perHost) {
        this.hosts = hosts;
        this.name = name;
        this.on = on;
        extent = on.extent().concat(perHost);
        this.perHost = perHost.size();
        life = new Lifeline(name);
        instance = hosts.client().instance();
        barrier = new Barrier(extent, hosts.client().config());
        states = new ProcState[extent.size()];
        updates = instance.listen(ProcState.class, this::changed);
    }

    String name() {
        return name;
    }

    Lifeline life() {
        return life;
    }

    void add(ActorMeshController mesh) {
        actorMeshes.add(mesh);
    }

    void remove(ActorMeshController mesh) {
        actorMeshes.remove(mesh);
    }

    Extent extent() {
        return extent;
    }

    /** One create request per host; the states of all procs come to one port. */
    ProcMesh bringUp(ProcOptions options) {
        for (int host : on.baseRanks()) {
            List<ProcSpec> specs = new ArrayList<>(perHost);
            List<Integer> ranks = ranksOf(host);
            for (int rank : ranks) {
                specs.add(new ProcSpec(procName(rank), name, extent, rank, options.forRank(rank)));
            }
            Answers acknowledgement = hosts.host(host).agent().ask(new HostAgent.CreateOrUpdate(specs, updates));
            barrier.watch(acknowledgement, ranks);
        }
        StatusMesh statuses = barrier.await();
        if (!Barrier.allRun(statuses)) {
            life.end("could not be spawned");
            String why = new SpawnFailure(name, extent, barrier.isInterrupted()).describe(statuses, this::state);
            List<String> unheard = stopProcs("spawn failed");
            close();
            if (!unheard.isEmpty()) {
                why += "\nand what was started may still run, as these hosts do not answer: " + unheard;
            }
            throw new SpawnException(why, statuses.statuses());
        }
        cameUp();
        return new ProcMesh(name, extent, members(), this, instance);
    }

    /**
     * Ends all procs of the mesh and returns when their processes are gone.
     *
     * @throws MeshException if a host does not say so in time
     */
    void stop() {
        if (!life.end("already stopped")) {
            return;
        }
        actorMeshes.forEach(mesh -> mesh.endWithProcs("already stopped with its procs"));
        List<String> unheard = stopProcs("stop");
        close();
        hosts.forget(this);
        if (!unheard.isEmpty()) {
            throw new MeshException("hosts did not say that their procs are gone: mesh=" + name + " " + unheard);
        }
    }

    /** Its hosts are shut down, and its procs with them. */
    void shutDown() {
        if (life.end("already shut down")) {
            actorMeshes.forEach(mesh -> mesh.endWithProcs("already shut down"));
            close();
        }
    }

    private void close() {
        instance.closePort(updates.id().index());
    }

    /* A proc that ended just before is told now: nobody else would. */
    private void cameUp() {
        List<ProcState> ended = new ArrayList<>();
        synchronized (this) {
            up = true;
            for (ProcState state : states) {
                if (state != null && state.status().isTerminal()) {
                    ended.add(state);
                }
            }
        }
        ended.forEach(this::tell);
    }

    /* Once per rank, and only of a mesh that came up: what fails before is the spawn's to tell (M-2). */
    private void tell(ProcState ended) {
        synchronized (this) {
            if (!up || life.isEnded() || told.get(ended.rank())) {
                return;
            }
            told.set(ended.rank());
        }
        instance.failed(failure(ended, ended.status().describe()));
    }

    /** The host of some procs is lost, and they with it. */
    List<MeshFailure> hostEnded(int host, String reason) {
        List<MeshFailure> failures = new ArrayList<>();
        for (int rank : ranksOf(host)) {
            barrier.report(rank, new Status.Failed(reason));
            ProcState state = state(rank);
            if (state != null && state.id() != null && !state.status().isTerminal()) {
                hosts.procEnded(state.id().address(), reason);
                record(state, new ProcStatus.Failed(reason));
                synchronized (this) {
                    told.set(rank);
                }
                failures.add(failure(state, "lost with its host"));
            }
        }
        return life.isEnded() ? List.of() : failures;
    }

    private void changed(ProcState state) {
        ProcId id = state.id();
        if (id != null && state.status() instanceof ProcStatus.Ready) {
            hosts.client().gateway().via(id.address(), hostAddress(state.rank()));
        }
        if (!record(state, state.status())) {
            return;
        }
        barrier.report(state.rank(), state.resource());
        if (state.status().isTerminal() && id != null) {
            hosts.procEnded(id.address(), HostAgent.ended(state));
            tell(state);
        }
    }

    /* Whether this is news: the first terminal state stays. */
    private synchronized boolean record(ProcState state, ProcStatus status) {
        ProcState known = states[state.rank()];
        if (known != null && known.status().isTerminal()) {
            return false;
        }
        states[state.rank()] =
                new ProcState(state.name(), state.rank(), state.id(), state.pid(), state.command(), status);
        return true;
    }

    private synchronized @Nullable ProcState state(int rank) {
        return states[rank];
    }

    private MeshFailure failure(ProcState state, String what) {
        List<MeshFailure> consequences = new ArrayList<>();
        for (ActorMeshController mesh : actorMeshes) {
            mesh.procEnded(state.name(), what).ifPresent(consequences::add);
        }
        String member = "proc " + state.name() + " " + extent.point(state.rank()) + " pid " + state.pid();
        String whole = SpawnFailure.withTail(what, state.status());
        return new MeshFailure(name, List.of(state.rank()), member, whole, null, Instant.now(), consequences);
    }

    private List<ProcRef.Member> members() {
        List<ProcRef.Member> members = new ArrayList<>(extent.size());
        for (int rank = 0; rank < extent.size(); rank++) {
            ProcState state = state(rank);
            if (state == null || state.id() == null) {
                throw new IllegalStateException("runs, but is not known: rank=" + rank);
            }
            members.add(new ProcRef.Member(state.id(), hostAddress(rank), state.pid()));
        }
        return members;
    }

    /* The hosts that did not answer in time, for people; a host that is gone has no procs any more. */
    private List<String> stopProcs(String reason) {
        List<Answers> answers = new ArrayList<>();
        for (int host : on.baseRanks()) {
            List<String> names = ranksOf(host).stream().map(this::procName).toList();
            answers.add(hosts.host(host).agent().ask(new HostAgent.Stop(names, reason)));
        }
        Asked asked = Asked.await(answers, hosts.client().config().duration(Keys.SHUTDOWN_TIMEOUT));
        List<String> unheard = new ArrayList<>();
        int[] ranks = on.baseRanks();
        for (int i = 0; i < ranks.length; i++) {
            if (answers.get(i).isMissing(0)) {
                unheard.add(hosts.host(ranks[i]) + ": " + asked.problem(i));
            }
        }
        return unheard;
    }

    private Address hostAddress(int rank) {
        return hosts.host(on.baseRank(rank / perHost)).id().proc().address();
    }

    /* The procs on a host, which is named by its rank in the whole host mesh; none if the mesh is not on it. */
    private List<Integer> ranksOf(int host) {
        List<Integer> ranks = new ArrayList<>(perHost);
        on.viewRank(host).ifPresent(place -> {
            for (int slot = 0; slot < perHost; slot++) {
                ranks.add(place * perHost + slot);
            }
        });
        return ranks;
    }

    private String procName(int rank) {
        return name + "_" + rank;
    }
}
