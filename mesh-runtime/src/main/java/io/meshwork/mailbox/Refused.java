package io.meshwork.mailbox;

import io.meshwork.id.ActorId;
import io.meshwork.id.PortId;
import io.meshwork.wire.Envelope;

/**
 * Numbers of one sender, without a gap, that a full mailbox refused: one item in the mailbox stands for them all, so that
 * refusing takes no room. Grows while it waits there.
 */
public final class Refused {

    private static final byte[] NOTHING = new byte[0];

    private final ActorId sender;
    private final PortId receiver;
    private final long session;
    private final long first;
    private long last; // guarded by Refusals until it is taken

    Refused(Envelope envelope, Envelope.Order place) {
        sender = envelope.from();
        receiver = envelope.to();
        session = place.session();
        first = place.number();
        last = first;
    }

    /** Whether the envelope's number is the next one; then it is among them from now on. */
    boolean extend(Envelope envelope, Envelope.Order place) {
        boolean isNext = place.session() == session
                && place.number() == last + 1
                && envelope.from().equals(sender);
        if (isNext) {
            last++;
        }
        return isNext;
    }

    ActorId sender() {
        return sender;
    }

    long session() {
        return session;
    }

    long first() {
        return first;
    }

    long last() {
        return last;
    }

    Envelope skip(long number) {
        Envelope.Order place = new Envelope.Order(session, number);
        return new Envelope(Envelope.Kind.SKIP, false, false, receiver, sender, null, 0, place, NOTHING);
    }
}
