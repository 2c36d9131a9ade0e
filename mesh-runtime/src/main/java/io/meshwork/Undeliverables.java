package io.meshwork;

import io.meshwork.failure.MeshException;
import io.meshwork.wire.Undeliverable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/**
 * The messages of a client that came back, in the order in which they did; requests are not among them, whose calls fail.
 * At most {@value #MOST} are kept until somebody takes them, the first ones. For any thread.
 */
public final class Undeliverables {

    static final int MOST = 10_000;

    private final LinkedBlockingQueue<Supplier<Undeliverable>> returned = new LinkedBlockingQueue<>(MOST);
    private final AtomicLong notKept = new AtomicLong();
    private final Duration standardBound;

    Undeliverables(Duration standardBound) {
        this.standardBound = standardBound;
    }

    /** Takes the next one, waiting for at most {@code mesh.call-timeout}. */
    public Undeliverable next() {
        return next(standardBound);
    }

    /** @throws MeshException if none came in time, or the thread was interrupted */
    public Undeliverable next(Duration timeout) {
        try {
            Supplier<Undeliverable> next = returned.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
            if (next != null) {
                return next.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MeshException("interrupted while waiting for a message to come back");
        }
        throw new MeshException("no message came back in time: timeoutMillis=" + timeout.toMillis());
    }

    /** Takes the next one, if there is one. */
    public Optional<Undeliverable> poll() {
        return Optional.ofNullable(returned.poll()).map(Supplier::get);
    }

    /** Takes all there are. */
    public List<Undeliverable> takeAll() {
        List<Supplier<Undeliverable>> all = new ArrayList<>();
        returned.drainTo(all);
        List<Undeliverable> taken = new ArrayList<>(all.size());
        all.forEach(one -> taken.add(one.get()));
        return taken;
    }

    /** How many came back, ever, that were not kept, as too many waited to be taken. */
    public long notKept() {
        return notKept.get();
    }

    int size() {
        return returned.size();
    }

    void add(Supplier<Undeliverable> one) {
        if (!returned.offer(one)) {
            notKept.incrementAndGet();
        }
    }
}
