package io.meshwork.mailbox;

import io.meshwork.id.PortId;
import io.meshwork.pressure.Backlog;
import io.meshwork.wire.Envelope;
import io.meshwork.wire.Sender;
import io.meshwork.wire.Undeliverable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A stream of values that others send through its {@link #ref()}, from any process. Unread values queue, in the order in
 * which they came, up to the limits of a mailbox. For any thread.
 *
 * @param <T> what it takes
 */
public final class Port<T> implements Sender, AutoCloseable {

    private final Instance owner;
    private final PortId id;
    private final Class<T> type;
    private final Duration standardBound;
    private final Backlog backlog;
    private final LinkedBlockingQueue<Envelope> arrived = new LinkedBlockingQueue<>();
    private final AtomicBoolean closed = new AtomicBoolean();
    /* Stands behind the values of a port that was closed. Who takes it puts it back: others may wait too. */
    private final Envelope end;

    Port(Instance owner, PortId id, Class<T> type, Duration standardBound) {
        this.owner = owner;
        this.id = id;
        this.type = type;
        this.standardBound = standardBound;
        backlog = owner.backlog(id);
        end = new Envelope(Envelope.Kind.UNDELIVERABLE, false, id, id.actor(), null, 0, new byte[0]);
    }

    public PortRef<T> ref() {
        return new PortRef<>(id, owner);
    }

    /** The next value, waiting for at most {@code mesh.call-timeout}. */
    public T receive() {
        return receive(standardBound);
    }

    /**
     * The next value.
     *
     * @throws NothingReceivedException if none came in time, or the port is closed, or the thread was interrupted
     */
    public T receive(Duration timeout) {
        return decoded(next(timeout, 1, 0));
    }

    /** So many values, in the order of their arrival, waiting for at most {@code mesh.call-timeout} in all. */
    public List<T> receive(int count) {
        long deadlineNanos = System.nanoTime() + standardBound.toNanos();
        List<T> values = new ArrayList<>(count);
        while (values.size() < count) {
            Duration rest = Duration.ofNanos(Math.max(0, deadlineNanos - System.nanoTime()));
            values.add(decoded(next(rest, count, values.size())));
        }
        return values;
    }

    /** The next value, if one is there. */
    public Optional<T> poll() {
        Envelope envelope = arrived.poll();
        if (envelope == end) {
            arrived.add(end);
            return Optional.empty();
        }
        if (envelope == null) {
            return Optional.empty();
        }
        backlog.taken(envelope);
        return Optional.of(decoded(envelope));
    }

    /** For the gateway: never blocks. */
    @Override
    public void post(Envelope envelope) {
        if (backlog.admits(envelope)) {
            arrived.add(envelope);
        } else {
            owner.bounce(envelope, Undeliverable.Category.FULL, backlog.refusal());
        }
    }

    /** Values that come later are lost, those that came before can still be received. A second call does nothing. */
    @Override
    public void close() {
        owner.closePort(id.index());
        if (closed.compareAndSet(false, true)) {
            arrived.add(end);
            backlog.close();
        }
    }

    private Envelope next(Duration timeout, int wanted, int got) {
        @Nullable Envelope envelope;
        try {
            envelope = arrived.poll(timeout.toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NothingReceivedException("interrupted while waiting for a value: port=" + id);
        }
        if (envelope == end) {
            arrived.add(end);
            throw new NothingReceivedException("the port is closed: port=" + id + " type=" + type.getSimpleName()
                    + " wanted=" + wanted + " got=" + got);
        }
        if (envelope == null) {
            throw new NothingReceivedException("no value came in time: port=" + id + " type=" + type.getSimpleName()
                    + " timeoutMillis=" + timeout.toMillis() + " wanted=" + wanted + " got=" + got);
        }
        backlog.taken(envelope);
        return envelope;
    }

    private T decoded(Envelope envelope) {
        owner.handsOver();
        return type.cast(owner.decode(envelope, type));
    }
}
