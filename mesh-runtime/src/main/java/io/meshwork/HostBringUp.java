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

/** Makes hosts of an allocation: its processes, a trampoline on each, and the agents that the trampolines report. */
final class HostBringUp {

    private static final String TRAMPOLINE = "trampoline";

    private final AllocatedHosts allocated;
    private final Alloc alloc;
    private final String name;
    private final Gateway gateway;
    private final Instance instance;
    private final HostRef[] hosts;
    private final Barrier barrier;
    private Alloc.Event.Running[] running = {};

    HostBringUp(AllocatedHosts allocated) {
        this.allocated = allocated;
        alloc = allocated.alloc();
        name = allocated.name();
        gateway = allocated.client().gateway();
        instance = allocated.client().instance();
        hosts = new HostRef[allocated.extent().size()];
        barrier = new Barrier(allocated.extent(), allocated.client().config());
    }

    /**
     * Waits until all processes of the allocation run.
     *
     * @throws AllocationException if one can't be had; what was started so far is the caller's to stop
     */
    void allocate() {
        alloc.connect(gateway);
        running = new AllocationWait(alloc, name, instance.config()).awaitRunning();
        for (Alloc.Event.Running one : running) {
            allocated.client().began(one.proc().address(), one.link());
        }
    }

    /** A process has ended before its host was stood up. From any thread. */
    void ended(Alloc.Event.Stopped stopped) {
        StringBuilder text = new StringBuilder("its process, pid ").append(stopped.pid());
        text.append(", was ").append(stopped.status().describe());
        stopped.status().tail().forEach(line -> text.append("\n  ").append(line));
        barrier.report(stopped.rank(), new Status.Failed(text.toString()));
    }

    /**
     * By rank.
     *
     * @throws AllocationException as {@link #allocate}
     */
    List<HostRef> standUp() {
        try (Port<Trampoline.Report> reports = instance.openPort(Trampoline.Report.class)) {
            spawnTrampolines(reports.ref());
            for (int i = 0; i < running.length; i++) {
                take(reports.receive());
            }
        }
        return List.of(hosts);
    }

    private void spawnTrampolines(PortRef<Trampoline.Report> reports) {
        Extent extent = alloc.spec().extent();
        PortRef<RankStatus> updates =
                instance.listen(RankStatus.class, update -> barrier.report(update.rank(), update.status()));
        byte[] arguments = instance.encode(new Object[] {reports});
        for (Alloc.Event.Running one : running) {
            ActorSpec spec = new ActorSpec(
                    TRAMPOLINE, name, Trampoline.class.getName(), arguments, extent, one.rank(), null, List.of());
            barrier.watch(
                    ProcAgent.of(one.proc(), instance).ask(new ProcAgent.CreateOrUpdate(spec, updates)),
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
                new HostFaults(allocated, said.rank()),
                instance.callTimeout());
    }
}
