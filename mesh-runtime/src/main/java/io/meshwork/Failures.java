package io.meshwork;

import io.meshwork.failure.MeshException;
import io.meshwork.failure.MeshFailure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * What has failed of the meshes that a client owns: one entry per cause, in the order in which they were heard. Who takes
 * an entry has taken care of it, and of what followed from it. For any thread.
 */
public final class Failures {

    private final LinkedBlockingQueue<MeshFailure> heard = new LinkedBlockingQueue<>();
    private final Duration standardBound;

    Failures(Duration standardBound) {
        this.standardBound = standardBound;
    }

    /** Takes the next one, waiting for at most {@code mesh.call-timeout}. */
    public MeshFailure next() {
        return next(standardBound);
    }

    /** @throws MeshException if none came in time, or the thread was interrupted */
    public MeshFailure next(Duration timeout) {
        try {
            MeshFailure failure = heard.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
            if (failure != null) {
                return failure;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MeshException("interrupted while waiting for a failure");
        }
        throw new MeshException("no failure was heard in time: timeoutMillis=" + timeout.toMillis());
    }

    /** Takes the next one, if there is one. */
    public Optional<MeshFailure> poll() {
        return Optional.ofNullable(heard.poll());
    }

    /** Takes all there are. */
    public List<MeshFailure> takeAll() {
        List<MeshFailure> all = new ArrayList<>();
        heard.drainTo(all);
        return all;
    }

    void add(MeshFailure failure) {
        heard.add(failure);
    }

    @Override
    public String toString() {
        return heard.toString();
    }
}
