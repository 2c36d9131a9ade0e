package io.meshwork;

import java.util.concurrent.TimeUnit;

/** Keeps a log readable where much comes at once: so many lines a second. For any thread. */
final class LinesPerSecond {

    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final int most;
    private long sinceNanos = System.nanoTime(); // guarded by this
    private int lines; // guarded by this
    private long skipped; // guarded by this

    LinesPerSecond(int most) {
        this.most = most;
    }

    /** @return how many were left out since the last line; below 0 if this one is to be left out too */
    synchronized long next() {
        long now = System.nanoTime();
        if (now - sinceNanos > SECOND_NANOS) {
            sinceNanos = now;
            lines = 0;
        }
        if (lines == most) {
            skipped++;
            return -1;
        }
        lines++;
        long left = skipped;
        skipped = 0;
        return left;
    }
}
