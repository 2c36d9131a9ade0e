package io.meshwork.host;

import io.meshwork.config.Keys;
import io.meshwork.id.ProcId;
import io.meshwork.mailbox.Answers;
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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The procs of a host: whose they are (H-3), how they are, and who hears of it. For the control thread. */
final class ProcTable {

    private static final Logger log = LoggerFactory.getLogger(ProcTable.class);

    /** What is known of a proc, and who hears of its changes. */
    static final class Entry {
        private final String owner;
        private final ProcSpec spec;
        private final List<PortRef<ProcState>> subscribers = new ArrayList<>();
        private final CompletableFuture<Void> end = new CompletableFuture<>();
        private ProcState state;

        Entry(String owner, ProcSpec spec, ProcState state) {
            this.owner = owner;
            this.spec = spec;
            this.state = state;
        }

        ProcState state() {
            return state;
        }

        boolean isGone() {
            return state.status().isTerminal();
        }

        /** Completes on the control thread, after all that hear of the proc were told of its end. */
        CompletableFuture<Void> end() {
            return end;
        }
    }

    private final Proc service;
    private final ProcManager manager;
    private final Map<String, Entry> procs = new LinkedHashMap<>();
    private final Set<String> drained = new HashSet<>();
    private final RankWaiters waiters = new RankWaiters();
    private boolean closed;

    ProcTable(Proc service, ProcManager manager) {
        this.service = service;
        this.manager = manager;
    }

    /** Starts the proc if none of that name lives; its state goes to the port, now and with each change. */
    void create(String owner, ProcSpec spec, PortRef<ProcState> updates, Instance agent) {
        Entry known = procs.get(spec.name());
        String refusal = refusal(owner, known);
        if (refusal != null) {
            updates.send(new ProcState(spec.name(), spec.rank(), null, 0, "", new ProcStatus.Failed(refusal)));
        } else if (known != null && !known.isGone()) {
            known.subscribers.add(updates);
            updates.send(known.state);
        } else {
            start(owner, spec, updates, agent);
        }
    }

    private @Nullable String refusal(String owner, @Nullable Entry known) {
        if (known != null && !known.isGone()) {
            return known.owner.equals(owner)
                    ? null
                    : "a proc of that name was created on this host through another host mesh: choose another name:"
                            + " proc=" + known.state.name() + " by=" + known.owner + " pid=" + known.state.pid();
        }
        if (closed) {
            return "the host is shut down";
        }
        return drained.contains(owner) ? "the host mesh is stopped: mesh=" + owner : null;
    }

    /** No proc of that owner is started any more; of none at all, if it is null. */
    void refuse(@Nullable String owner) {
        if (owner == null) {
            closed = true;
        } else {
            drained.add(owner);
        }
    }

    @Nullable
    Entry find(String name) {
        return procs.get(name);
    }

    /** Those that were created by that owner; all, if it is null. */
    List<String> names(@Nullable String owner) {
        List<String> names = new ArrayList<>(procs.size());
        procs.forEach((name, entry) -> {
            if (owner == null || entry.owner.equals(owner)) {
                names.add(name);
            }
        });
        return names;
    }

    /** Those of them that are not another owner's. */
    List<String> names(String owner, List<String> wanted) {
        List<String> names = new ArrayList<>(wanted);
        names.removeIf(name -> procs.containsKey(name) && !procs.get(name).owner.equals(owner));
        return names;
    }

    void forgetGone(List<String> names) {
        for (String name : names) {
            Entry entry = procs.get(name);
            if (entry != null && entry.isGone()) {
                procs.remove(name);
            }
        }
    }

    int alive() {
        int alive = 0;
        for (Entry entry : procs.values()) {
            alive += entry.isGone() ? 0 : 1;
        }
        return alive;
    }

    KnownProcs known() {
        List<KnownProc> known = new ArrayList<>(procs.size());
        for (Entry entry : procs.values()) {
            known.add(new KnownProc(entry.spec.mesh(), entry.spec.extent(), entry.state));
        }
        return new KnownProcs(known);
    }

    ProcState state(String name) {
        Entry entry = procs.get(name);
        return entry != null
                ? entry.state
                : new ProcState(name, 0, null, 0, "", new ProcStatus.Failed("no such proc on this host"));
    }

    Status resource(String name) {
        Entry entry = procs.get(name);
        return entry != null ? entry.state.resource() : new Status.NotExist();
    }

    CompletableFuture<RankStatus> await(String name, int rank, Status least) {
        CompletableFuture<RankStatus> answer = waiters.await(name, rank, least);
        waiters.changed(name, resource(name));
        return answer;
    }

    /** Another process has ended: all procs hear it, also those that are stopping, whose actors may wait for it. */
    void tell(HostAgent.PeerEnded ended, Instance agent) {
        if (manager.tellsPeers()) {
            return;
        }
        for (Entry entry : procs.values()) {
            ProcId id = entry.state.id();
            if (id != null && !entry.isGone()) {
                ProcAgent.of(id, agent).send(new ProcAgent.PeerEnded(ended.address(), ended.reason(), ended.wanted()));
            }
        }
    }

    /** Processes were replaced: all procs that live hear it; completes when they know, with those that don't say so in time. */
    CompletableFuture<HostAgent.Unheard> tell(HostAgent.PeersReplaced replaced, Instance agent) {
        Map<String, Answers> asked = new LinkedHashMap<>();
        for (Entry entry : procs.values()) {
            ProcId id = entry.state.id();
            if (id != null && !entry.isGone()) {
                ProcAgent.PeersReplaced tell = new ProcAgent.PeersReplaced(replaced.all());
                asked.put(entry.state.name(), ProcAgent.of(id, agent).ask(tell));
            }
        }
        List<CompletableFuture<Void>> acknowledged = new ArrayList<>();
        asked.values().forEach(answers -> acknowledged.add(answers.complete()));
        CompletableFuture<Void> all = CompletableFuture.allOf(acknowledged.toArray(CompletableFuture[]::new));
        Duration bound = service.config().duration(Keys.CALL_TIMEOUT).dividedBy(2);
        CompletableFuture<HostAgent.Unheard> answer = new CompletableFuture<>();
        all.thenApply(done -> done)
                .completeOnTimeout(null, bound.toMillis(), TimeUnit.MILLISECONDS)
                .thenRun(() -> onControl(() -> answer.complete(unheard(asked))));
        return answer;
    }

    private static HostAgent.Unheard unheard(Map<String, Answers> asked) {
        List<String> names = new ArrayList<>();
        asked.forEach((name, answers) -> {
            answers.close();
            if (answers.isMissing(0)) {
                names.add(name);
            }
        });
        return new HostAgent.Unheard(names);
    }

    void onControl(Runnable task) {
        service.surroundings().control().execute(task);
    }

    private void start(String owner, ProcSpec spec, PortRef<ProcState> updates, Instance agent) {
        Entry entry =
                new Entry(owner, spec, new ProcState(spec.name(), spec.rank(), null, 0, "", new ProcStatus.Starting()));
        entry.subscribers.add(updates);
        procs.put(spec.name(), entry);
        manager.start(spec, state -> onControl(() -> changed(entry, state, agent)));
    }

    /* The client first, which owns the proc: what follows from its end in other procs comes to the client after it. */
    private void changed(Entry entry, ProcState state, Instance agent) {
        boolean wanted = entry.state.status() instanceof ProcStatus.Stopping;
        entry.state = state;
        log.debug("{} proc {}: {}", service.id(), state.name(), state.status());
        ProcId id = state.id();
        entry.subscribers.forEach(updates -> updates.send(state));
        if (state.status().isTerminal() && id != null) {
            HostAgent.PeerEnded ended = new HostAgent.PeerEnded(id.address(), HostAgent.ended(state), wanted);
            service.gateway().ended(ended.address(), ended.reason(), wanted);
            tell(ended, agent);
        }
        waiters.changed(state.name(), state.resource());
        if (state.status().isTerminal()) {
            entry.end.complete(null);
        }
    }
}
