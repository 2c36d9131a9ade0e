package io.meshwork.inprocess;

import io.meshwork.wire.Envelope;
import io.meshwork.wire.Sender;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * What envelopes pass on their way into a process or out of it. While it stands still they wait here, in their order; what
 * comes when it has ended is dropped. For any thread.
 */
final class Door implements Sender {

    private enum State {
        OPEN,
        /* What waited is handed on, and what comes now waits behind it. */
        OPENING,
        HELD,
        ENDED
    }

    private final Sender next;
    private volatile State state = State.OPEN; // written under this
    private @Nullable Deque<Envelope> waiting; // guarded by this
    private boolean draining; // guarded by this

    Door(Sender next) {
        this.next = next;
    }

    @Override
    public void post(Envelope envelope) {
        if (state == State.OPEN || !keep(envelope)) {
            next.post(envelope);
        }
    }

    synchronized void hold() {
        if (state != State.ENDED) {
            state = State.HELD;
        }
    }

    /** What waits may go on, by {@link #drain}; what comes now waits behind it. */
    synchronized void open() {
        if (state == State.HELD) {
            state = State.OPENING;
        }
    }

    /** Hands on what waits, as long as it is open; unless another thread is at that, which then does all of it. */
    void drain() {
        if (!beginDraining()) {
            return;
        }
        for (Envelope envelope = first(); envelope != null; envelope = first()) {
            next.post(envelope);
        }
    }

    private synchronized boolean beginDraining() {
        if (draining) {
            return false;
        }
        draining = true;
        return true;
    }

    synchronized void end() {
        state = State.ENDED;
        waiting = null;
    }

    /* Whether it goes no further now. */
    private synchronized boolean keep(Envelope envelope) {
        if (state == State.OPEN) {
            return false;
        }
        if (state != State.ENDED) {
            if (waiting == null) {
                waiting = new ArrayDeque<>();
            }
            waiting.add(envelope);
        }
        return true;
    }

    /* Null when none waits, or may go on. */
    private synchronized @Nullable Envelope first() {
        Envelope envelope = state == State.OPENING && waiting != null ? waiting.poll() : null;
        if (envelope == null) {
            draining = false;
            state = state == State.OPENING ? State.OPEN : state;
        }
        return envelope;
    }
}
