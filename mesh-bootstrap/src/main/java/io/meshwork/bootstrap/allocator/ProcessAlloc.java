package io.meshwork.bootstrap.allocator;

import io.meshwork.Alloc;
import io.meshwork.AllocSpec;
import io.meshwork.AllocationException;
import io.meshwork.LeakReport;
import io.meshwork.bootstrap.launch.Child;
import io.meshwork.bootstrap.launch.Launch;
import io.meshwork.bootstrap.launch.Ledger;
import io.meshwork.bootstrap.output.Outlet;
import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.failure.MeshException;
import io.meshwork.host.Leftover;
import io.meshwork.host.ProcSpec;
import io.meshwork.id.ProcId;
import io.meshwork.proc.ProcOptions;
import io.meshwork.proc.ProcStatus;
import io.meshwork.shape.Extent;
import io.meshwork.wire.Envelope;
import io.meshwork.wire.Sender;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Child processes of this JVM, started when the first event is pulled. */
final class ProcessAlloc implements Alloc {

    private static final Logger log = LoggerFactory.getLogger(ProcessAlloc.class);
    /* Names the allocations of this JVM apart; they share the run. */
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final AllocSpec spec;
    private final Config config;
    private final Outlet output;
    private final String name = "alloc" + NUMBER.incrementAndGet();
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final List<Child> children = new ArrayList<>(); // guarded by this; all that were started
    private final @Nullable Child[] current; // guarded by this; by rank
    private volatile @Nullable Sender upstream;
    private volatile List<Leftover> leftovers = List.of();
    private final Rooms rooms;
    private @Nullable Launchpad launchpad; // guarded by this
    private boolean stopped; // guarded by this
    private int running; // guarded by this
    private int ended; // guarded by this

    ProcessAlloc(AllocSpec spec, Config config, Outlet output) {
        this.spec = spec;
        this.config = config;
        this.output = output;
        current = new Child[spec.extent().size()];
        rooms = new Rooms(spec, config);
        String debugger = spec.options().debugger();
        if (debugger != null) {
            config.debugged(debugger + " of " + name);
        }
    }

    @Override
    public AllocSpec spec() {
        return spec;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void connect(Sender to) {
        upstream = to;
    }

    @Override
    public void awaitRoom() {
        rooms.awaitFirst(this::isStopped);
    }

    @Override
    public Room room(Extent extent, ProcOptions options, BooleanSupplier isGivenUp) {
        return rooms.ofProcs(extent, options, () -> isGivenUp.getAsBoolean() || isStopped());
    }

    @Override
    public Optional<Event> next() {
        try {
            awaitRoom();
        } catch (AllocationException e) {
            stop();
            return Optional.of(new Event.Failed(e.getMessage()));
        }
        startOnce();
        try {
            while (true) {
                Event event = events.poll(patienceMillis(), TimeUnit.MILLISECONDS);
                if (event != null) {
                    return Optional.of(event);
                }
                if (isOver()) {
                    return Optional.ofNullable(events.poll());
                }
                if (!allRan()) {
                    return Optional.of(new Event.Failed(silent()));
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(new Event.Failed("interrupted while processes were started"));
        }
    }

    @Override
    public CompletableFuture<Boolean> signal(int rank, int signal) {
        Child child;
        synchronized (this) {
            child = current[rank];
        }
        return child != null ? child.signal(signal) : CompletableFuture.completedFuture(false);
    }

    @Override
    public synchronized void replace(int rank) {
        Launchpad pad = launchpad;
        if (stopped || pad == null) {
            throw new MeshException("the allocation is stopped and starts nothing any more: alloc=" + name);
        }
        launch(pad, rank, List.of());
    }

    @Override
    public void stop() {
        Launchpad pad;
        synchronized (this) {
            stopped = true;
            pad = launchpad;
        }
        if (pad != null) {
            pad.launcher().stopAll("allocation stopped");
        }
    }

    @Override
    public void stopAndWait() {
        stop();
        Launchpad pad;
        List<Child> all;
        synchronized (this) {
            pad = launchpad;
            launchpad = null;
            all = new ArrayList<>(children);
        }
        awaitEnds(all);
        try {
            if (pad != null) {
                leftovers = pad.close(all);
            }
        } finally {
            rooms.close();
        }
    }

    @Override
    public List<Leftover> leftovers() {
        return leftovers;
    }

    @Override
    public LeakReport leaks() {
        List<Child> all = started();
        List<LeakReport.Started> started = new ArrayList<>(all.size());
        for (Child child : all) {
            started.add(new LeakReport.Started(
                    child.launch().procName(),
                    child.launchId(),
                    child.pid(),
                    child.status().describe()));
        }
        return new LeakReport(spec.owner(), started, Launchpad.living(all));
    }

    private synchronized void startOnce() {
        if (stopped || !children.isEmpty()) {
            return;
        }
        Launchpad pad = Launchpad.open(name, spec, config, output, this::toUpstream);
        launchpad = pad;
        AllocSpec.Procs procs = spec.procs();
        for (int rank = 0; rank < spec.extent().size(); rank++) {
            launch(pad, rank, procs != null ? procs.on(spec.extent(), rank, config) : List.of());
        }
    }

    private void launch(Launchpad pad, int rank, List<ProcSpec> toCome) {
        ProcOptions options = spec.options().forRank(rank);
        Launch launch = new Launch(name + "_" + rank, spec.extent(), rank, false, options, toCome);
        Child child = pad.launcher().launch(launch, this::changed);
        Ledger.ofThisJvm().assign(child.launchId(), spec.owner());
        children.add(child);
        current[rank] = child;
    }

    /* Called for one child at a time, in the order of its states. */
    private void changed(Child child, ProcStatus status) {
        int rank = child.launch().rank();
        if (status instanceof ProcStatus.Running) {
            Ledger.ofThisJvm().assign(child.launchId(), spec.owner()); // one that stood by has another id than before
            events.add(new Event.Created(rank, spec.extent().point(rank), child.pid()));
        } else if (status instanceof ProcStatus.Ready) {
            ProcId id = child.proc();
            if (id == null) {
                throw new IllegalStateException("ready without hello: " + child);
            }
            Launchpad up;
            synchronized (this) {
                running++;
                up = running == spec.extent().size() ? launchpad : null;
            }
            events.add(new Event.Running(rank, id, child.pid(), child.route(), child.phases()));
            if (up != null) {
                up.isUp();
            }
        } else if (status.isTerminal()) {
            ended(child, status);
        }
    }

    /* The event first: who finds that all have ended looks for events no more. */
    private synchronized void ended(Child child, ProcStatus status) {
        boolean early = running < spec.extent().size() && !stopped;
        int rank = child.launch().rank();
        events.add(
                early
                        ? new Event.Failed(early(child, status))
                        : new Event.Stopped(rank, child.ending(), child.commandLine()));
        ended++;
    }

    private static String early(Child child, ProcStatus status) {
        StringBuilder text = new StringBuilder("rank ").append(child.launch().rank());
        text.append(" ended before all ran: ").append(status.describe());
        text.append(": pid=").append(child.pid());
        text.append(" command=").append(child.commandLine());
        if (!status.tail().isEmpty()) {
            text.append("\nits last lines:");
            status.tail().forEach(line -> text.append("\n  ").append(line));
        }
        return text.toString();
    }

    /* Not under the lock: a child that changes holds its own and comes for this one. */
    private String silent() {
        StringBuilder text =
                new StringBuilder("no news for ").append(idleMillis()).append(" ms, waiting for");
        for (Child child : started()) {
            if (!(child.status() instanceof ProcStatus.Ready)) {
                text.append("\nrank ")
                        .append(child.launch().rank())
                        .append(
                                child.proc() == null
                                        ? " which never said hello"
                                        : " which said hello, but not that it is ready");
                text.append(": pid=").append(child.pid());
                text.append(" command=").append(child.commandLine());
            }
        }
        return text.toString();
    }

    private synchronized boolean isStopped() {
        return stopped;
    }

    private synchronized List<Child> started() {
        return new ArrayList<>(children);
    }

    private synchronized boolean allRan() {
        return running >= spec.extent().size() || stopped;
    }

    private synchronized boolean isOver() {
        return ended == children.size() && (stopped || !children.isEmpty());
    }

    private long idleMillis() {
        return config.duration(Keys.READY_IDLE_TIMEOUT).toMillis();
    }

    /* Once all run there is no bound: events come when something ends. */
    private long patienceMillis() {
        return isOver() ? 0 : allRan() ? TimeUnit.DAYS.toMillis(1) : idleMillis();
    }

    private void toUpstream(Envelope envelope) {
        Sender to = upstream;
        if (to != null) {
            to.post(envelope);
        }
    }

    private void awaitEnds(List<Child> all) {
        List<CompletableFuture<?>> ends = new ArrayList<>(all.size());
        all.forEach(child -> ends.add(child.end()));
        Duration bound = config.duration(Keys.SHUTDOWN_TIMEOUT);
        try {
            CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new))
                    .get(bound.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            all.forEach(child -> child.kill("interrupted while its end was awaited"));
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException e) {
            log.warn("{} did not end in time, killing what is left: boundMillis={}", name, bound.toMillis());
            all.forEach(child -> child.kill("it did not end within " + bound.toMillis() + " ms"));
        }
    }

    @Override
    public String toString() {
        return name + " " + spec.extent();
    }
}
