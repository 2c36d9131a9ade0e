package io.meshwork.transport.link;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.jspecify.annotations.Nullable;

/** What a loop serves: a link or a listener. All methods are for its thread. */
abstract class Served {

    static final long NO_DEADLINE = Long.MAX_VALUE;

    /** Whether it waits to be attended; guarded by the loop. */
    boolean called;

    /** It was called: for the first time, which is when it registers, or because there is something to do. */
    abstract void attend(Selector selector) throws IOException;

    /** Its channel is ready. */
    abstract void ready(SelectionKey key);

    /** In nanoseconds of {@link System#nanoTime}, or {@link #NO_DEADLINE}. */
    abstract long deadlineNanos();

    /** Its deadline has passed. */
    abstract void expire();

    /**
     * Ends it, once; later calls do nothing.
     *
     * @param reason null if this process wanted it
     */
    abstract void end(@Nullable String reason);
}
