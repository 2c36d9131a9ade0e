package io.meshwork.wire;

import io.meshwork.id.ActorId;
import io.meshwork.id.PortId;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * What travels: an encoded payload and where it goes.
 *
 * @param kind what the payload is
 * @param control whether it belongs to the control plane and so travels on control links
 * @param to where it ends
 * @param from the one that sent it
 * @param replyTo the port that waits for an answer, if one does
 * @param rank the receiver's position in the mesh that the sender used; an answer repeats it
 * @param payload encoded by the sender's {@link PayloadCodec}; never changed after it was posted
 */
public record Envelope(
        Kind kind,
        boolean control,
        PortId to,
        ActorId from,
        @Nullable PortId replyTo,
        int rank,
        byte[] payload) {

    /** What a payload is. */
    public enum Kind {
        /** A message, a request, or a value for a port. */
        MESSAGE,
        /** The value that answers a request. */
        REPLY,
        /** The exception that answers a request. */
        ERROR,
        /** UTF-8 text: why an envelope could not be delivered. */
        UNDELIVERABLE
    }

    /**
     * The envelope that goes back when this one can't be delivered: to the port that waits for an answer, or else to the
     * sender itself.
     *
     * @param reason for people: what was wrong, with key=values
     */
    public Envelope bounced(String reason) {
        PortId back = replyTo != null ? replyTo : from.port(PortId.HANDLER);
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        return new Envelope(Kind.UNDELIVERABLE, control, back, to.actor(), null, rank, text);
    }

    /**
     * What goes in place of an answer that can't be delivered as it is: who waits for the answer hears why.
     *
     * @param reason for people: what was wrong, with key=values
     */
    public Envelope refused(String reason) {
        byte[] text = reason.getBytes(StandardCharsets.UTF_8);
        return new Envelope(Kind.UNDELIVERABLE, control, to, from, null, rank, text);
    }

    /** Whether it may bounce: what comes back is never sent back again. */
    public boolean mayBounce() {
        return kind == Kind.MESSAGE;
    }

    /** The payload of an {@link Kind#UNDELIVERABLE} envelope. */
    public String text() {
        return new String(payload, StandardCharsets.UTF_8);
    }

    @Override
    public boolean equals(Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }

    @Override
    public String toString() {
        return kind + " " + from + " -> " + to + " rank=" + rank + " payloadBytes=" + payload.length;
    }
}
