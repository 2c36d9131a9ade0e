package io.meshwork.mailbox;

import io.meshwork.config.Keys;
import io.meshwork.wire.Envelope;
import io.meshwork.wire.Undeliverable;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The numbered messages of one actor, in order: an {@link OrderBuffer} that tells senders what was given up. For the
 * actor's turn.
 */
public final class Inbox implements OrderBuffer.Receiver {

    private final Consumer<Envelope> taker;
    private final Instance instance;
    private final Runnable expiryDue;
    private final long boundNanos;
    private final OrderBuffer buffer;

    /**
     * @param taker is given each message, in order
     * @param instance in whose name senders are told
     * @param expiryDue called from any thread when {@link #expire} is to be called on the actor's turn
     */
    public Inbox(Consumer<Envelope> taker, Instance instance, Runnable expiryDue) {
        this.taker = taker;
        this.instance = instance;
        this.expiryDue = expiryDue;
        boundNanos = instance.config().duration(Keys.DELIVERY_TIMEOUT).toNanos();
        buffer = new OrderBuffer(this, boundNanos);
    }

    /** @return whether it is taken, now or later; if not, its number was taken before */
    public boolean offer(Envelope envelope, Envelope.Order place) {
        return buffer.offer(envelope, place);
    }

    /** These numbers will not come: they were refused at the door. */
    public void skip(Refused refused) {
        for (long number = refused.first(); number <= refused.last(); number++) {
            Envelope skip = refused.skip(number);
            buffer.offer(skip, new Envelope.Order(refused.session(), number));
        }
    }

    /** Goes on without what has been missing for {@code mesh.delivery-timeout}. */
    public void expire() {
        buffer.expire();
    }

    /** Those that still wait; none does after this. */
    public List<Envelope> takeWaiting() {
        return buffer.takeWaiting();
    }

    @Override
    public void take(Envelope envelope) {
        taker.accept(envelope);
    }

    @Override
    public void gapOpened() {
        CompletableFuture.delayedExecutor(boundNanos, TimeUnit.NANOSECONDS, Runnable::run)
                .execute(expiryDue);
    }

    @Override
    public void tellLost(Envelope behind, String reason) {
        Envelope lost = new Envelope(
                Envelope.Kind.MESSAGE, false, behind.to(), behind.from(), null, behind.rank(), new byte[0]);
        instance.bounce(lost, Undeliverable.Category.LOST, reason);
    }
}
