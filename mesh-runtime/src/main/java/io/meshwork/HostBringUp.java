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
import java.util.Optional;

/** Makes hosts of an allocation: its processes, a trampoline on each, and the agents that the trampolines report. */
final class HostBringUp {

    private static final String TRAMPOLINE = "trampoline";

    private final Alloc alloc;
    private final String name;
    private final Gateway gateway;
    private final Instance instance;
    private final HostRef[] hosts;
    private final Barrier barrier;
    private Alloc.Event.Running[] running = {};

    HostBringUp(Client client, Alloc alloc, String name) {
        this.alloc = alloc;
        this.name = name;
        gateway = client.gateway();
        instance = client.instance();
        hosts = new HostRef[alloc.spec().extent().size()];
        barrier = new Barrier(alloc.spec().extent(), client.config());
    }

    /**
     * Waits until all processes of the allocation run.
     *
     * @throws AllocationException if one can't be had; what was started so far is the caller's to stop
     */
    void allocate() {
        alloc.connect(gateway);
        running = awaitRunning();
        for (Alloc.Event.Running one : running) {
            gateway.link(one.proc().address(), one.link());
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
    HostRef[] standUp() {
        try (Port<Trampoline.Report> reports = instance.openPort(Trampoline.Report.class)) {
            spawnTrampolines(reports.ref());
            for (int i = 0; i < running.length; i++) {
                take(reports.receive());
            }
        }
        return hosts;
    }

    private Alloc.Event.Running[] awaitRunning() {
        Alloc.Event.Running[] all = new Alloc.Event.Running[hosts.length];
        for (int missing = hosts.length; missing > 0; ) {
            Optional<Alloc.Event> event = alloc.next();
            if (event.isEmpty()) {
                throw new AllocationException(
                        "the allocation ended before all ran: missing=" + missing + " mesh=" + name);
            }
            if (event.get() instanceof Alloc.Event.Running one) {
                all[one.rank()] = one;
                missing--;
            } else if (event.get() instanceof Alloc.Event.Failed failed) {
                throw new AllocationException("hosts could not be had: mesh=" + name + ": " + failed.description());
            } else if (event.get() instanceof Alloc.Event.Stopped stopped) {
                throw new AllocationException("a host ended while it was started: mesh=" + name + " rank="
                        + stopped.rank() + " pid=" + stopped.pid() + ": "
                        + stopped.status().describe());
            }
        }
        return all;
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
                alloc);
    }
}
