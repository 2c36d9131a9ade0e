package io.meshwork;

import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.failure.MeshException;
import io.meshwork.host.Leftover;
import io.meshwork.inprocess.Launch;
import io.meshwork.inprocess.Machine;
import io.meshwork.inprocess.VirtualProcess;
import io.meshwork.proc.ProcStatus;
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
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Processes that are objects of this JVM, made when the first event is pulled. Leaves nothing behind that it could tell of. */
final class InProcessAlloc implements Alloc {

    private static final Logger log = LoggerFactory.getLogger(InProcessAlloc.class);
    /* Names the allocations of this JVM apart; they share the run. */
    private static final AtomicInteger NUMBER = new AtomicInteger();

    private final AllocSpec spec;
    private final Config config;
    private final String name = "inproc" + NUMBER.incrementAndGet();
    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final List<VirtualProcess> processes = new ArrayList<>(); // guarded by this; all that were started
    private final @Nullable VirtualProcess[] current; // guarded by this; by rank
    private volatile @Nullable Sender upstream;
    private @Nullable Machine machine; // guarded by this
    private boolean stopped; // guarded by this
    private int running; // guarded by this
    private int ended; // guarded by this

    InProcessAlloc(AllocSpec spec, Config config) {
        this.spec = spec;
        this.config = config;
        current = new VirtualProcess[spec.extent().size()];
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
    public Optional<Event> next() {
        startOnce();
        try {
            while (true) {
                Event event = isOver() ? events.poll() : events.poll(1, TimeUnit.DAYS);
                if (event != null || isOver()) {
                    return Optional.ofNullable(event);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of(new Event.Failed("interrupted while processes were started"));
        }
    }

    @Override
    public CompletableFuture<Boolean> signal(int rank, int signal) {
        VirtualProcess process;
        synchronized (this) {
            process = current[rank];
        }
        return process != null ? process.signal(signal) : CompletableFuture.completedFuture(false);
    }

    @Override
    public synchronized void replace(int rank) {
        Machine open = machine;
        if (stopped || open == null) {
            throw new MeshException("the allocation is stopped and starts nothing any more: alloc=" + name);
        }
        launch(open, rank);
    }

    @Override
    public void stop() {
        synchronized (this) {
            stopped = true;
        }
        started().forEach(process -> process.stop("allocation stopped"));
    }

    @Override
    public void stopAndWait() {
        stop();
        awaitEnds(started());
        Machine open;
        synchronized (this) {
            open = machine;
            machine = null;
        }
        if (open != null) {
            open.close();
        }
    }

    /** None: processes without a process of the system start none. */
    @Override
    public List<Leftover> leftovers() {
        return List.of();
    }

    @Override
    public LeakReport leaks() {
        List<LeakReport.Started> all = new ArrayList<>();
        for (VirtualProcess process : started()) {
            String state = process.status().describe();
            all.add(new LeakReport.Started(process.launch().procName(), "in-process", process.pid(), state));
        }
        return new LeakReport(spec.owner(), all, List.of());
    }

    private synchronized void startOnce() {
        if (stopped || !processes.isEmpty()) {
            return;
        }
        Machine made = new Machine(name, config, this::toUpstream);
        machine = made;
        for (int rank = 0; rank < spec.extent().size(); rank++) {
            launch(made, rank);
        }
    }

    private void launch(Machine on, int rank) {
        Launch launch = new Launch(
                name + "_" + rank, spec.extent(), rank, spec.options().forRank(rank));
        VirtualProcess process = on.launch(launch, this::changed);
        processes.add(process);
        current[rank] = process;
    }

    /* Called for one process at a time, in the order of its states. */
    private void changed(VirtualProcess process, ProcStatus status) {
        int rank = process.launch().rank();
        if (status instanceof ProcStatus.Running) {
            events.add(new Event.Created(rank, spec.extent().point(rank), process.pid()));
        } else if (status instanceof ProcStatus.Ready) {
            synchronized (this) {
                running++;
                Machine made = machine;
                if (made != null) {
                    events.add(new Event.Running(rank, process.id(), process.pid(), made.entrance()));
                }
            }
        } else if (status.isTerminal()) {
            ended(process, status);
        }
    }

    /* The event first: who finds that all have ended looks for events no more. */
    private synchronized void ended(VirtualProcess process, ProcStatus status) {
        boolean early = running < spec.extent().size() && !stopped;
        int rank = process.launch().rank();
        events.add(
                early
                        ? new Event.Failed("rank " + rank + " ended before all ran: " + status.describe() + ": pid="
                                + process.pid())
                        : new Event.Stopped(rank, process.ending()));
        ended++;
    }

    private synchronized List<VirtualProcess> started() {
        return new ArrayList<>(processes);
    }

    private synchronized boolean isOver() {
        return ended == processes.size() && (stopped || !processes.isEmpty());
    }

    private void toUpstream(Envelope envelope) {
        Sender to = upstream;
        if (to != null) {
            to.post(envelope);
        }
    }

    private void awaitEnds(List<VirtualProcess> all) {
        List<CompletableFuture<?>> ends = new ArrayList<>(all.size());
        all.forEach(process -> ends.add(process.end()));
        Duration bound = config.duration(Keys.SHUTDOWN_TIMEOUT);
        try {
            CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new))
                    .get(bound.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            all.forEach(process -> process.kill("interrupted while its end was awaited"));
            Thread.currentThread().interrupt();
        } catch (TimeoutException | ExecutionException e) {
            log.warn("{} did not end in time, killing what is left: boundMillis={}", name, bound.toMillis());
            all.forEach(process -> process.kill("it did not end within " + bound.toMillis() + " ms"));
        }
    }

    @Override
    public String toString() {
        return name + " " + spec.extent();
    }
}
