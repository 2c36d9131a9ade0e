package io.meshwork;

import io.meshwork.config.Keys;
import io.meshwork.failure.MeshException;
import io.meshwork.failure.MeshFailure;
import io.meshwork.host.HostAgent;
import io.meshwork.host.ProcEnd;
import io.meshwork.id.Address;
import io.meshwork.mailbox.Instance;
import io.meshwork.proc.ProcOptions;
import io.meshwork.proc.ProcStatus;
import io.meshwork.shape.Extent;
import io.meshwork.shape.Region;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the owner of a host mesh knows and does: brings it up from an allocation, spawns on it, hears of lost hosts, takes
 * it down.
 */
final class HostMeshController {

    private static final Logger log = LoggerFactory.getLogger(HostMeshController.class);

    private final Client client;
    private final Instance instance;
    private final Alloc alloc;
    private final String name;
    private final Lifeline life;
    private volatile HostRef[] hosts = {};
    private final @Nullable ProcStatus[] ends; // guarded by this
    private final List<Alloc.Event.Stopped> early = new ArrayList<>(); // guarded by this; ended before all stood up
    private final Map<String, ProcMeshController> procMeshes = new ConcurrentHashMap<>();
    private final List<ProcMeshController> inOrder = new CopyOnWriteArrayList<>();
    private final Object shutdownLock = new Object();
    private @Nullable ShutdownReport report; // guarded by shutdownLock
    private @Nullable Thread watcher;

    HostMeshController(Client client, Alloc alloc, String name) {
        this.client = client;
        this.alloc = alloc;
        this.name = name;
        instance = client.instance();
        life = new Lifeline(name);
        ends = new ProcStatus[alloc.spec().extent().size()];
    }

    String name() {
        return name;
    }

    Lifeline life() {
        return life;
    }

    HostRef host(int rank) {
        return hosts[rank];
    }

    Client client() {
        return client;
    }

    /** Returns when every host answers; watches for processes that end unasked from the moment on that all run. */
    void bringUp() {
        HostBringUp bringUp = new HostBringUp(client, alloc, name);
        bringUp.allocate();
        watcher = new Thread(() -> watch(bringUp), "mesh-" + name + "-alloc");
        watcher.setDaemon(true);
        watcher.start();
        HostRef[] stoodUp = bringUp.standUp();
        List<Alloc.Event.Stopped> missed;
        synchronized (this) {
            hosts = stoodUp;
            missed = List.copyOf(early);
        }
        missed.forEach(this::hostEnded);
    }

    /** Stops what was brought up so far; what fails then is suppressed into the cause. */
    void giveUp(Throwable cause) {
        life.end("could not be brought up");
        try {
            alloc.stopAndWait();
        } catch (RuntimeException e) {
            cause.addSuppressed(e);
        }
    }

    ProcMesh spawn(String meshName, Region on, Extent perHost, ProcOptions options) {
        ProcMeshController controller = new ProcMeshController(this, meshName, on, perHost);
        try {
            options.requireRanksOf(controller.extent());
            if (procMeshes.putIfAbsent(meshName, controller) != null) {
                throw new MeshException("a proc mesh of that name exists: choose another name: mesh=" + meshName);
            }
            inOrder.add(controller);
            life.requireLive(); // a shutdown that did not see it in the list has ended it before this
            return controller.bringUp(options);
        } catch (RuntimeException e) {
            forget(controller);
            controller.shutDown();
            throw e;
        }
    }

    /** Its procs are gone; its name is free again. */
    void forget(ProcMeshController mesh) {
        procMeshes.remove(mesh.name(), mesh);
        inOrder.remove(mesh);
    }

    ShutdownReport shutdown() {
        synchronized (shutdownLock) {
            ShutdownReport done = report;
            if (done == null) {
                done = takeDown();
                report = done;
                client.free(name);
            }
            return done;
        }
    }

    /* The allocation's events after all ran. */
    private void watch(HostBringUp bringUp) {
        Optional<Alloc.Event> event = alloc.next();
        while (event.isPresent()) {
            if (event.get() instanceof Alloc.Event.Stopped stopped) {
                ended(stopped, bringUp);
            }
            event = alloc.next();
        }
    }

    private void ended(Alloc.Event.Stopped stopped, HostBringUp bringUp) {
        boolean isUp;
        synchronized (this) {
            ends[stopped.rank()] = stopped.status();
            isUp = hosts.length > 0;
            if (!isUp) {
                early.add(stopped);
            }
        }
        if (isUp) {
            hostEnded(stopped);
        } else {
            bringUp.ended(stopped);
        }
    }

    /* A host that ends unasked is a failure. */
    private void hostEnded(Alloc.Event.Stopped stopped) {
        HostRef host = hosts[stopped.rank()];
        Address address = host.id().proc().address();
        String reason = host + " was " + stopped.status().describe();
        procEnded(address, reason);
        List<MeshFailure> consequences = new ArrayList<>();
        for (ProcMeshController mesh : inOrder) {
            consequences.addAll(mesh.hostEnded(stopped.rank(), reason));
        }
        if (life.isEnded()) {
            return;
        }
        instance.failed(new MeshFailure(
                name,
                List.of(stopped.rank()),
                host.toString(),
                stopped.status().describe(),
                null,
                Instant.now(),
                consequences));
    }

    /** A process has ended: tells the hosts, whose procs may wait for it. */
    void procEnded(Address address, String reason) {
        client.gateway().ended(address, reason);
        for (HostRef host : hosts) {
            if (!isEnded(host.rank())) {
                host.agent().send(new HostAgent.PeerEnded(address, reason));
            }
        }
    }

    /*
     * First all procs, then the hosts: while one host is still draining, another one's procs may need it. The last three
     * graces of the bound are for hosts that don't answer: one to wait for their word, two for the allocation's ladder.
     */
    private ShutdownReport takeDown() {
        long start = System.nanoTime();
        life.end("already shut down");
        inOrder.forEach(ProcMeshController::shutDown);
        long grace = client.config().duration(Keys.GRACE).toNanos();
        long ladder = start + client.config().duration(Keys.SHUTDOWN_TIMEOUT).toNanos() - 2 * grace;
        HostReports drained = HostReports.ask(hosts, new HostAgent.Drain("shutdown", true), ladder - grace);
        long atLeast = System.nanoTime() + grace;
        HostReports down = HostReports.ask(hosts, new HostAgent.Shutdown("shutdown"), Math.max(ladder, atLeast));
        alloc.stopAndWait();
        awaitWatcher();
        List<ShutdownReport.HostEnd> all = new ArrayList<>(hosts.length);
        for (int rank = 0; rank < hosts.length; rank++) {
            all.add(end(rank, drained, down));
        }
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        log.info("host mesh {} down: hosts={} tookMillis={}", name, hosts.length, took.toMillis());
        return new ShutdownReport(name, all, took);
    }

    private synchronized ShutdownReport.HostEnd end(int rank, HostReports drained, HostReports down) {
        List<ProcEnd> procs = new ArrayList<>(drained.procs(rank));
        procs.addAll(down.procs(rank));
        ProcStatus status = ends[rank];
        String end = status != null ? status.describe() : "unknown";
        return new ShutdownReport.HostEnd(rank, hosts[rank].pid(), end, procs, down.problem(rank));
    }

    private synchronized boolean isEnded(int host) {
        return ends[host] != null;
    }

    private void awaitWatcher() {
        Thread thread = watcher;
        if (thread == null) {
            return;
        }
        try {
            TimeUnit.MILLISECONDS.timedJoin(
                    thread, client.config().duration(Keys.GRACE).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
