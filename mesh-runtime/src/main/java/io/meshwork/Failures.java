package io.meshwork;

import io.meshwork.failure.MeshException;
import io.meshwork.failure.MeshFailure;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What has failed of the meshes that a client owns: one entry per cause, in the order in which they were heard. What
 * follows from the end of a process, such as the failure of an actor that did not supervise it, hangs below the entry of
 * that process. Who takes an entry has taken care of it, and of what followed from it, also of what is heard later. For any
 * thread.
 */
public final class Failures {

    private static final int MOST_KEPT = 10_000;

    private final LinkedBlockingQueue<FailureEntry> heard = new LinkedBlockingQueue<>();
    private final ArrayDeque<MeshFailure> taken = new ArrayDeque<>(); // guarded by this
    private final Duration standardBound;
    private final Runnable handsOver;

    /** @param handsOver called before one is handed over, or none, by the thread that asked */
    Failures(Duration standardBound, Runnable handsOver) {
        this.standardBound = standardBound;
        this.handsOver = handsOver;
    }

    /** Takes the next one, waiting for at most {@code mesh.call-timeout}. */
    public MeshFailure next() {
        return next(standardBound);
    }

    /** @throws MeshException if none came in time, or the thread was interrupted */
    public MeshFailure next(Duration timeout) {
        try {
            FailureEntry entry = heard.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
            handsOver.run();
            if (entry != null) {
                return take(entry);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MeshException("interrupted while waiting for a failure");
        }
        throw new MeshException("no failure was heard in time: timeoutMillis=" + timeout.toMillis());
    }

    /** Takes the next one, if there is one. */
    public Optional<MeshFailure> poll() {
        @Nullable FailureEntry entry = heard.poll();
        handsOver.run();
        return entry == null ? Optional.empty() : Optional.of(take(entry));
    }

    /** Takes all there are. */
    public List<MeshFailure> takeAll() {
        List<FailureEntry> entries = new ArrayList<>();
        heard.drainTo(entries);
        handsOver.run();
        List<MeshFailure> all = new ArrayList<>(entries.size());
        entries.forEach(entry -> all.add(take(entry)));
        return all;
    }

    /** What was taken so far, in that order; of very many the latest {@value #MOST_KEPT}. */
    public synchronized List<MeshFailure> taken() {
        return List.copyOf(taken);
    }

    private MeshFailure take(FailureEntry entry) {
        MeshFailure failure = entry.take();
        synchronized (this) {
            taken.add(failure);
            if (taken.size() > MOST_KEPT) {
                taken.remove();
            }
        }
        return failure;
    }

    void add(FailureEntry entry) {
        heard.add(entry);
    }

    @Override
    public String toString() {
        return heard.toString();
    }
}
