package io.meshwork.actor;

import java.util.ArrayDeque;
import java.util.List;

/** Counts what is handled in each second, of the last ten minutes. For any thread. */
final class ActivityLog {

    private static final int MOST_SECONDS = 600;

    private final ArrayDeque<Integer> seconds = new ArrayDeque<>(); // guarded by this
    private long last; // guarded by this; the second of the newest
    private long counted; // guarded by this

    /**
     * @param second since the epoch; where the clock was set back, what is handled counts for the newest
     * @param handled in all, since the beginning
     */
    synchronized void note(long second, long handled) {
        if (seconds.isEmpty()) {
            last = second - 1;
        }
        for (; last < second; last++) {
            seconds.add(0);
            if (seconds.size() > MOST_SECONDS) {
                seconds.remove();
            }
        }
        if (handled > counted) {
            seconds.add(seconds.removeLast() + (int) (handled - counted));
            counted = handled;
        }
    }

    synchronized Activity read() {
        return seconds.isEmpty() ? Activity.NONE : new Activity(last - seconds.size() + 1, List.copyOf(seconds));
    }
}
