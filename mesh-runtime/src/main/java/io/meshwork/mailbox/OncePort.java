package io.meshwork.mailbox;

import io.meshwork.id.PortId;
import io.meshwork.wire.Envelope;
import io.meshwork.wire.Sender;
import io.meshwork.wire.Undeliverable;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Takes exactly one value and is closed by it. For any thread.
 *
 * @param <T> what it takes
 */
public final class OncePort<T> implements Sender, AutoCloseable {

    private final Instance owner;
    private final PortId id;
    private final Class<T> type;
    private final Duration standardBound;
    private final CompletableFuture<Envelope> arrived = new CompletableFuture<>();

    OncePort(Instance owner, PortId id, Class<T> type, Duration standardBound) {
        this.owner = owner;
        this.id = id;
        this.type = type;
        this.standardBound = standardBound;
    }

    public PortRef<T> ref() {
        return new PortRef<>(id, owner);
    }

    /** The value, waiting for at most {@code mesh.call-timeout}; the same one each time. */
    public T receive() {
        return receive(standardBound);
    }

    /** @throws NothingReceivedException if none came in time, or the port was closed before, or on interrupt */
    public T receive(Duration timeout) {
        try {
            Envelope envelope = arrived.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            owner.handsOver();
            return type.cast(owner.decode(envelope, type));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NothingReceivedException("interrupted while waiting for a value: port=" + id);
        } catch (TimeoutException e) {
            throw new NothingReceivedException(
                    "no value came in time: port=" + id + " timeoutMillis=" + timeout.toMillis());
        } catch (ExecutionException | java.util.concurrent.CancellationException e) {
            throw new NothingReceivedException("closed before a value came: port=" + id);
        }
    }

    /** For the gateway: never blocks. */
    @Override
    public void post(Envelope envelope) {
        if (arrived.complete(envelope)) {
            owner.closePort(id.index());
        } else {
            owner.bounce(envelope, Undeliverable.Category.PORT_CLOSED, "port is closed: port=" + id);
        }
    }

    @Override
    public void close() {
        owner.closePort(id.index());
        arrived.cancel(false);
    }
}
