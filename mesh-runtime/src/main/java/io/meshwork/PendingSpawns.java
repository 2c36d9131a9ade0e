package io.meshwork;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * How many spawns of a host mesh are under way, on its hosts and on its procs: who takes it down waits for their end
 * (M-7). For any thread.
 */
final class PendingSpawns {

    private int count; // guarded by this

    /** Counted before the life is looked at, so that one who ends it and then waits misses none. */
    <T> T during(Lifeline life, Supplier<T> spawn) {
        begun();
        try {
            life.requireLive();
            return spawn.get();
        } finally {
            ended();
        }
    }

    private synchronized void begun() {
        count++;
    }

    private synchronized void ended() {
        count--;
        notifyAll();
    }

    /** Returns when there is none, or after the bound; at once if interrupted, which stays set. */
    synchronized void awaitNone(Duration bound) {
        long deadlineNanos = System.nanoTime() + bound.toNanos();
        try {
            while (count > 0 && deadlineNanos - System.nanoTime() > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, deadlineNanos - System.nanoTime());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
