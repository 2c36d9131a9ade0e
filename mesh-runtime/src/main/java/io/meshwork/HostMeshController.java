package io.meshwork;

import io.meshwork.actor.ActorSpec;
import io.meshwork.actor.Request;
import io.meshwork.config.Keys;
import io.meshwork.failure.MeshException;
import io.meshwork.failure.MeshFailure;
import io.meshwork.host.HostAgent;
import io.meshwork.host.HostReport;
import io.meshwork.host.HostStatus;
import io.meshwork.host.ProcEnd;
import io.meshwork.host.Trampoline;
import io.meshwork.id.ActorId;
import io.meshwork.id.Address;
import io.meshwork.mailbox.Answers;
import io.meshwork.mailbox.Instance;
import io.meshwork.mailbox.Port;
import io.meshwork.mailbox.PortRef;
import io.meshwork.proc.ProcAgent;
import io.meshwork.proc.ProcOptions;
import io.meshwork.proc.ProcStatus;
import io.meshwork.proc.RankStatus;
import io.meshwork.shape.Extent;
import io.meshwork.shape.Region;
import io.meshwork.value.StatusMesh;
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
    private static final String TRAMPOLINE = "trampoline";

    private final Client client;
    private final Instance instance;
    private final Alloc alloc;
    private final String name;
    private final Lifeline life;
    private final HostRef[] hosts;
    private final @Nullable ProcStatus[] ends; // guarded by this
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
        hosts = new HostRef[alloc.spec().extent().size()];
        ends = new ProcStatus[hosts.length];
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

    /** Allocated processes, a trampoline on each, and the agents that the trampolines report. */
    void bringUp() {
        alloc.connect(client.gateway());
        Alloc.Event.Running[] running = awaitRunning();
        for (Alloc.Event.Running one : running) {
            client.gateway().link(one.proc().address(), one.link());
        }
        try (Port<Trampoline.Report> reports = instance.openPort(Trampoline.Report.class)) {
            bounce(running, reports.ref());
            for (int i = 0; i < running.length; i++) {
                take(reports.receive(), running);
            }
        }
        watcher = new Thread(this::watch, "mesh-" + name + "-alloc");
        watcher.setDaemon(true);
        watcher.start();
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
        options.requireRanksOf(controller.extent());
        if (procMeshes.putIfAbsent(meshName, controller) != null) {
            throw new MeshException("a proc mesh of that name exists: choose another name: mesh=" + meshName);
        }
        inOrder.add(controller);
        try {
            return controller.bringUp(options);
        } catch (SpawnException e) {
            procMeshes.remove(meshName);
            inOrder.remove(controller);
            throw e;
        }
    }

    HostStatus status(HostRef host) {
        try {
            return host.status();
        } catch (MeshException e) {
            return new HostStatus.Failed(e.getMessage());
        }
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

    private Alloc.Event.Running[] awaitRunning() {
        Alloc.Event.Running[] running = new Alloc.Event.Running[hosts.length];
        for (int missing = hosts.length; missing > 0; ) {
            Optional<Alloc.Event> event = alloc.next();
            if (event.isEmpty()) {
                throw new AllocationException(
                        "the allocation ended before all ran: missing=" + missing + " mesh=" + name);
            }
            if (event.get() instanceof Alloc.Event.Running one) {
                running[one.rank()] = one;
                missing--;
            } else if (event.get() instanceof Alloc.Event.Failed failed) {
                throw new AllocationException("hosts could not be had: mesh=" + name + ": " + failed.description());
            } else if (event.get() instanceof Alloc.Event.Stopped stopped) {
                throw new AllocationException("a host ended while it was started: mesh=" + name + " rank="
                        + stopped.rank() + " pid=" + stopped.pid() + ": "
                        + stopped.status().describe());
            }
        }
        return running;
    }

    private void bounce(Alloc.Event.Running[] running, PortRef<Trampoline.Report> reports) {
        Extent extent = alloc.spec().extent();
        Barrier barrier = new Barrier(extent, client.config());
        PortRef<RankStatus> updates =
                instance.listen(RankStatus.class, update -> barrier.report(update.rank(), update.status()));
        byte[] arguments = instance.encode(new Object[] {reports});
        for (Alloc.Event.Running one : running) {
            ActorSpec spec = new ActorSpec(
                    TRAMPOLINE, name, Trampoline.class.getName(), arguments, extent, one.rank(), null, List.of());
            Acknowledged.watch(
                    ProcAgent.of(one.proc(), instance).ask(new ProcAgent.CreateOrUpdate(spec, updates)),
                    List.of(one.rank()),
                    barrier);
        }
        StatusMesh statuses = barrier.await();
        instance.closePort(updates.id().index());
        if (!Barrier.allRun(statuses)) {
            throw new AllocationException("hosts could not be stood up: mesh=" + name + " ranks=" + statuses);
        }
    }

    private void take(Trampoline.Report said, Alloc.Event.Running[] running) {
        Alloc.Event.Running one = running[said.rank()];
        ActorId expected = HostAgent.idAt(one.proc().address());
        if (!said.agent().equals(expected)) {
            throw new AllocationException("a host reported an agent that is not its own: mesh=" + name + " rank="
                    + said.rank() + " got=" + said.agent() + " expected=" + expected);
        }
        hosts[said.rank()] = new HostRef(
                said.rank(),
                alloc.spec().extent().point(said.rank()),
                one.pid(),
                HostAgent.at(one.proc().address(), instance),
                alloc);
    }

    /* The allocation's events after all ran: a host that ends unasked is a failure. */
    private void watch() {
        Optional<Alloc.Event> event = alloc.next();
        while (event.isPresent()) {
            if (event.get() instanceof Alloc.Event.Stopped stopped) {
                hostEnded(stopped);
            }
            event = alloc.next();
        }
    }

    private void hostEnded(Alloc.Event.Stopped stopped) {
        synchronized (this) {
            ends[stopped.rank()] = stopped.status();
        }
        if (life.isEnded()) {
            return;
        }
        HostRef host = hosts[stopped.rank()];
        Address address = host.id().proc().address();
        String reason = host + " was " + stopped.status().describe();
        client.gateway().ended(address, reason);
        List<MeshFailure> consequences = new ArrayList<>();
        for (ProcMeshController mesh : inOrder) {
            consequences.addAll(mesh.hostEnded(stopped.rank(), reason));
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

    /** A proc has ended: tells the hosts, whose procs may wait for it. */
    void procEnded(Address address, String reason) {
        client.gateway().ended(address, reason);
        for (HostRef host : hosts) {
            host.agent().send(new HostAgent.PeerEnded(address, reason));
        }
    }

    /* First all procs, then the hosts: while one host is still draining, another one's procs may need it. */
    private ShutdownReport takeDown() {
        long start = System.nanoTime();
        life.end("already shut down");
        inOrder.forEach(ProcMeshController::shutDown);
        Duration bound = client.config().duration(Keys.SHUTDOWN_TIMEOUT);
        HostReports drained = HostReports.ask(hosts, new HostAgent.Drain("shutdown"), bound);
        HostReports down = HostReports.ask(hosts, new HostAgent.Shutdown("shutdown"), bound);
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

    /** What the hosts answered, or why not, by rank. */
    private record HostReports(List<Answers> answers) {

        static HostReports ask(HostRef[] hosts, Request<HostAgent, HostReport> request, Duration bound) {
            long deadlineNanos = System.nanoTime() + bound.toNanos();
            List<Answers> asked = new ArrayList<>(hosts.length);
            for (HostRef host : hosts) {
                asked.add(host.agent().ask(request));
            }
            for (Answers answer : asked) {
                answer.await(Duration.ofNanos(Math.max(0, deadlineNanos - System.nanoTime())));
                answer.close();
            }
            return new HostReports(asked);
        }

        List<ProcEnd> procs(int rank) {
            return problem(rank) != null
                    ? List.of()
                    : ((HostReport) answers.get(rank).value(0, HostReport.class)).procs();
        }

        @Nullable
        String problem(int rank) {
            if (answers.get(rank).isMissing(0)) {
                return "no answer in time";
            }
            Throwable failure = answers.get(rank).failure(0);
            return failure != null ? failure.getMessage() : null;
        }
    }
}
