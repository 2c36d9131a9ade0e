package io.meshwork.pressure;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what nobody tells. */
final class Seen {

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(2);

    private Seen() {}

    static void inTime(BooleanSupplier condition) {
        long deadlineNanos = System.nanoTime() + LONGEST.toNanos();
        while (!condition.getAsBoolean()) {
            if (deadlineNanos - System.nanoTime() < 0) {
                throw new AssertionError("not seen in time: boundMillis=" + LONGEST.toMillis());
            }
            LockSupport.parkNanos(PAUSE.toNanos());
        }
    }
}
