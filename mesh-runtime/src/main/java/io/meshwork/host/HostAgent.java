package io.meshwork.host;

import io.meshwork.actor.ActorContext;
import io.meshwork.actor.ActorRef;
import io.meshwork.actor.ControlActor;
import io.meshwork.actor.Handler;
import io.meshwork.actor.Message;
import io.meshwork.actor.Request;
import io.meshwork.id.ActorId;
import io.meshwork.id.Address;
import io.meshwork.id.ProcId;
import io.meshwork.mailbox.Instance;
import io.meshwork.mailbox.PortRef;
import io.meshwork.proc.Proc;
import io.meshwork.proc.ProcAgent;
import io.meshwork.proc.ProcStatus;
import io.meshwork.proc.RankStatus;
import io.meshwork.proc.RankWaiters;
import io.meshwork.value.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The control plane's hand on a host: starts, stops and reports its procs. It never waits, so it answers at any time.
 *
 * <p>Creating is idempotent by name while the proc lives (H-1). Shutting down is acknowledged when the last child process is gone (H-2).
 */
public final class HostAgent implements ControlActor {

    /** The name under which every host has one. */
    public static final String NAME = "host_agent";
    /** The name of the proc it lives on. */
    public static final String SERVICE = "service";

    private static final Logger log = LoggerFactory.getLogger(HostAgent.class);

    /** Starts the procs that are not there yet; their states go to the port, now and with each change.
     * Answered, with their number, when that is under way. */
    public record CreateOrUpdate(List<ProcSpec> procs, PortRef<ProcState> updates)
            implements Request<HostAgent, Integer> {}

    /** Answers what is known of a proc. */
    public record GetState(String name) implements Request<HostAgent, ProcState> {}

    /** Answers where the host itself is. */
    public record GetHostStatus() implements Request<HostAgent, HostStatus> {}

    /** Answers the status of a proc at once; {@code NotExist} if there is none. */
    public record GetRankStatus(String name, int rank) implements Request<HostAgent, RankStatus> {}

    /** Answers once the proc is in that state or a later one; it may be asked before the proc exists. */
    public record WaitRankStatus(String name, int rank, Status least) implements Request<HostAgent, RankStatus> {}

    /** Ends some procs; answered when they are gone. */
    public record Stop(List<String> names, String reason) implements Request<HostAgent, HostReport> {}

    /**
     * Ends all procs. Answered when they are gone.
     *
     * @param last whether the host is to start none any more; otherwise it stays and can start others
     */
    public record Drain(String reason, boolean last) implements Request<HostAgent, HostReport> {}

    /** Ends all procs, answers when they are gone, then ends the host's process. */
    public record Shutdown(String reason) implements Request<HostAgent, HostReport> {}

    /** Sends a signal to the process of a proc. */
    public record Signal(String name, int signal) implements Message<HostAgent> {}

    /** Another process, on another host, has ended: tells the procs of this one. */
    public record PeerEnded(Address address, String reason) implements Message<HostAgent> {}

    /** What is known of a proc, and who hears of its changes. */
    private static final class Entry {
        private ProcState state;
        private final List<PortRef<ProcState>> subscribers = new ArrayList<>();

        Entry(ProcState state) {
            this.state = state;
        }
    }

    private final Proc service;
    private final ProcManager manager;
    private final Map<String, Entry> procs = new LinkedHashMap<>(); // of the control thread
    private final RankWaiters waiters = new RankWaiters(); // of the control thread
    private boolean shutDown; // of the control thread

    HostAgent(Proc service, ProcManager manager) {
        this.service = service;
        this.manager = manager;
    }

    /** The id of the agent of the host at an address: what the client checks a reported one against. */
    public static ActorId idAt(Address host) {
        return new ProcId(SERVICE, host).actor(NAME);
    }

    /** The agent of the host at an address. */
    public static ActorRef<HostAgent> at(Address host, Instance sender) {
        return new ActorRef<>(idAt(host), HostAgent.class, sender);
    }

    @Handler
    int create(CreateOrUpdate create, ActorContext cx) {
        for (ProcSpec spec : create.procs()) {
            Entry known = procs.get(spec.name());
            if (known != null && !known.state.status().isTerminal()) {
                known.subscribers.add(create.updates());
                create.updates().send(known.state);
            } else if (shutDown) {
                create.updates()
                        .send(new ProcState(
                                spec.name(), spec.rank(), null, 0, "", new ProcStatus.Failed("the host is shut down")));
            } else {
                start(spec, create.updates(), cx.instance());
            }
        }
        return create.procs().size();
    }

    @Handler
    ProcState state(GetState ask) {
        Entry entry = procs.get(ask.name());
        return entry != null
                ? entry.state
                : new ProcState(ask.name(), 0, null, 0, "", new ProcStatus.Failed("no such proc on this host"));
    }

    @Handler
    HostStatus status(GetHostStatus ask) {
        int alive = 0;
        for (Entry entry : procs.values()) {
            alive += entry.state.status().isTerminal() ? 0 : 1;
        }
        return new HostStatus.Running(ProcessHandle.current().pid(), alive);
    }

    @Handler
    RankStatus rankStatus(GetRankStatus ask) {
        Entry entry = procs.get(ask.name());
        return new RankStatus(ask.rank(), entry != null ? entry.state.resource() : new Status.NotExist());
    }

    @Handler
    CompletableFuture<RankStatus> await(WaitRankStatus ask) {
        CompletableFuture<RankStatus> answer = waiters.await(ask.name(), ask.rank(), ask.least());
        Entry entry = procs.get(ask.name());
        if (entry != null) {
            waiters.changed(ask.name(), entry.state.resource());
        }
        return answer;
    }

    @Handler
    CompletableFuture<HostReport> stop(Stop stop) {
        return end(stop.names(), stop.reason());
    }

    @Handler
    CompletableFuture<HostReport> drain(Drain drain) {
        shutDown |= drain.last();
        return end(List.copyOf(procs.keySet()), drain.reason()).thenApply(report -> {
            procs.values().removeIf(entry -> entry.state.status().isTerminal());
            return report;
        });
    }

    @Handler
    CompletableFuture<HostReport> shutdown(Shutdown shutdown) {
        shutDown = true;
        CompletableFuture<HostReport> acknowledgement = new CompletableFuture<>();
        end(List.copyOf(procs.keySet()), shutdown.reason()).thenAccept(report -> {
            acknowledgement.complete(report); // posts the answer
            service.exit().complete(0);
        });
        return acknowledgement;
    }

    @Handler
    void signal(Signal signal) {
        manager.signal(signal.name(), signal.signal());
    }

    @Handler
    void peerEnded(PeerEnded ended, ActorContext cx) {
        service.gateway().ended(ended.address(), ended.reason());
        tellProcs(ended.address(), ended.reason(), cx.instance());
    }

    private void start(ProcSpec spec, PortRef<ProcState> updates, Instance agent) {
        Entry entry = new Entry(new ProcState(spec.name(), spec.rank(), null, 0, "", new ProcStatus.Starting()));
        entry.subscribers.add(updates);
        procs.put(spec.name(), entry);
        manager.start(spec, state -> onControl(() -> changed(entry, state, agent)));
    }

    private void changed(Entry entry, ProcState state, Instance agent) {
        entry.state = state;
        log.debug("{} proc {}: {}", service.id(), state.name(), state.status());
        ProcId id = state.id();
        if (state.status().isTerminal() && id != null) {
            String reason = ended(state);
            service.gateway().ended(id.address(), reason);
            tellProcs(id.address(), reason, agent);
        }
        entry.subscribers.forEach(updates -> updates.send(state));
        waiters.changed(state.name(), state.resource());
    }

    /** Why nothing can be had from a proc that has ended. */
    public static String ended(ProcState state) {
        return "proc " + state.name() + " pid " + state.pid() + " was "
                + state.status().describe();
    }

    private void tellProcs(Address ended, String reason, Instance agent) {
        for (Entry entry : procs.values()) {
            ProcId id = entry.state.id();
            if (id != null && entry.state.status() instanceof ProcStatus.Ready) {
                ProcAgent.of(id, agent).send(new ProcAgent.PeerEnded(ended, reason));
            }
        }
    }

    private CompletableFuture<HostReport> end(List<String> names, String reason) {
        List<CompletableFuture<ProcEnd>> ends = new ArrayList<>(names.size());
        for (String name : names) {
            Entry entry = procs.get(name);
            boolean gone = entry != null && entry.state.status().isTerminal();
            ends.add(gone ? CompletableFuture.completedFuture(endOf(entry.state)) : manager.stop(name, reason));
        }
        CompletableFuture<HostReport> report = new CompletableFuture<>();
        CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new))
                .thenRun(() -> onControl(() -> report.complete(reportOf(ends))));
        return report;
    }

    /* Of a proc that had ended before it was asked to. */
    private static ProcEnd endOf(ProcState state) {
        return new ProcEnd(state.name(), state.pid(), state.status(), Duration.ZERO, ProcEnd.Forced.NOTHING);
    }

    private static HostReport reportOf(List<CompletableFuture<ProcEnd>> ends) {
        List<ProcEnd> all = new ArrayList<>(ends.size());
        for (CompletableFuture<ProcEnd> end : ends) {
            all.add(end.join());
        }
        return new HostReport(all);
    }

    private void onControl(Runnable task) {
        service.surroundings().control().execute(task);
    }
}
