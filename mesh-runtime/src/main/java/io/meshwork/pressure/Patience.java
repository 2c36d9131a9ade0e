package io.meshwork.pressure;

import java.time.Duration;

/**
 * How long a sender waits for room, in all, whatever {@code mesh.delivery-timeout} allows.
 *
 * @param sinceNanos when waiting began, by {@link System#nanoTime()}
 * @param mostNanos 0 or more
 */
public record Patience(long sinceNanos, long mostNanos) {

    /** Beginning now. */
    public static Patience of(Duration most) {
        return new Patience(System.nanoTime(), most.toNanos());
    }

    /** Beginning now, for as long as {@code mesh.delivery-timeout} allows. */
    public static Patience whole() {
        return new Patience(System.nanoTime(), Long.MAX_VALUE);
    }

    /** 0 if it is over. */
    public Duration left() {
        return Duration.ofNanos(Math.max(0, mostNanos - (System.nanoTime() - sinceNanos)));
    }
}
