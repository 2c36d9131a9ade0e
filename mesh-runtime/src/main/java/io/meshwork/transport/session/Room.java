package io.meshwork.transport.session;

import io.meshwork.failure.BrokenInvariants;
import io.meshwork.wire.Envelope;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** How much a connection keeps, against how much it should at the most. It refuses nothing: it tells. Safe for any thread. */
public final class Room {

    private final long limitBytes;
    private final AtomicLong pendingBytes = new AtomicLong();
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();

    public Room(long limitBytes) {
        this.limitBytes = limitBytes;
    }

    public void take(Envelope envelope) {
        pendingBytes.getAndAdd(envelope.heapBytes());
    }

    public void release(Envelope envelope) {
        release(envelope.heapBytes());
    }

    /** Wakes who waits, if it is at most half full now. */
    public void release(long bytes) {
        if (pendingBytes.addAndGet(-bytes) <= limitBytes / 2) {
            for (Runnable next = waiting.poll(); next != null; next = waiting.poll()) {
                wake(next);
            }
        }
    }

    public long pendingBytes() {
        return pendingBytes.get();
    }

    public boolean isLeft() {
        return pendingBytes.get() < limitBytes;
    }

    /** Runs it once: now if there is room, else on the thread that makes it half empty. */
    public void whenLeft(Runnable listener) {
        waiting.add(listener);
        if (isLeft() && waiting.remove(listener)) {
            wake(listener);
        }
    }

    private static void wake(Runnable listener) {
        try {
            listener.run();
        } catch (RuntimeException e) {
            BrokenInvariants.report(log(), "T-9", "a listener for room in a connection threw", e);
        }
    }

    private static Logger log() {
        return LoggerFactory.getLogger(Room.class);
    }
}
