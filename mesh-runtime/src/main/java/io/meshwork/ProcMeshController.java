package io.meshwork;

import io.meshwork.config.Keys;
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
import io.meshwork.value.ValueMesh;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
    private volatile boolean up;

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
        PortRef<ProcState> updates = instance.listen(ProcState.class, this::changed);
        for (int host : on.baseRanks()) {
            List<ProcSpec> specs = new ArrayList<>(perHost);
            List<Integer> ranks = ranksOf(host);
            for (int rank : ranks) {
                specs.add(new ProcSpec(procName(rank), name, extent, rank, options.forRank(rank)));
            }
            Answers acknowledgement = hosts.host(host).agent().ask(new HostAgent.CreateOrUpdate(specs, updates));
            Acknowledged.watch(acknowledgement, ranks, barrier);
        }
        StatusMesh statuses = barrier.await();
        if (!Barrier.allRun(statuses)) {
            life.end("could not be spawned");
            String why = failure(statuses);
            stopProcs("spawn failed");
            instance.closePort(updates.id().index());
            throw new SpawnException(why, statuses.statuses());
        }
        up = true;
        return new ProcMesh(name, extent, members(), this, instance);
    }

    /** Ends all procs of the mesh and returns when their processes are gone. */
    void stop() {
        if (life.end("already stopped")) {
            actorMeshes.forEach(mesh -> mesh.life().end("already stopped with its procs"));
            stopProcs("stop");
            hosts.forget(this);
        }
    }

    /** Its hosts are shut down, and its procs with them. */
    void shutDown() {
        life.end("already shut down");
        actorMeshes.forEach(mesh -> mesh.life().end("already shut down"));
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
            if (up && !life.isEnded()) {
                instance.failed(failure(state, state.status().describe()));
            }
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
        String whole = String.join("\n", withTail(what, state.status().tail()));
        return new MeshFailure(name, List.of(state.rank()), member, whole, null, Instant.now(), consequences);
    }

    private String failure(StatusMesh statuses) {
        StringBuilder text = new StringBuilder("procs could not be spawned: mesh=").append(name);
        ValueMesh<Status> all = statuses.statuses();
        for (int rank = 0; rank < extent.size(); rank++) {
            text.append("\nrank ")
                    .append(rank)
                    .append(' ')
                    .append(extent.point(rank))
                    .append(": ");
            Status status = all.get(rank);
            ProcState state = state(rank);
            if (status instanceof Status.Running || state == null) {
                text.append(status);
                continue;
            }
            String what = status instanceof Status.Timeout timeout
                    ? "never said that it is ready, waited " + timeout.after().toMillis() + " ms"
                    : state.status().describe();
            text.append(what);
            if (state.pid() != 0) {
                text.append(": pid=").append(state.pid()).append(" command=").append(state.command());
            }
            withTail("", state.status().tail())
                    .forEach(line -> text.append('\n').append(line));
        }
        return text.toString();
    }

    private static List<String> withTail(String what, List<String> tail) {
        List<String> lines = new ArrayList<>();
        if (!what.isEmpty()) {
            lines.add(what);
        }
        if (!tail.isEmpty()) {
            lines.add("its last lines:");
            tail.forEach(line -> lines.add("  " + line));
        }
        return lines;
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

    private void stopProcs(String reason) {
        Duration bound = hosts.client().config().duration(Keys.SHUTDOWN_TIMEOUT);
        List<Answers> asked = new ArrayList<>();
        for (int host : on.baseRanks()) {
            List<String> names = ranksOf(host).stream().map(this::procName).toList();
            asked.add(hosts.host(host).agent().ask(new HostAgent.Stop(names, reason)));
        }
        for (Answers answer : asked) {
            answer.await(bound);
            answer.close();
        }
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
