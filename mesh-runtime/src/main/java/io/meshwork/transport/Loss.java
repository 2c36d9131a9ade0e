package io.meshwork.transport;

import io.meshwork.wire.Envelope;
import io.meshwork.wire.Undeliverable.Category;
import java.util.ArrayList;
import java.util.List;

/**
 * What comes back when a connection is over. Each list is in the order in which its envelopes were posted; those sent were
 * posted before the others.
 *
 * @param category {@code TIMED_OUT} if the peer acknowledged nothing, or was not reached, for {@code
 *     mesh.delivery-timeout}; {@code PROCESS_ENDED} if it is known to be gone; else {@code CONNECTION_LOST}
 * @param reason for people: what happened, with key=values
 * @param sent sent, and not acknowledged by the peer: it may have received them
 * @param unsent never sent whole
 */
public record Loss(Category category, String reason, List<Envelope> sent, List<Envelope> unsent) {

    /** Of one that was posted too late. */
    public static Loss late(String reason, Envelope envelope) {
        return new Loss(Category.CONNECTION_LOST, reason, List.of(), List.of(envelope));
    }

    /** All, in the order in which they were posted. */
    public List<Envelope> all() {
        List<Envelope> all = new ArrayList<>(sent);
        all.addAll(unsent);
        return all;
    }
}
