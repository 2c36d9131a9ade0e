package io.meshwork.mailbox;

import io.meshwork.cast.Gathered;
import io.meshwork.cast.Part;
import io.meshwork.id.ActorId;
import io.meshwork.id.Address;
import io.meshwork.id.PortId;
import io.meshwork.wire.Bounce;
import io.meshwork.wire.Envelope;
import io.meshwork.wire.Sender;
import io.meshwork.wire.Undeliverable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Takes one value from each member that a message was cast to with its {@link #ref()}, folded into one: on the way, where the
 * cast went by a tree, and here. It is closed by that value. Used in several casts, it serves the first. For any thread.
 *
 * <p>A member gives its value once; a second one comes back to it. If a member can't give its own, as its process has ended
 * or the message came back, the port fails and names it.
 *
 * @param <T> what it takes
 */
public final class ReducedPort<T> implements Sender, AutoCloseable {

    /* What the process gave before it ended may be on its way still. */
    private static final long END_GRACE_MILLIS = 300;
    private static final int MOST_NAMED = 10;

    private final Instance owner;
    private final PortId id;
    private final Reducer<T> reducer;
    private final Duration standardBound;
    private final Gathered gathered = new Gathered(); // guarded by this
    private final CompletableFuture<List<Part.Folded>> arrived = new CompletableFuture<>();
    private Envelope.@Nullable Cast cast; // guarded by this
    private @Nullable List<ActorId> receivers; // guarded by this
    private @Nullable CompletableFuture<T> folded; // guarded by this

    ReducedPort(Instance owner, PortId id, Reducer<T> reducer, Duration standardBound) {
        this.owner = owner;
        this.id = id;
        this.reducer = reducer;
        this.standardBound = standardBound;
    }

    /** Gives the value of the one to whom it is cast. */
    public PortRef<T> ref() {
        return new PortRef<>(id, owner, true, new Contribution<>(reducer, true, null, 0), this);
    }

    /** The value, waiting for at most {@code mesh.call-timeout}; the same one each time. */
    public T receive() {
        return receive(standardBound);
    }

    /**
     * The value of all ranks.
     *
     * @throws ReductionException if the reducer threw, or a rank can't give its value
     * @throws NothingReceivedException if some are missing after that time, or the port was closed before, or on interrupt
     */
    public T receive(Duration timeout) {
        try {
            arrived.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            return folded();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new NothingReceivedException("interrupted while waiting for a value: port=" + id);
        } catch (TimeoutException e) {
            throw new NothingReceivedException("no value came in time: port=" + id + " type="
                    + reducer.type().getSimpleName() + " timeoutMillis=" + timeout.toMillis() + missing());
        } catch (java.util.concurrent.CancellationException e) {
            throw new NothingReceivedException("closed before a value came: port=" + id);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause();
            throw new ReductionException(
                    cause.getMessage() + ": port=" + id, cause.getCause() != null ? cause.getCause() : cause);
        } finally {
            owner.handsOver();
        }
    }

    /* Folded once, by the first who asks, outside of the lock: the code is a user's. */
    private T folded() throws InterruptedException, ExecutionException {
        CompletableFuture<T> made = new CompletableFuture<>();
        CompletableFuture<T> first;
        synchronized (this) {
            first = folded;
            if (first == null) {
                folded = made;
            }
        }
        if (first != null) {
            return first.get();
        }
        try {
            made.complete(Contribution.foldedOf(reducer, arrived.get(), owner));
        } catch (ReductionException e) {
            made.completeExceptionally(e);
        }
        return made.get();
    }

    /** For the gateway: never blocks. */
    @Override
    public void post(Envelope envelope) {
        Part part = Part.decoded(envelope.payload());
        if (part.failed()) {
            fail((Throwable) owner.decode(part.values().get(0).value(), Throwable.class));
        } else if (!take(part)) {
            owner.bounce(
                    envelope,
                    Undeliverable.Category.PORT_CLOSED,
                    "these ranks have given their value already, or it is of another cast: port=" + id);
        }
    }

    private boolean take(Part part) {
        boolean added = false;
        @Nullable List<Part.Folded> all = null;
        synchronized (this) {
            if (cast == null) {
                cast = part.cast();
            }
            if (!part.cast().equals(cast)) {
                return false;
            }
            for (Part.Folded value : part.values()) {
                added |= gathered.add(value);
            }
            if (gathered.count() == part.cast().members()) {
                all = gathered.values();
            }
        }
        if (all != null && arrived.complete(all)) {
            owner.closePort(id.index());
        }
        return added;
    }

    /** A message with its ref goes to these; the first one counts. */
    synchronized void sent(Envelope.Cast by, List<ActorId> to) {
        if (cast == null) {
            cast = by;
            receivers = to;
        }
    }

    /** A message of its owner came back. */
    void returned(Bounce bounce, int rank) {
        boolean needed;
        synchronized (this) {
            needed = isReceiver(rank, bounce.destination().actor()) && !gathered.has(rank);
        }
        if (needed) {
            fail(
                    rank,
                    bounce.destination().actor(),
                    "the message came back: " + bounce.category() + " " + bounce.reason());
        }
    }

    private synchronized boolean isReceiver(int rank, ActorId actor) {
        List<ActorId> known = receivers;
        return known != null && rank < known.size() && known.get(rank).equals(actor);
    }

    /** What that process has not given it never will; but for what is on its way. */
    void ended(Address address, String reason) {
        if (missingAt(address) >= 0) {
            CompletableFuture.delayedExecutor(END_GRACE_MILLIS, TimeUnit.MILLISECONDS)
                    .execute(() -> failIfMissing(address, reason));
        }
    }

    private void failIfMissing(Address address, String reason) {
        int rank = missingAt(address);
        List<ActorId> known;
        synchronized (this) {
            known = receivers;
        }
        if (rank >= 0 && known != null) {
            fail(rank, known.get(rank), reason);
        }
    }

    /* The first rank there that has given no value; -1 if there is none. */
    private synchronized int missingAt(Address address) {
        List<ActorId> known = receivers;
        if (known != null && !arrived.isDone()) {
            for (int rank = 0; rank < known.size(); rank++) {
                if (known.get(rank).proc().address().equals(address) && !gathered.has(rank)) {
                    return rank;
                }
            }
        }
        return -1;
    }

    private void fail(int rank, ActorId actor, String why) {
        fail(new ReductionException(
                "rank " + rank + " can't give its value: actor " + actor.name() + " on proc "
                        + actor.proc().name() + ": " + why,
                null));
    }

    private void fail(Throwable cause) {
        if (arrived.completeExceptionally(cause)) {
            owner.closePort(id.index());
        }
    }

    private synchronized String missing() {
        Envelope.Cast of = cast;
        if (of == null) {
            return " got=0";
        }
        StringBuilder text = new StringBuilder(" got=" + gathered.count() + " of=" + of.members() + " missing:");
        int named = 0;
        for (int rank = 0; rank < of.members() && named <= MOST_NAMED; rank++) {
            if (!gathered.has(rank)) {
                text.append(named == 0 ? " " : ", ").append(named < MOST_NAMED ? "rank " + rank + place(rank) : "...");
                named++;
            }
        }
        return text.toString();
    }

    private String place(int rank) {
        List<ActorId> known = receivers;
        return known == null ? "" : " (proc " + known.get(rank).proc().name() + ")";
    }

    @Override
    public void close() {
        owner.closePort(id.index());
        arrived.cancel(false);
    }
}
