package io.meshwork.mailbox;

import io.meshwork.id.PortId;
import io.meshwork.wire.Envelope;
import io.meshwork.wire.Sender;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Folds each update that others send through its {@link #ref()} into a state, and gives the latest: whoever is slow to ask
 * misses the states between, never an update. Updates are folded in the order in which they come, one at a time, on a thread
 * that may block. For any thread.
 *
 * @param <S> the state
 * @param <U> what is sent
 */
public final class AccumulatingPort<S, U> implements Sender, AutoCloseable {

    private final Instance owner;
    private final PortId id;
    private final Class<U> type;
    private final BiFunction<? super S, ? super U, ? extends S> fold;
    private final Duration standardBound;
    private final Mailbox<Envelope> updates;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private S state; // guarded by lock
    private boolean unseen; // guarded by lock
    private boolean closed; // guarded by lock
    private @Nullable ReductionException failure; // guarded by lock

    AccumulatingPort(
            Instance owner,
            PortId id,
            Class<U> type,
            S initial,
            BiFunction<? super S, ? super U, ? extends S> fold,
            Duration standardBound) {
        this.owner = owner;
        this.id = id;
        this.type = type;
        this.fold = fold;
        this.standardBound = standardBound;
        state = initial;
        updates = new Mailbox<>(owner.workers(), this::take);
    }

    public PortRef<U> ref() {
        return new PortRef<>(id, owner);
    }

    /** The latest state, as soon as it is one that was not received before; waits for at most {@code mesh.call-timeout}. */
    public S receive() {
        return receive(standardBound);
    }

    /**
     * The latest state, as soon as it is one that was not received before.
     *
     * @throws NothingReceivedException if there is none in time, or the port is closed, or on interrupt
     * @throws ReductionException if the function threw: with that, the port is closed
     */
    public S receive(Duration timeout) {
        return await(state -> true, timeout);
    }

    /** The first state seen that is as wished, and was not received before; those that are not are passed over. */
    public S await(Predicate<? super S> wished) {
        return await(wished, standardBound);
    }

    /** The same, waiting for at most that time. @throws NothingReceivedException as {@link #receive(Duration)} */
    public S await(Predicate<? super S> wished, Duration timeout) {
        long deadlineNanos = System.nanoTime() + timeout.toNanos();
        while (true) {
            S latest = next(deadlineNanos, timeout);
            owner.handsOver();
            if (wished.test(latest)) {
                return latest;
            }
        }
    }

    /** The latest state, if it was not received before. */
    public Optional<S> poll() {
        owner.handsOver();
        lock.lock();
        try {
            return unseen ? Optional.of(seen()) : Optional.empty();
        } finally {
            lock.unlock();
        }
    }

    private S next(long deadlineNanos, Duration timeout) {
        lock.lock();
        try {
            while (!unseen) {
                requireOpen();
                long rest = deadlineNanos - System.nanoTime();
                if (rest <= 0) {
                    throw new NothingReceivedException("no update came in time: port=" + id + " type="
                            + type.getSimpleName() + " timeoutMillis=" + timeout.toMillis() + " state=" + state);
                }
                changed.await(rest, TimeUnit.NANOSECONDS);
            }
            return seen();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NothingReceivedException("interrupted while waiting for a value: port=" + id);
        } finally {
            lock.unlock();
        }
    }

    private S seen() {
        unseen = false;
        return state;
    }

    private void requireOpen() {
        ReductionException thrown = failure;
        if (thrown != null) {
            throw new ReductionException(thrown.getMessage() + ": port=" + id, thrown.getCause());
        }
        if (closed) {
            throw new NothingReceivedException("the port is closed: port=" + id + " type=" + type.getSimpleName());
        }
    }

    /** For the gateway: never blocks. */
    @Override
    public void post(Envelope envelope) {
        updates.offer(envelope);
    }

    /* On a worker; the only one that writes the state. */
    private void take(Envelope envelope) {
        S before;
        lock.lock();
        try {
            before = state;
            if (failure != null) {
                return;
            }
        } finally {
            lock.unlock();
        }
        try {
            S after = fold.apply(before, type.cast(owner.decode(envelope, type)));
            change(after, null);
        } catch (Throwable e) { // a user's code may throw what it likes
            owner.closePort(id.index());
            change(
                    before,
                    new ReductionException(
                            "the function of an accumulating port threw: update from " + envelope.from() + ": " + e,
                            e));
        }
    }

    private void change(S after, @Nullable ReductionException thrown) {
        lock.lock();
        try {
            state = after;
            failure = thrown;
            unseen |= thrown == null;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }

    /** Updates that come later go back to their senders; those that came before still count. A second call does nothing. */
    @Override
    public void close() {
        owner.closePort(id.index());
        lock.lock();
        try {
            closed = true;
            changed.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
