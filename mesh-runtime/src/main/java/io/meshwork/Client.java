package io.meshwork;

import io.meshwork.actor.Surroundings;
import io.meshwork.config.Config;
import io.meshwork.config.Debugger;
import io.meshwork.config.Keys;
import io.meshwork.failure.BrokenInvariant;
import io.meshwork.failure.MeshException;
import io.meshwork.failure.MeshFailure;
import io.meshwork.gateway.DataPlane;
import io.meshwork.gateway.Gateway;
import io.meshwork.gateway.Statistics;
import io.meshwork.id.ActorId;
import io.meshwork.id.Address;
import io.meshwork.id.Names;
import io.meshwork.id.ProcId;
import io.meshwork.mailbox.AccumulatingPort;
import io.meshwork.mailbox.Instance;
import io.meshwork.mailbox.OncePort;
import io.meshwork.mailbox.Port;
import io.meshwork.mailbox.ReducedPort;
import io.meshwork.mailbox.Reducer;
import io.meshwork.proc.Proc;
import io.meshwork.shape.Extent;
import io.meshwork.transport.Run;
import io.meshwork.wire.Sender;
import io.meshwork.wire.Undeliverable;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The one who talks to meshes from the test JVM: it sends, opens ports, owns the hosts it allocates, and hears the
 * failures of their meshes. {@link #close()} shuts down all that it owns. For any thread; several clients of one JVM know nothing of each
 * other.
 */
public final class Client implements AutoCloseable {

    /** The name of the proc that a client lives on. */
    static final String PROC = "client";

    private static final Logger log = LoggerFactory.getLogger(Client.class);
    /* Of messages that came back. */
    private static final int MOST_LINES_PER_SECOND = 20;
    /* Names the sockets of the clients of this JVM apart; the run is one per JVM too. */
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final Run run;
    private final Config config;
    private final DataPlane data;
    private final Gateway gateway;
    private final Surroundings surroundings;
    private final Proc proc;
    private final Instance instance;
    private final StatusRound statusRound;
    private final Failures failures;
    private final LinesPerSecond returnedLines = new LinesPerSecond(MOST_LINES_PER_SECOND);
    private final FailureCauses causes = new FailureCauses();
    private final Journal journal = new Journal();
    private final Undeliverables undeliverables;
    private final Deque<AllocatedHosts> owned = new ArrayDeque<>(); // guarded by this
    private final List<AllocatedHosts> starting = new ArrayList<>(); // guarded by this
    private final Set<String> names = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Consumer<MeshFailure> unhandled;
    private volatile @Nullable Runnable beforeHandingOver;
    private boolean closed; // guarded by this

    private Client(String name, Config config) {
        this.config = DataPlane.settled(config);
        debugged(Debugger.ofThisJvm());
        run = Run.ofThisJvm();
        run.acquire();
        try {
            data = new DataPlane(run, this.config, "client" + NUMBER.incrementAndGet());
            gateway = new Gateway(data);
            data.attach(gateway);
            Surroundings started = Surroundings.start("mesh-" + name, gateway, this.config);
            surroundings = this.config.flag(Keys.IN_PROCESS_COPY) ? started : started.passing();
            failures = new Failures(this.config.duration(Keys.CALL_TIMEOUT), this::handsOver);
            undeliverables = new Undeliverables(this.config.duration(Keys.CALL_TIMEOUT));
            proc = new Proc(new ProcId(PROC, gateway.self()), Extent.unity(), 0, gateway, surroundings, this.config);
            instance = proc.join(name, new Heard());
            statusRound = new StatusRound(instance);
        } catch (RuntimeException | Error e) {
            run.release();
            throw e;
        }
    }

    /** A client with the settings of this JVM. */
    public static Client start(String name) {
        return start(name, Config.ofThisJvm());
    }

    /** @param name for people, in ids and threads */
    public static Client start(String name, Config config) {
        return new Client(Names.require("client", name), config);
    }

    public ActorId id() {
        return instance.id();
    }

    public Config config() {
        return config;
    }

    /** The one that handles of this client act for. */
    public Instance instance() {
        return instance;
    }

    public <T> Port<T> openPort(Class<T> type) {
        return instance.openPort(type);
    }

    public <T> OncePort<T> openOncePort(Class<T> type) {
        return instance.openOncePort(type);
    }

    /** A port that folds all updates that come into a state, and gives the latest. */
    public <S, U> AccumulatingPort<S, U> openAccumulatingPort(
            Class<U> type, S initial, BiFunction<? super S, ? super U, ? extends S> fold) {
        return instance.openAccumulatingPort(type, initial, fold);
    }

    /** A port that answers a cast with one value, folded on the way. */
    public <T> ReducedPort<T> openReducePort(Reducer<T> reducer) {
        return instance.openReducePort(reducer);
    }

    /** What has passed between this process and others since the client was started. */
    public Statistics statistics() {
        return gateway.statistics();
    }

    /** What was heard of the processes of this client's meshes, in order: the newest 10 000 events. */
    public List<MeshEvent> events() {
        return journal.read();
    }

    /**
     * Where the time of starts went, for people: a line for each process of which the steps are known, and for the spawn and
     * the first call of each actor mesh, in the order in which they came about.
     */
    public String phases() {
        StringBuilder text = new StringBuilder();
        for (MeshEvent event : events()) {
            if (!event.phases().isEmpty()) {
                text.append(event.describePhases()).append('\n');
            }
        }
        return text.toString();
    }

    Journal journal() {
        return journal;
    }

    /** What has failed of the meshes of this client and was not taken yet. */
    public Failures failures() {
        return failures;
    }

    /** The messages of this client that came back and were not taken yet. */
    public Undeliverables undeliverables() {
        return undeliverables;
    }

    /**
     * Waits until the actors of its meshes have taken what it sent them, and until it has heard what has failed by then. Who
     * is busy, or stands still, is not waited for any longer than the bound.
     *
     * @param bound of each of two steps
     * @return which invariants of this library broke so far, in the processes that answered and in this one; none is as it
     *     should be
     */
    public List<BrokenInvariant> settle(Duration bound) {
        List<AllocatedHosts> all;
        synchronized (this) {
            all = List.copyOf(owned);
        }
        return statusRound.over(all, bound);
    }

    /**
     * In place of {@link #failures()} and its check at {@link #close()}: each failure goes to the hook, one at a time, on a
     * thread that may block. What the hook throws is logged.
     */
    public void onUnhandled(Consumer<MeshFailure> hook) {
        unhandled = hook;
    }

    /**
     * Called whenever an answer, a value of a port or a failure is about to be handed to who waits for it, by that thread;
     * for {@code callAsync} by the worker that completes the future. May block, must not throw. What came in before the
     * answer can so be shown before it. The last one set is called.
     */
    public void beforeHandingOver(Runnable hook) {
        beforeHandingOver = hook;
    }

    private void handsOver() {
        Runnable hook = beforeHandingOver;
        if (hook != null) {
            hook.run();
        }
    }

    /**
     * Ends allocations that are under way, shuts down the hosts it owns, newest first, also those whose mesh was stopped,
     * and ends its threads. A second call does nothing.
     *
     * @throws MeshException if a shutdown failed, or failures were heard that nobody took
     */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        surroundings.shared().pressure().close();
        List<RuntimeException> thrown = new ArrayList<>();
        Uninterrupted.run(this::endStarting);
        Uninterrupted.run(this::endOwned);
        for (AllocatedHosts hosts = newest(); hosts != null; hosts = newest()) {
            AllocatedHosts next = hosts;
            tryTo(() -> next.shutdown(null), thrown);
        }
        tryTo(data::close, thrown);
        tryTo(proc.surroundings()::close, thrown);
        tryTo(run::release, thrown);
        List<MeshFailure> untaken = failures.takeAll();
        if (!untaken.isEmpty()) {
            MeshException unhandledFailures = new MeshException(
                    "failures that nobody took: " + untaken, untaken.get(0).cause());
            log.error("{} closes with failures that nobody took: {}", instance, untaken);
            thrown.add(0, unhandledFailures);
        }
        if (!thrown.isEmpty()) {
            RuntimeException first = thrown.get(0);
            thrown.stream().skip(1).forEach(first::addSuppressed);
            throw first;
        }
    }

    Gateway gateway() {
        return gateway;
    }

    /** @param where there is a debugger; null if there is none */
    void debugged(@Nullable String where) {
        if (where != null) {
            config.debugged(where);
        }
    }

    /* Another client's procs: links lead to them by way of that one, and from them back. What lives in this JVM without a
     * process takes no connections: the one who reaches it hands on what is for it. */
    void reach(List<ProcRef.Member> procs, Instance by) {
        if (by.way() == gateway) {
            return;
        }
        for (ProcRef.Member proc : procs) {
            Address address = proc.id().address();
            if (address instanceof Address.InProcess) {
                data.get(); // what answers may dial at once
            } else if (by.way() instanceof Gateway others) {
                others.linkUnlessKnown(gateway.self(), gateway);
            }
            gateway.linkUnlessKnown(address, by.way());
        }
    }

    /** @throws MeshException if this client is closed: it must not start anything any more */
    void requireOpen() {
        synchronized (this) {
            if (closed) {
                throw new MeshException(
                        "the client is closed: client=" + instance.id().name());
            }
        }
    }

    /** @throws MeshException if a host mesh of that name is in use */
    void reserve(String meshName) {
        if (!names.add(Names.require("host mesh", meshName))) {
            throw new MeshException("a host mesh of that name exists: choose another name: mesh=" + meshName);
        }
    }

    void free(String meshName) {
        names.remove(meshName);
    }

    /** @throws MeshException if this client is closed */
    synchronized void starts(AllocatedHosts hosts) {
        requireOpen();
        starting.add(hosts);
    }

    /** @throws MeshException if this client was closed while they came up (M-4) */
    synchronized void own(AllocatedHosts hosts) {
        requireOpen();
        owned.push(hosts);
    }

    /** They are owned, or gone. */
    synchronized void started(AllocatedHosts hosts) {
        starting.remove(hosts);
        notifyAll();
    }

    /* M-7: who waits for them finds them ended, and clears up; returns when that is done. */
    private void endStarting() {
        underWay().forEach(hosts -> hosts.alloc().stop());
        awaitNoneUnderWay();
    }

    /* SV-2: its actors on procs that are others'; those on its own go with the procs. */
    private void endOwned() {
        List<CompletableFuture<Void>> ends = instance.owned().end("its client is closed: owner=" + instance.id());
        long bound = config.duration(Keys.ACTOR_STOP_TIMEOUT).toNanos();
        CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new))
                .completeOnTimeout(null, bound, TimeUnit.NANOSECONDS)
                .join();
    }

    private synchronized List<AllocatedHosts> underWay() {
        return List.copyOf(starting);
    }

    private synchronized void awaitNoneUnderWay() {
        long deadlineNanos =
                System.nanoTime() + config.duration(Keys.SHUTDOWN_TIMEOUT).toNanos();
        try {
            while (!starting.isEmpty() && deadlineNanos - System.nanoTime() > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, deadlineNanos - System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** They are shut down. */
    synchronized void disown(AllocatedHosts hosts) {
        owned.remove(hosts);
    }

    private synchronized @Nullable AllocatedHosts newest() {
        return owned.poll();
    }

    private static void tryTo(Runnable step, List<RuntimeException> thrown) {
        try {
            step.run();
        } catch (RuntimeException e) {
            thrown.add(e);
        }
    }

    @Override
    public String toString() {
        return "Client[" + instance.id() + "]";
    }

    /** A host of its own is at that address. */
    void began(Address host, Sender link) {
        gateway.link(host, link);
    }

    /** A proc is at that address, on the host at the other. */
    void began(Address proc, Address host) {
        gateway.via(proc, host);
    }

    /** A process of the meshes it owns has ended, unasked. */
    void processEnded(MeshFailure failure) {
        heard(failure, true);
    }

    private void heard(MeshFailure failure, boolean isOrigin) {
        FailureEntry entry = causes.entry(failure, isOrigin);
        Consumer<MeshFailure> hook = unhandled;
        if (entry == null) {
            log.debug("{} heard of what follows from a failure: {}", instance.id(), failure);
        } else if (hook != null) { // the control thread may block: a client has no control actors
            surroundings.control().execute(() -> unhandled(hook, entry.take()));
        } else {
            log.warn("{} heard of a failure: {}", instance.id(), failure);
            failures.add(entry);
        }
    }

    private void unhandled(Consumer<MeshFailure> hook, MeshFailure failure) {
        try {
            hook.accept(failure);
        } catch (RuntimeException | Error e) {
            log.error("{} the hook for failures threw: {}", instance, failure, e);
        }
    }

    private void logReturned(Supplier<Undeliverable> returned) {
        long leftOut = returnedLines.next();
        if (leftOut < 0) {
            return;
        }
        String others = leftOut == 0 ? "" : " and before it others: count=" + leftOut;
        surroundings
                .control()
                .execute(() -> log.warn("{} got a message back: {}{}", instance.id(), returned.get(), others));
    }

    private final class Heard implements Instance.Events {
        @Override
        public void undeliverable(Supplier<Undeliverable> returned) {
            undeliverables.add(returned);
            logReturned(returned);
        }

        @Override
        public void handsOver() {
            Client.this.handsOver();
        }

        @Override
        public int returnsWaiting() {
            return undeliverables.size();
        }

        @Override
        public void failed(MeshFailure failure) {
            heard(failure, false);
        }
    }
}
