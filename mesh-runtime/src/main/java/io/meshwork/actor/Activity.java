package io.meshwork.actor;

import java.util.List;

/**
 * How much a process has handled, second by second: messages, and its actors' own affairs. Travels.
 *
 * @param from the first second that is known of, since the epoch
 * @param handled in each second from then on
 */
public record Activity(long from, List<Integer> handled) {

    /** Nothing is known. */
    public static final Activity NONE = new Activity(0, List.of());

    public Activity {
        handled = List.copyOf(handled);
    }
}
