package io.meshwork;

import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.mailbox.Answers;
import io.meshwork.shape.Extent;
import io.meshwork.value.Status;
import io.meshwork.value.StatusMesh;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Waits until each rank of a mesh to be runs or has failed. Reports may come in any order and repeat. Bounded twice: idle,
 * without news, and in all.
 */
final class Barrier {

    private final long idleNanos;
    private final long totalNanos;
    private final Extent extent;
    private final Status[] statuses; // guarded by this; by rank
    private int unsettled; // guarded by this
    private long newsNanos; // guarded by this
    private final List<Answers> watched = new ArrayList<>(); // guarded by this
    private boolean interrupted; // guarded by this

    Barrier(Extent extent, Config config) {
        this.extent = extent;
        statuses = new Status[extent.size()];
        Arrays.fill(statuses, new Status.NotExist());
        unsettled = statuses.length;
        idleNanos = config.duration(Keys.READY_IDLE_TIMEOUT).toNanos();
        totalNanos = config.duration(Keys.READY_TIMEOUT).toNanos();
    }

    synchronized void report(int rank, Status status) {
        change(rank, status);
        newsNanos = System.nanoTime();
        if (unsettled == 0) {
            notifyAll();
        }
    }

    /* One of many thousands of reports: what it costs must not grow with the mesh. */
    private void change(int rank, Status news) {
        Status before = statuses[rank];
        Status after = before.advanced(news);
        statuses[rank] = after;
        unsettled += (isSettled(before) ? 1 : 0) - (isSettled(after) ? 1 : 0);
    }

    /** A create request on its way: if it can't reach its agent, the ranks it was for have failed. */
    void watch(Answers acknowledgement, List<Integer> ranks) {
        synchronized (this) {
            watched.add(acknowledgement);
        }
        acknowledgement.complete().thenRun(() -> {
            Throwable failure = acknowledgement.failure(0);
            if (failure != null) {
                String why = failure.getMessage() != null ? failure.getMessage() : failure.toString();
                ranks.forEach(rank -> report(rank, new Status.Failed(why)));
            }
        });
    }

    /** Whether the wait was cut short by an interrupt, which stays set. */
    synchronized boolean isInterrupted() {
        return interrupted;
    }

    /** The statuses when all are settled; or when the time is up, those not settled being {@code Timeout}. */
    synchronized StatusMesh await() {
        long start = System.nanoTime();
        newsNanos = start;
        try {
            while (unsettled > 0) {
                long now = System.nanoTime();
                long rest = Math.min(newsNanos + idleNanos, start + totalNanos) - now;
                if (rest <= 0) {
                    giveUp(Duration.ofNanos(now - start));
                } else {
                    TimeUnit.NANOSECONDS.timedWait(this, rest);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            interrupted = true;
            giveUp(Duration.ofNanos(System.nanoTime() - start));
        }
        watched.forEach(Answers::close);
        return StatusMesh.of(extent, List.of(statuses));
    }

    private void giveUp(Duration after) {
        for (int rank = 0; rank < statuses.length; rank++) {
            if (!isSettled(statuses[rank])) {
                change(rank, new Status.Timeout(after));
            }
        }
    }

    private static boolean isSettled(Status status) {
        return status instanceof Status.Running || status.isTerminating();
    }

    /** Whether a spawn that ended so has succeeded. */
    static boolean allRun(StatusMesh statuses) {
        return statuses.all(status -> status instanceof Status.Running);
    }
}
