package io.meshwork.mailbox;

import io.meshwork.id.ActorId;
import io.meshwork.id.Address;
import io.meshwork.id.PortId;
import io.meshwork.wire.Bounce;
import io.meshwork.wire.Envelope;
import io.meshwork.wire.Sender;
import io.meshwork.wire.Undeliverable;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;

/**
 * The answers to one request that was sent to several receivers: a port that expects one envelope per receiver. Complete
 * when each has answered, bounced, or is known to have ended; the first word of a receiver stands (MB-4).
 */
public final class Answers implements Sender {

    private final Instance owner;
    private final long index;
    private final List<ActorId> receivers;
    private final AtomicReferenceArray<@Nullable Envelope> answers;
    private final AtomicInteger missing;
    private final CompletableFuture<Void> complete = new CompletableFuture<>();
    private volatile @Nullable Duration afterLoss;
    private volatile boolean cut;

    Answers(Instance owner, long index, List<ActorId> receivers) {
        this.owner = owner;
        this.index = index;
        this.receivers = receivers;
        answers = new AtomicReferenceArray<>(receivers.size());
        missing = new AtomicInteger(receivers.size());
        if (receivers.isEmpty()) {
            complete.complete(null);
        }
    }

    PortId replyTo() {
        return owner.id().port(index);
    }

    /** For the gateway: never blocks. */
    @Override
    public void post(Envelope envelope) {
        int rank = envelope.rank();
        if (rank >= receivers.size() || !answers.compareAndSet(rank, null, envelope)) {
            return;
        }
        if (missing.decrementAndGet() == 0) {
            owner.closePort(index);
            complete.complete(null);
        } else if (envelope.kind() == Envelope.Kind.UNDELIVERABLE) {
            lost();
        }
    }

    /**
     * As soon as one receiver can't answer any more, the others have so long to do so; then it is complete without them.
     * Until this is called they have all the time of {@link #await}.
     */
    public void limitAfterLoss(Duration bound) {
        afterLoss = bound;
        for (int rank = 0; rank < receivers.size(); rank++) {
            Envelope answer = answers.get(rank);
            if (answer != null && answer.kind() == Envelope.Kind.UNDELIVERABLE) {
                lost();
            }
        }
    }

    private void lost() {
        Duration bound = afterLoss;
        if (bound != null && !cut) {
            cut = true;
            complete.completeOnTimeout(null, bound.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** Whether a receiver that can't answer any more is why others are not waited for. */
    public boolean isCutShort() {
        return cut;
    }

    /** What was sent to that process and is not answered yet never will be. */
    void ended(Address address, String reason) {
        for (int rank = 0; rank < receivers.size(); rank++) {
            ActorId receiver = receivers.get(rank);
            if (answers.get(rank) == null && receiver.proc().address().equals(address)) {
                post(unanswered(rank, Undeliverable.Category.PROCESS_ENDED, reason));
            }
        }
    }

    /* The word that there is no answer from that rank, as if the request had come back. */
    private Envelope unanswered(int rank, Undeliverable.Category category, String reason) {
        PortId self = owner.id().port(index);
        Envelope request = new Envelope(
                Envelope.Kind.MESSAGE,
                false,
                receivers.get(rank).port(PortId.HANDLER),
                owner.id(),
                self,
                rank,
                new byte[0]);
        return request.bounced(category, reason);
    }

    /** Completes with the last answer, on the thread that brought it; never exceptionally. */
    public CompletableFuture<Void> complete() {
        return complete;
    }

    /** Whether all answers came in time; interrupts count as not in time, and stay set. */
    public boolean await(Duration timeout) {
        try {
            complete.get(timeout.toNanos(), TimeUnit.NANOSECONDS);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } catch (java.util.concurrent.TimeoutException | java.util.concurrent.ExecutionException e) {
            return false;
        } finally {
            owner.handsOver();
        }
    }

    /** No answer is waited for any more; those that come later are lost. */
    public void close() {
        owner.closePort(index);
    }

    public boolean isMissing(int rank) {
        return answers.get(rank) == null;
    }

    /** Why there is no value from that rank: what it threw, or why the request did not reach it; null if it answered. */
    public @Nullable Throwable failure(int rank) {
        Envelope answer = answers.get(rank);
        if (answer == null) {
            return null;
        }
        return switch (answer.kind()) {
            case ERROR -> (Throwable) owner.decode(answer, Throwable.class);
            case UNDELIVERABLE -> new UndeliverableException(Bounce.decoded(answer.payload()));
            case MESSAGE, REPLY, SKIP, FULL, ROOM, RELAY, PART, CARRIED, CARRIAGE -> null;
        };
    }

    /** The same, encoded. */
    public byte[] payload(int rank) {
        Envelope answer = answers.get(rank);
        if (answer == null) {
            throw new IllegalStateException("no answer yet: rank=" + rank);
        }
        return answer.payload();
    }

    /** The value from that rank. To be asked only where {@link #failure} said null and nothing is missing. */
    public @Nullable Object value(int rank, Type declared) {
        Envelope answer = answers.get(rank);
        if (answer == null) {
            throw new IllegalStateException("no answer yet: rank=" + rank);
        }
        return owner.decode(answer, declared);
    }
}
