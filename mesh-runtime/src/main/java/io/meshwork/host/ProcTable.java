package io.meshwork.host;

import io.meshwork.config.Keys;
import io.meshwork.id.ActorId;
import io.meshwork.id.Address;
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

/** The procs of a host: whose they are (H-3, H-4), how they are, and who hears of it. For the control thread. */
final class ProcTable {

    /** What is known of a proc, and who hears of its changes. */
    static final class Entry {
        private final String mesh;
        private final ActorId owner;
        private final ProcSpec spec;
        private final List<PortRef<ProcState>> subscribers = new ArrayList<>();
        private final CompletableFuture<Void> end = new CompletableFuture<>();
        private ProcState state;
        private @Nullable CompletableFuture<ProcEnd> asked;
        private String why = "";

        Entry(String mesh, ActorId owner, ProcSpec spec) {
            this.mesh = mesh;
            this.owner = owner;
            this.spec = spec;
            state = new ProcState(spec.name(), spec.rank(), null, 0, "", new ProcStatus.Starting());
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
    private final PortRef<ProcNews> news;
    private final Map<String, Entry> procs = new LinkedHashMap<>();
    private final Set<String> drained = new HashSet<>();
    private final RankWaiters waiters = new RankWaiters();
    private boolean closed;

    ProcTable(Proc service, ProcManager manager, PortRef<ProcNews> news) {
        this.service = service;
        this.manager = manager;
        this.news = news;
    }

    /** Starts the proc if none of that name lives; its state goes to the port, now and with each change. */
    void create(String mesh, ActorId owner, ProcSpec spec, PortRef<ProcState> updates, Instance agent) {
        Entry known = procs.get(spec.name());
        String refusal = refusal(mesh, owner, known);
        if (refusal != null) {
            updates.send(new ProcState(spec.name(), spec.rank(), null, 0, "", new ProcStatus.Failed(refusal)));
        } else if (known != null && !known.isGone()) {
            known.subscribers.add(updates);
            updates.send(known.state);
        } else {
            start(new Entry(mesh, owner, spec), updates, agent);
        }
    }

    private @Nullable String refusal(String mesh, ActorId owner, @Nullable Entry known) {
        if (known != null && !known.isGone()) {
            return taken(mesh, owner, known);
        }
        if (closed) {
            return "the host is shut down";
        }
        if (drained.contains(mesh)) {
            return "the host mesh is stopped: mesh=" + mesh;
        }
        String gone = service.gateway().whyEnded(owner.proc().address());
        return gone != null ? gone(owner, gone) : null;
    }

    /* H-1, H-3, H-4 */
    private static @Nullable String taken(String mesh, ActorId owner, Entry known) {
        if (known.mesh.equals(mesh) && known.owner.equals(owner)) {
            return null;
        }
        String by = known.mesh.equals(mesh)
                ? "by another owner: choose another name: proc=" + known.state.name() + " owner=" + known.owner
                : "through another host mesh: choose another name: proc=" + known.state.name() + " by=" + known.mesh;
        return "a proc of that name was created on this host " + by + " pid=" + known.state.pid();
    }

    private static String gone(ActorId owner, String reason) {
        return "its owner is gone: owner=" + owner + ": " + reason;
    }

    /** The process of an owner has ended, and what it owned ends with it (H-4). */
    void endOwnedBy(Address process, String reason) {
        for (Entry entry : List.copyOf(procs.values())) {
            if (!entry.isGone() && entry.owner.proc().address().equals(process)) {
                end(entry, gone(entry.owner, reason));
            }
        }
    }

    /** Completes when it is gone; at once if it was, with what is known of its end. */
    CompletableFuture<ProcEnd> end(String name, String reason) {
        Entry entry = procs.get(name);
        return entry != null ? end(entry, reason) : manager.stop(name, reason);
    }

    /* Who asks again for the end of one that is gone is told of what it left, too. */
    private CompletableFuture<ProcEnd> end(Entry entry, String reason) {
        CompletableFuture<ProcEnd> asked = entry.asked;
        if (asked == null && entry.isGone()) {
            return CompletableFuture.completedFuture(endOf(entry.state()));
        }
        if (asked == null) {
            entry.why = reason;
            asked = manager.stop(entry.state.name(), reason);
            entry.asked = asked;
        }
        return asked;
    }

    /* Of a proc that had ended before it was asked to. */
    private static ProcEnd endOf(ProcState state) {
        return new ProcEnd(state.name(), state.pid(), state.status(), Duration.ZERO, ProcEnd.Forced.NOTHING);
    }

    /** No proc is started through that host mesh any more; through none at all, if it is null. */
    void refuse(@Nullable String mesh) {
        if (mesh == null) {
            closed = true;
        } else {
            drained.add(mesh);
        }
    }

    @Nullable
    Entry find(String name) {
        return procs.get(name);
    }

    /** Those that were created through that host mesh; all, if it is null. */
    List<String> names(@Nullable String mesh) {
        List<String> names = new ArrayList<>(procs.size());
        procs.forEach((name, entry) -> {
            if (mesh == null || entry.mesh.equals(mesh)) {
                names.add(name);
            }
        });
        return names;
    }

    /** Those of them that are not another owner's. */
    List<String> names(String mesh, ActorId owner, List<String> wanted) {
        List<String> names = new ArrayList<>(wanted);
        names.removeIf(name -> isAnothers(mesh, owner, procs.get(name)));
        return names;
    }

    private static boolean isAnothers(String mesh, ActorId owner, @Nullable Entry entry) {
        return entry != null && !(entry.mesh.equals(mesh) && entry.owner.equals(owner));
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

    private void start(Entry entry, PortRef<ProcState> updates, Instance agent) {
        entry.subscribers.add(updates);
        procs.put(entry.spec.name(), entry);
        manager.start(entry.spec, new OnControl(entry, agent));
    }

    /*
     * The client has the way to a proc before anyone knows the proc. Of an end the owner hears first: what follows from it
     * in other procs comes after it.
     */
    private void changed(Entry entry, ProcState state, Instance agent) {
        boolean wanted = entry.state.status() instanceof ProcStatus.Stopping;
        entry.state = state;
        ProcId id = state.id();
        Address host = service.gateway().self();
        if (id != null && state.status() instanceof ProcStatus.Ready) {
            news.send(new ProcNews(host, id.address(), null, false));
        }
        for (PortRef<ProcState> updates : entry.subscribers) {
            updates.send(state);
        }
        if (state.status().isTerminal() && id != null) {
            String why = entry.why.isEmpty() ? "" : ": " + entry.why;
            HostAgent.PeerEnded ended = new HostAgent.PeerEnded(id.address(), HostAgent.ended(state) + why, wanted);
            service.gateway().ended(ended.address(), ended.reason(), wanted);
            tell(ended, agent);
            news.send(new ProcNews(host, ended.address(), ended.reason(), wanted));
        }
        waiters.changed(state.name(), state.resource());
        if (state.status().isTerminal()) {
            entry.end.complete(null);
        }
    }

    private final class OnControl implements ProcManager.Watcher {

        private final Entry entry;
        private final Instance agent;

        OnControl(Entry entry, Instance agent) {
            this.entry = entry;
            this.agent = agent;
        }

        @Override
        public void changed(ProcState state) {
            onControl(new Change(entry, state, agent));
        }
    }

    private final class Change implements Runnable {

        private final Entry entry;
        private final ProcState state;
        private final Instance agent;

        Change(Entry entry, ProcState state, Instance agent) {
            this.entry = entry;
            this.state = state;
            this.agent = agent;
        }

        @Override
        public void run() {
            changed(entry, state, agent);
        }
    }
}
