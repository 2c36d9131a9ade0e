package io.meshwork.bootstrap.launch;

import io.meshwork.host.ProcEnd;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Ends children, only so many at once (LA-6): the others wait for their turn, first come first served. For any thread. */
final class Terminations {

    private record Waiting(Child child, String reason) {}

    private final int most;
    private final Deque<Waiting> waiting = new ArrayDeque<>(); // guarded by this
    private int active; // guarded by this

    /** @param most at once, 1 or more */
    Terminations(int most) {
        this.most = most;
    }

    /** Completes when the child's process is gone, never exceptionally. */
    CompletableFuture<ProcEnd> stop(Child child, String reason) {
        synchronized (this) {
            waiting.add(new Waiting(child, reason));
        }
        startNext();
        return child.end();
    }

    private void startNext() {
        for (Waiting next = take(); next != null; next = take()) {
            next.child().stop(next.reason()).whenComplete((end, failed) -> ended());
        }
    }

    private synchronized @Nullable Waiting take() {
        if (active == most || waiting.isEmpty()) {
            return null;
        }
        active++;
        return waiting.poll();
    }

    private void ended() {
        synchronized (this) {
            active--;
        }
        startNext();
    }
}
