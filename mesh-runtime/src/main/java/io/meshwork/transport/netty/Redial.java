package io.meshwork.transport.netty;

import java.util.concurrent.TimeUnit;

/** When a connection whose line broke tries the next one: soon, then ever later. Confined to the event loop. */
final class Redial {

    private static final long FIRST_NANOS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final long LAST_NANOS = TimeUnit.SECONDS.toNanos(1);

    /* One that is of this run may die, or its line break, while it is proving itself; one that isn't closes each time. */
    private static final int MOST_UNPROVEN = 5;

    private long nextNanos = FIRST_NANOS;
    private int unproven;

    /** The time to wait before the next try; twice as long each time, up to 1 s. */
    long pauseNanos() {
        long pause = nextNanos;
        nextNanos = Math.min(2 * pause, LAST_NANOS);
        return pause;
    }

    /** Something got through: the next break begins anew. */
    void progress() {
        nextNanos = FIRST_NANOS;
    }

    void proven() {
        unproven = 0;
    }

    /** @return false if the other end has closed so often before it had proved itself that it is no peer */
    boolean mayTryAgainUnproven() {
        unproven++;
        return unproven < MOST_UNPROVEN;
    }
}
