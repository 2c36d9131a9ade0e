package io.meshwork.actor;

import io.meshwork.id.ActorId;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What a thread does for an actor right now. Written by that thread, with plain writes but for one that publishes them;
 * looked at by the {@link HandlerWatch}.
 */
final class Turn {

    private static final ThreadLocal<@Nullable Turn> OF_THREAD = new ThreadLocal<>();

    private final Thread thread = Thread.currentThread();
    private final AtomicLong step = new AtomicLong(); // odd while the thread is at an item; publishes cell and item
    private @Nullable ActorCell cell;
    private @Nullable Object item;

    private volatile long seenStep; // of the watch, as all below
    private volatile long sinceNanos;
    private long reportAfterNanos;

    private Turn() {}

    static Turn begin(ActorCell cell, Object item, HandlerWatch watch) {
        Turn turn = OF_THREAD.get();
        if (turn == null) {
            turn = new Turn();
            OF_THREAD.set(turn);
            watch.add(turn);
        }
        turn.cell = cell;
        turn.item = item;
        turn.step.setRelease(turn.step.getPlain() + 1);
        return turn;
    }

    void end() {
        step.setRelease(step.getPlain() + 1);
        cell = null;
        item = null;
    }

    /** The actor for which this thread runs; null if it runs for none. */
    static @Nullable ActorId current() {
        Turn turn = OF_THREAD.get();
        ActorCell cell = turn == null ? null : turn.cell;
        return cell == null ? null : cell.id();
    }

    /** Whether its thread is at an item of that actor; a moment's look. */
    boolean isOf(ActorCell other) {
        return isBusy(step.getAcquire()) && cell == other;
    }

    /** Items that its thread has ended. */
    long handled() {
        return step.getAcquire() >>> 1;
    }

    Thread thread() {
        return thread;
    }

    /**
     * For the watch's thread, from time to time.
     *
     * @return whether this has lasted for so long that it is to be reported: after the bound, and each time it has doubled
     */
    boolean isDue(long nowNanos, long boundNanos) {
        long now = step.getAcquire();
        if (!isBusy(now) || now != seenStep) {
            seenStep = now;
            sinceNanos = nowNanos;
            reportAfterNanos = boundNanos;
            return false;
        }
        if (nowNanos - sinceNanos < reportAfterNanos) {
            return false;
        }
        reportAfterNanos *= 2;
        return true;
    }

    /** For people: actor, message, for how long, thread; null if it is at nothing, or has gone on meanwhile. */
    @Nullable
    String describe(long nowNanos) {
        ActorCell at = cell;
        String what = at == null ? null : doing(nowNanos);
        return what == null || cell != at ? null : "actor=" + at.id() + " " + what;
    }

    /** The same without the actor. */
    @Nullable
    String doing(long nowNanos) {
        long before = step.getAcquire();
        ActorCell at = cell;
        Object what = item;
        if (!isBusy(before) || at == null || what == null || step.getAcquire() != before) {
            return null;
        }
        long millis = before == seenStep ? Math.max(0, nowNanos - sinceNanos) / 1_000_000 : 0;
        return "handling=" + at.describe(what) + " forMillis=" + millis + " thread=" + thread.getName();
    }

    private static boolean isBusy(long step) {
        return (step & 1) == 1;
    }
}
