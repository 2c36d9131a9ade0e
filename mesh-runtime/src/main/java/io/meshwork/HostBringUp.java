package io.meshwork;

import io.meshwork.actor.ActorSpec;
import io.meshwork.gateway.Gateway;
import io.meshwork.host.HostAgent;
import io.meshwork.host.Trampoline;
import io.meshwork.id.ActorId;
import io.meshwork.mailbox.Instance;
import io.meshwork.mailbox.Port;
import io.meshwork.mailbox.PortRef;
import io.meshwork.proc.ProcAgent;
import io.meshwork.proc.RankStatus;
import io.meshwork.shape.Extent;
import io.meshwork.value.Status;
import io.meshwork.value.StatusMesh;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/** Makes hosts of an allocation: its processes, a trampoline on each, and the agents that the trampolines report. */
final class HostBringUp {

    private static final String TRAMPOLINE = "trampoline";

    private final AllocatedHosts allocated;
    private final Alloc alloc;
    private final String name;
    private final Gateway gateway;
    private final Instance instance;
    private final Map<Integer, HostRef> hosts = new TreeMap<>(); // by rank
    private final Map<Integer, Alloc.Event.Running> running = new TreeMap<>(); // by rank
    private final Barrier barrier;

    HostBringUp(AllocatedHosts allocated) {
        this.allocated = allocated;
        alloc = allocated.alloc();
        name = allocated.name();
        gateway = allocated.client().gateway();
        instance = allocated.client().instance();
        barrier = new Barrier(allocated.extent(), allocated.client().config());
    }

    /** Of some ranks, whose processes run; the others stand. */
    HostBringUp(AllocatedHosts allocated, Map<Integer, Alloc.Event.Running> running) {
        this(allocated);
        running.values().forEach(this::runs);
        for (int rank = 0; rank < allocated.extent().size(); rank++) {
            if (!running.containsKey(rank)) {
                barrier.report(rank, new Status.Running());
            }
        }
    }

    /**
     * Waits until all processes of the allocation run.
     *
     * @throws AllocationException if one can't be had; what was started so far is the caller's to stop
     */
    void allocate() {
        alloc.connect(gateway);
        for (Alloc.Event.Running one : untilAllRun().awaitRunning()) {
            runs(one);
        }
    }

    private AllocationWait untilAllRun() {
        return new AllocationWait(
                alloc, name, instance.config(), allocated.client().journal());
    }

    private void runs(Alloc.Event.Running one) {
        running.put(one.rank(), one);
        allocated.client().began(one.proc().address(), one.link());
    }

    /** A process has ended before its host was stood up. From any thread. */
    void ended(Alloc.Event.Stopped stopped) {
        StringBuilder text = new StringBuilder("its process, pid ").append(stopped.pid());
        text.append(", was ").append(stopped.status().describe());
        if (!stopped.commandLine().isEmpty()) {
            text.append(": command=").append(stopped.commandLine());
        }
        stopped.status().tail().forEach(line -> text.append("\n  ").append(line));
        barrier.report(stopped.rank(), new Status.Failed(text.toString()));
    }

    /**
     * By rank.
     *
     * @throws AllocationException as {@link #allocate}
     */
    Map<Integer, HostRef> standUp() {
        try (Port<Trampoline.Report> reports = instance.openPort(Trampoline.Report.class)) {
            spawnTrampolines(reports.ref());
            for (int i = 0; i < running.size(); i++) {
                take(reports.receive());
            }
        }
        return hosts;
    }

    private void spawnTrampolines(PortRef<Trampoline.Report> reports) {
        Extent extent = alloc.spec().extent();
        PortRef<RankStatus> updates =
                instance.listen(RankStatus.class, update -> barrier.report(update.rank(), update.status()));
        byte[] arguments =
                instance.encode(new Object[] {reports, allocated.procs().news()});
        for (Alloc.Event.Running one : running.values()) {
            ActorSpec spec = new ActorSpec(
                    TRAMPOLINE, name, Trampoline.class.getName(), arguments, extent, one.rank(), null, List.of());
            barrier.watch(
                    ProcAgent.of(one.proc(), instance)
                            .ask(new ProcAgent.CreateOrUpdate(spec, updates, new Status.Running())),
                    List.of(one.rank()));
        }
        StatusMesh statuses = barrier.await();
        instance.closePort(updates.id().index());
        if (!Barrier.allRun(statuses)) {
            String why =
                    barrier.isInterrupted() ? "interrupted while hosts were stood up" : "hosts could not be stood up";
            throw new AllocationException(why + ": mesh=" + name + " ranks=" + statuses);
        }
    }

    private void take(Trampoline.Report said) {
        Alloc.Event.Running one = Objects.requireNonNull(running.get(said.rank()));
        ActorId expected = HostAgent.idAt(one.proc().address());
        if (!said.agent().equals(expected)) {
            throw new AllocationException("a host reported an agent that is not its own: mesh=" + name + " rank="
                    + said.rank() + " got=" + said.agent() + " expected=" + expected);
        }
        HostRef host = new HostRef(
                said.rank(),
                alloc.spec().extent().point(said.rank()),
                one.pid(),
                HostAgent.at(one.proc().address(), instance),
                new HostFaults(allocated, said.rank(), one.proc().address()),
                instance.callTimeout());
        hosts.put(said.rank(), host);
    }
}
