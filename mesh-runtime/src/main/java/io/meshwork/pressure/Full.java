package io.meshwork.pressure;

import java.util.concurrent.CompletableFuture;

/** A receiver or a connection that is full: when there is room, and when it was last known to move on. For any thread. */
final class Full {

    private final CompletableFuture<Void> room = new CompletableFuture<>();
    private long taken; // guarded by this
    private volatile long movedNanos = System.nanoTime();

    /** @param taken as in {@link Notice} */
    Full(long taken) {
        this.taken = taken;
    }

    /** It was said again that it is full, with what has been taken: if that is more, it moves on. */
    synchronized void again(long takenNow) {
        if (takenNow > taken) {
            taken = takenNow;
            movedNanos = System.nanoTime();
        }
    }

    /** When that was, by {@link System#nanoTime()}; it moved on before it became full. */
    long movedNanos() {
        return movedNanos;
    }

    CompletableFuture<Void> room() {
        return room;
    }
}
