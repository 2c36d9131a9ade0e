package io.meshwork.cast;

import io.meshwork.failure.BrokenInvariants;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does one piece of work at a time, in order, without threads and locks: on the thread that brings it, or on the one that is
 * at it already; or later. The work must not block.
 */
class Serial implements Executor {

    /* Not final: in tests it has a time of its own. */

    private final Queue<Runnable> queue = new ConcurrentLinkedQueue<>();
    private final AtomicInteger waiting = new AtomicInteger();

    @Override
    public void execute(Runnable work) {
        queue.add(work);
        if (waiting.getAndIncrement() != 0) {
            return;
        }
        do {
            Runnable next = queue.poll();
            if (next != null) {
                run(next);
            }
        } while (waiting.decrementAndGet() != 0);
    }

    /** After so long. */
    void later(long millis, Runnable work) {
        CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS, this).execute(work);
    }

    /** As {@link System#nanoTime()}. */
    long nanos() {
        return System.nanoTime();
    }

    private static void run(Runnable work) {
        try {
            work.run();
        } catch (RuntimeException e) {
            BrokenInvariants.report(log(), "CA-1", "a piece of a relay's work failed, the others go on", e);
        }
    }

    private static Logger log() {
        return LoggerFactory.getLogger(Serial.class);
    }
}
