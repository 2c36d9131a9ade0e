package io.meshwork.actor;

import io.meshwork.id.PortId;
import io.meshwork.mailbox.Instance;
import io.meshwork.mailbox.Mailbox;
import io.meshwork.mailbox.Refusals;
import io.meshwork.mailbox.Refused;
import io.meshwork.pressure.Backlog;
import io.meshwork.wire.Envelope;
import io.meshwork.wire.Undeliverable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What gets into the mailbox of one actor: no more than fits (BP-1). What does not goes back, and what its number leaves
 * open is passed over in its place. For any thread.
 */
final class Admission {

    private final Instance instance;
    private final Mailbox<Object> mailbox;
    private final Backlog backlog;
    private @Nullable Refusals refusals; // guarded by this; made for the first message that was too much
    private final AtomicInteger returnsWaiting = new AtomicInteger();
    private final AtomicLong returnsDropped = new AtomicLong();

    Admission(Instance instance, Mailbox<Object> mailbox) {
        this.instance = instance;
        this.mailbox = mailbox;
        backlog = instance.backlog(instance.id().port(PortId.HANDLER));
    }

    /** Into the mailbox, or back to its sender. */
    void offer(Envelope envelope) {
        if (envelope.kind() == Envelope.Kind.SKIP || backlog.admits(envelope)) {
            mailbox.offer(envelope);
        } else if (Delivery.isStop(envelope, instance)) {
            backlog.count(envelope);
            mailbox.offer(envelope);
        } else {
            refuseFull(envelope);
        }
    }

    /** The actor has come to this message, or never will. */
    void taken(Envelope envelope) {
        backlog.taken(envelope);
    }

    /** The mailbox has come to these: they grow no more. */
    void taken(Refused refused) {
        refusals().take(refused);
    }

    /* Its handler may be busy while all it sends comes back: of that, no more is kept than of what is sent to it. */
    void offer(Signal.Returned returned) {
        if (returnsWaiting.incrementAndGet() <= Instance.MOST_RETURNED_KEPT) {
            mailbox.offer(returned);
            return;
        }
        returnsWaiting.decrementAndGet();
        long dropped = returnsDropped.incrementAndGet();
        if (dropped % Instance.MOST_RETURNED_KEPT == 1) {
            log().warn(
                            "{} takes the messages that came back too slowly, later ones are dropped: waiting={} dropped={}",
                            instance.id(),
                            Instance.MOST_RETURNED_KEPT,
                            dropped);
        }
    }

    void taken(Signal.Returned returned) {
        returnsWaiting.decrementAndGet();
    }

    int returnsWaiting() {
        return returnsWaiting.get();
    }

    /** The actor has ended: who waits for room waits no longer. */
    void close() {
        backlog.close();
    }

    private void refuseFull(Envelope envelope) {
        Refused passed = refusals().add(envelope);
        if (passed != null) {
            mailbox.offer(passed);
        }
        instance.bounce(envelope.unordered(), Undeliverable.Category.FULL, backlog.refusal());
    }

    private synchronized Refusals refusals() {
        Refusals known = refusals;
        if (known == null) {
            known = new Refusals();
            refusals = known;
        }
        return known;
    }

    private static Logger log() {
        return LoggerFactory.getLogger(Admission.class);
    }
}
