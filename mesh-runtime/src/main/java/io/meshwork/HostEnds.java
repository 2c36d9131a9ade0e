package io.meshwork;

import io.meshwork.host.ProcEnd;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * How the processes of hosts have ended: first it is known, then those whom it concerns are told. By rank; for any thread.
 */
final class HostEnds {

    private final @Nullable ProcEnd[] ends; // guarded by this
    private final long[] nanos; // guarded by this; when it was heard
    private final List<CompletableFuture<ProcEnd>> told; // guarded by this

    HostEnds(int hosts) {
        ends = new ProcEnd[hosts];
        nanos = new long[hosts];
        told = new ArrayList<>(hosts);
        for (int rank = 0; rank < hosts; rank++) {
            told.add(new CompletableFuture<>());
        }
    }

    synchronized void known(int rank, ProcEnd end) {
        ends[rank] = end;
        nanos[rank] = System.nanoTime();
    }

    /** The owner of each mesh on it has heard of it. */
    void told(int rank, ProcEnd end) {
        told(rank).complete(end);
    }

    /** Another process has taken the place of one whose end was told. */
    synchronized void replaced(int rank) {
        ends[rank] = null;
        told.set(rank, new CompletableFuture<>());
    }

    /** Null while it lives. */
    synchronized @Nullable ProcEnd of(int rank) {
        return ends[rank];
    }

    /** Completes when it has ended and all were told. */
    synchronized CompletableFuture<ProcEnd> told(int rank) {
        return told.get(rank);
    }

    /** From that moment to its end; zero if it had ended before, or its end is not known. */
    synchronized Duration since(int rank, long startNanos) {
        return ends[rank] == null ? Duration.ZERO : Duration.ofNanos(Math.max(0, nanos[rank] - startNanos));
    }
}
