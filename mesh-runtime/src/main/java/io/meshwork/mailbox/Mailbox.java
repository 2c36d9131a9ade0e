package io.meshwork.mailbox;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jctools.queues.MpscUnboundedArrayQueue;

/**
 * The queue of one actor: many threads offer, and one turn at a time takes, on a shared executor.
 *
 * <p>{@link #offer} never blocks. Items are taken in the order in which they were offered (MB-1), by one thread at a
 * time, with all that an earlier turn wrote visible to the next (MB-2).
 *
 * @param <T> what is queued
 */
public final class Mailbox<T> implements Runnable {

    /* A turn ends after so many items, so that one busy actor can't starve the others of the executor. */
    private static final int ITEMS_PER_TURN = 64;
    private static final int CHUNK = 64;

    private final MpscUnboundedArrayQueue<T> queue = new MpscUnboundedArrayQueue<>(CHUNK);
    private final AtomicBoolean scheduled = new AtomicBoolean();
    private final Turns turns;
    private final Consumer<T> taker;

    /** @param taker is given each item; what it throws ends the turn but loses no other item */
    public Mailbox(Turns turns, Consumer<T> taker) {
        this.turns = turns;
        this.taker = taker;
    }

    /** With turns that are never held up. */
    public Mailbox(Executor executor, Consumer<T> taker) {
        this((Turns) executor::execute, taker);
    }

    public void offer(T item) {
        queue.offer(item);
        schedule();
    }

    /** Items that wait; a moment's estimate. */
    public int size() {
        return queue.size();
    }

    /** One turn; for the executor. */
    @Override
    public void run() {
        try {
            for (int i = 0; i < ITEMS_PER_TURN && !turns.areHeld(); i++) {
                T item = queue.poll();
                if (item == null) {
                    break;
                }
                taker.accept(item);
            }
        } finally {
            scheduled.set(false);
            if (!queue.isEmpty()) {
                schedule();
            }
        }
    }

    private void schedule() {
        if (!scheduled.get() && scheduled.compareAndSet(false, true)) {
            turns.execute(this);
        }
    }
}
