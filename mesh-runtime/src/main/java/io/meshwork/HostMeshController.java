package io.meshwork;

import io.meshwork.config.Keys;
import io.meshwork.failure.MeshException;
import io.meshwork.failure.MeshFailure;
import io.meshwork.host.HostAgent;
import io.meshwork.host.KnownProc;
import io.meshwork.host.ProcEnd;
import io.meshwork.id.ProcId;
import io.meshwork.mailbox.Instance;
import io.meshwork.proc.ProcOptions;
import io.meshwork.shape.Extent;
import io.meshwork.shape.Region;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What the owner of a host mesh knows and does: spawns on its hosts, stops what was spawned through it. */
final class HostMeshController implements SpawningHosts {

    private final AllocatedHosts hosts;
    private final String name;
    private final String mesh;
    private final Lifeline life;
    private final PendingSpawns pending = new PendingSpawns();
    private final Map<String, ProcMeshController> procMeshes = new ConcurrentHashMap<>();
    private final List<ProcMeshController> inOrder = new CopyOnWriteArrayList<>();
    private final Object stopLock = new Object();
    private final Object repairLock = new Object();
    private final AtomicBoolean named = new AtomicBoolean(true);
    private volatile boolean stopped;

    /** @param mesh what the hosts know it by (H-3) */
    HostMeshController(AllocatedHosts hosts, String name, String mesh) {
        this.hosts = hosts;
        this.name = name;
        this.mesh = mesh;
        life = new Lifeline(name);
    }

    AllocatedHosts hosts() {
        return hosts;
    }

    Client client() {
        return hosts.client();
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String mesh() {
        return mesh;
    }

    @Override
    public Extent extent() {
        return hosts.extent();
    }

    @Override
    public HostRef host(int rank) {
        return hosts.host(rank);
    }

    @Override
    public Instance spawner() {
        return client().instance();
    }

    Lifeline life() {
        return life;
    }

    @Override
    public void requireLive(String cure) {
        life.requireLive(cure);
    }

    @Override
    public ProcMesh spawn(String meshName, Region on, Extent perHost, ProcOptions options) {
        return pending.during(life, () -> spawnNow(meshName, on, perHost, options));
    }

    @Override
    public <T> T spawning(Lifeline of, Supplier<T> spawn) {
        return pending.during(of, spawn);
    }

    void resume() {
        pending.during(life, () -> {
            new MeshRepair(this, "", List.copyOf(inOrder), List.of()).resume();
            return this;
        });
    }

    /** @return how many processes were replaced */
    int repair(String after, List<ProcMeshController> procs, List<ActorMeshController> actors) {
        synchronized (repairLock) {
            return pending.during(life, () -> new MeshRepair(this, after, procs, actors).run());
        }
    }

    private ProcMesh spawnNow(String meshName, Region on, Extent perHost, ProcOptions options) {
        ProcMeshController controller = new ProcMeshController(this, meshName, on, perHost, options);
        try {
            if (procMeshes.putIfAbsent(meshName, controller) != null) {
                throw new MeshException("a proc mesh of that name exists: choose another name: mesh=" + meshName);
            }
            inOrder.add(controller);
            life.requireLive(); // one who ended it and did not see this one in the list has done so before
            return controller.bringUp();
        } catch (RuntimeException | Error e) {
            forget(controller);
            controller.endUse("could not be spawned");
            controller.close();
            throw e;
        }
    }

    @Override
    public void forget(ProcMeshController procs) {
        procMeshes.remove(procs.name(), procs);
        inOrder.remove(procs);
        procs.giveRoomBack();
    }

    @Override
    public Alloc.Room room(Extent extent, ProcOptions options, BooleanSupplier isGivenUp) {
        return hosts.alloc().room(extent, options, isGivenUp);
    }

    @Override
    public @Nullable ProcEnd endOf(int rank) {
        return hosts.ends().of(rank);
    }

    @Override
    public Journal journal() {
        return client().journal();
    }

    @Override
    public void keepLeft(HostReports reports) {
        hosts.keepLeft(reports);
    }

    @Override
    public void failed(MeshFailure failure) {
        client().processEnded(failure);
    }

    /**
     * Ends the procs that were spawned through this mesh and keeps the hosts.
     *
     * @throws MeshException if a host does not say in time that they are gone
     */
    void stop() {
        synchronized (stopLock) {
            if (!life.end("already stopped")) {
                return;
            }
            stopped = true;
            inOrder.forEach(procs -> procs.endUse("already stopped with its host mesh"));
            HostReports drained = Uninterrupted.get(this::drain);
            inOrder.forEach(ProcMeshController::giveRoomBack);
            hosts.removeMesh(this);
            if (!drained.unheard().isEmpty()) {
                throw new MeshException(
                        "hosts did not say that their procs are gone: mesh=" + name + " " + drained.unheard());
            }
        }
    }

    private HostReports drain() {
        long bound = client().config().duration(Keys.SHUTDOWN_TIMEOUT).toNanos();
        HostReports drained = hosts.ask(new HostAgent.Drain(mesh, "stop"), System.nanoTime() + bound);
        close(client().config().duration(Keys.GRACE));
        return drained;
    }

    /** @throws MeshException if it was stopped: then its hosts are not its own any more */
    ShutdownReport shutdown() {
        if (stopped) {
            life.requireLive();
        }
        return hosts.shutdown(this);
    }

    boolean isStopped() {
        return stopped;
    }

    /** Once: another mesh may have taken the name since. */
    void freeName() {
        if (named.getAndSet(false)) {
            client().free(name);
        }
    }

    /** Nothing is spawned or asked through it any more; what is under way fails. */
    void endUse(String reason) {
        life.end(reason);
        inOrder.forEach(procs -> procs.endUse(reason));
    }

    /** Its procs are gone: waits for the spawns that were under way to end, and hears nothing more. */
    void close(Duration bound) {
        pending.awaitNone(bound);
        inOrder.forEach(ProcMeshController::close);
    }

    @Override
    public List<KnownProc> procsOn(int host) {
        List<KnownProc> procs = new ArrayList<>();
        inOrder.forEach(one -> procs.addAll(one.procsOn(host)));
        return procs;
    }

    /** Procs whose end was not heard of. */
    List<ProcId> living() {
        List<ProcId> living = new ArrayList<>();
        inOrder.forEach(procs -> living.addAll(procs.living()));
        return living;
    }

    /** A host is lost, and its procs with it. */
    List<MeshFailure> lost(int host, String reason) {
        List<MeshFailure> failures = new ArrayList<>();
        for (ProcMeshController procs : inOrder) {
            failures.addAll(procs.lost(host, reason));
        }
        return failures;
    }
}
