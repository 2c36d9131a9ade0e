package io.meshwork;

import io.meshwork.actor.Request;
import io.meshwork.config.Keys;
import io.meshwork.failure.MeshException;
import io.meshwork.host.HostAgent;
import io.meshwork.host.HostReport;
import io.meshwork.host.Leftover;
import io.meshwork.host.ProcEnd;
import io.meshwork.id.Address;
import io.meshwork.mailbox.Answers;
import io.meshwork.shape.Extent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Hosts that stand, and the allocation they are made of: what the host meshes on them share. They belong to the client,
 * and outlive a mesh that is stopped (M-6). For any thread.
 */
final class AllocatedHosts {

    private final Client client;
    private final Alloc alloc;
    private final String name;
    private final HostEnds ends;
    private final List<HostMeshController> meshes = new CopyOnWriteArrayList<>();
    private final List<Leftover> left = new CopyOnWriteArrayList<>();
    private final HostWatch watch = new HostWatch(this);
    private final ProcWays procs;
    private volatile List<HostRef> hosts = List.of();
    private volatile @Nullable HostReplacement replacement;
    private int made; // guarded by this; host meshes so far
    private boolean closed; // guarded by this
    private final Object shutdownLock = new Object();
    private @Nullable ShutdownReport report; // guarded by shutdownLock

    /** @param name of the host mesh they were allocated for */
    AllocatedHosts(Client client, Alloc alloc, String name) {
        this.client = client;
        this.alloc = alloc;
        this.name = name;
        ends = new HostEnds(alloc.spec().extent().size());
        procs = new ProcWays(this);
    }

    Client client() {
        return client;
    }

    Alloc alloc() {
        return alloc;
    }

    String name() {
        return name;
    }

    Extent extent() {
        return alloc.spec().extent();
    }

    /** By rank; none before all stand. */
    List<HostRef> hosts() {
        return hosts;
    }

    HostRef host(int rank) {
        return hosts.get(rank);
    }

    HostEnds ends() {
        return ends;
    }

    HostWatch watch() {
        return watch;
    }

    ProcWays procs() {
        return procs;
    }

    /** Those that may be used, in the order in which they were made. */
    List<HostMeshController> meshes() {
        return meshes;
    }

    /** @throws MeshException if the hosts are shut down, or the client has a host mesh of that name */
    synchronized HostMeshController addMesh(String meshName) {
        requireOpen(meshName);
        client.reserve(meshName);
        HostMeshController mesh = new HostMeshController(this, meshName, meshName + "." + ++made);
        meshes.add(mesh);
        return mesh;
    }

    /** @throws MeshException if the hosts are shut down */
    synchronized void requireOpen(String meshName) {
        if (closed) {
            throw new MeshException("the hosts are already shut down: mesh=" + meshName + " hosts=" + name);
        }
    }

    /** It was stopped; its name is free again. */
    void removeMesh(HostMeshController mesh) {
        meshes.remove(mesh);
        mesh.freeName();
    }

    /** Returns when every host answers; watches for processes that end unasked from the moment on that all run. */
    void bringUp() {
        alloc.awaitRoom();
        HostBringUp bringUp = new HostBringUp(this);
        bringUp.allocate();
        watch.start(bringUp::ended);
        hosts = List.copyOf(bringUp.standUp().values());
        watch.stoodUp();
    }

    /**
     * Starts new hosts in the place of those that have ended; returns when they stand. One at a time.
     *
     * @throws AllocationException if one can't be had
     */
    void replace(List<Integer> ranks) {
        HostReplacement started = new HostReplacement(this, ranks);
        replacement = started;
        started.run();
    }

    boolean takenByReplacement(Alloc.Event event) {
        HostReplacement latest = replacement;
        return latest != null && latest.takes(event);
    }

    /** They stand in the place of others, whose ends were told. */
    void replaced(Map<Integer, HostRef> stand) {
        List<HostRef> all = new ArrayList<>(hosts);
        stand.forEach((rank, host) -> {
            ends.replaced(rank);
            all.set(rank, host);
        });
        hosts = List.copyOf(all);
    }

    /** Stops what was brought up so far; what fails then is suppressed into the cause. */
    void giveUp(Throwable cause) {
        close();
        meshes.forEach(mesh -> mesh.endUse("could not be brought up"));
        try {
            Uninterrupted.run(alloc::stopAndWait);
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
        meshes.forEach(HostMeshController::freeName);
        procs.close();
    }

    /** @throws AllocationException naming those that are gone, or don't answer within {@code mesh.ready-idle-timeout} */
    void requireAnswers() {
        List<Answers> asked = new ArrayList<>(hosts.size());
        for (HostRef host : hosts) {
            asked.add(host.agent().ask(new HostAgent.GetHostStatus()));
        }
        Asked answers = Asked.await(asked, client.config().duration(Keys.READY_IDLE_TIMEOUT));
        refuseIfAny(answers::problem);
    }

    /** For who has just added a mesh: an end before that was told to nobody. Throws as {@link #requireAnswers}. */
    void requireNoneEnded() {
        refuseIfAny(rank -> {
            ProcEnd end = ends.of(rank);
            return end != null ? end.status().describe() : null;
        });
    }

    private void refuseIfAny(IntFunction<@Nullable String> problem) {
        StringBuilder lost = new StringBuilder();
        for (HostRef host : hosts) {
            String why = problem.apply(host.rank());
            if (why != null) {
                lost.append('\n').append(host).append(": ").append(why);
            }
        }
        if (lost.length() > 0) {
            long bound = client.config().duration(Keys.READY_IDLE_TIMEOUT).toMillis();
            throw new AllocationException(
                    "hosts can't be taken up, as some do not answer: hosts=" + name + " boundMillis=" + bound + lost);
        }
    }

    /** Asks all hosts, and waits for their answers until then. */
    HostReports ask(Request<HostAgent, HostReport> request, long deadlineNanos) {
        HostReports reports = HostReports.ask(hosts, host -> request, deadlineNanos);
        keepLeft(reports);
        return reports;
    }

    /** What procs have left behind is not lost with the report of their end. */
    void keepLeft(HostReports reports) {
        for (int i = 0; i < reports.hosts().size(); i++) {
            reports.procs(i).forEach(proc -> left.addAll(proc.left()));
        }
    }

    /** Each process once, in the order in which they were found. */
    List<Leftover> leftovers() {
        Map<Long, Leftover> byPid = new LinkedHashMap<>();
        left.forEach(one -> byPid.putIfAbsent(one.pid(), one));
        alloc.leftovers().forEach(one -> byPid.putIfAbsent(one.pid(), one));
        return List.copyOf(byPid.values());
    }

    /**
     * Ends all procs, then the hosts. A second call gives the first one's report, for which it waits.
     *
     * @param by through which mesh; null if not through one
     */
    ShutdownReport shutdown(@Nullable HostMeshController by) {
        synchronized (shutdownLock) {
            ShutdownReport done = report;
            if (done == null) {
                try {
                    done = takeDown(by);
                    report = done;
                } finally {
                    meshes.forEach(HostMeshController::freeName);
                    client.disown(this);
                }
            }
            return done;
        }
    }

    private ShutdownReport takeDown(@Nullable HostMeshController by) {
        close();
        for (HostMeshController mesh : meshes) {
            boolean own = by == null || mesh == by;
            mesh.endUse(own ? "already shut down" : "its hosts were shut down through another host mesh");
        }
        return Uninterrupted.get(new HostShutdown(this, by != null ? by.name() : name)::run);
    }

    private synchronized void close() {
        closed = true;
    }

    /** Whether they are taken down, or have been. */
    synchronized boolean isClosed() {
        return closed;
    }

    /**
     * A process has ended: tells the hosts, whose procs may wait for it.
     *
     * @param wanted whether it was asked to end
     */
    void tellEnded(Address address, String reason, boolean wanted) {
        client.gateway().ended(address, reason, wanted);
        for (HostRef host : hosts) {
            if (ends.of(host.rank()) == null) {
                host.agent().send(new HostAgent.PeerEnded(address, reason, wanted));
            }
        }
    }

    /** The process of a host has ended; those whom it concerns are told next. */
    void ended(Alloc.Event.Stopped stopped) {
        ends.known(stopped.rank(), stopped.end());
        left.addAll(stopped.end().left());
    }
}
