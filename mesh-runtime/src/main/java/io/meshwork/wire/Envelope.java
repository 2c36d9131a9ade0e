package io.meshwork.wire;

import io.meshwork.config.Keys;
import io.meshwork.id.ActorId;
import io.meshwork.id.PortId;
import org.jspecify.annotations.Nullable;

/**
 * What travels: a payload and where it goes.
 *
 * @param kind what the payload is
 * @param control whether it belongs to the control plane and so travels on control links
 * @param returned whether it comes back when it can't be delivered; if not, it is dropped without a word
 * @param to where it ends
 * @param from the one that sent it
 * @param replyTo the port that waits for an answer, if one does
 * @param rank the receiver's position in the mesh that the sender used; an answer repeats it
 * @param order its place among what its sender sent to the same receiver; null where one connection keeps the order
 * @param cast the cast or call it belongs to, if it was sent to a mesh
 * @param content encoded by the sender's {@link PayloadCodec}, or passed as it is
 */
public record Envelope(
        Kind kind,
        boolean control,
        boolean returned,
        PortId to,
        ActorId from,
        @Nullable PortId replyTo,
        int rank,
        @Nullable Order order,
        @Nullable Cast cast,
        Payload content) {

    /** The heap that an envelope takes beside its payload, about: itself, its place, the payload's header, its slot in a queue. */
    public static final int BYTES_BESIDE_PAYLOAD = 176;

    private static final byte[] NOTHING = new byte[0];

    /** What a payload is. */
    public enum Kind {
        /** A message, a request, or a value for a port. */
        MESSAGE,
        /** The value that answers a request. */
        REPLY,
        /** The exception that answers a request. */
        ERROR,
        /** A {@link Bounce}: which envelope could not be delivered, and why. */
        UNDELIVERABLE,
        /** Nothing: the message of this place in the order will not come, and nobody is to wait for it. */
        SKIP,
        /** The sender is full: who sends to it is to wait. */
        FULL,
        /** The sender has room again. */
        ROOM,
        /** What one relay of casts tells another; of {@code io.meshwork.cast}. */
        RELAY,
        /** A part of the one value that a reduced port waits for; of {@code io.meshwork.cast}. */
        PART,
        /** Another envelope, of the data plane, that takes the control links; of {@code io.meshwork.gateway}. */
        CARRIED,
        /** What one gateway tells another of those, and of connections to come; of {@code io.meshwork.gateway}. */
        CARRIAGE
    }

    /**
     * A place in the order of what one sender sent to one receiver.
     *
     * @param session of the sender: its numbers begin anew with each
     * @param number from 1, without gaps
     */
    public record Order(long session, long number) {}

    /**
     * One message that went to several members.
     *
     * @param session of the sender
     * @param number tells apart the casts of a sender
     * @param members how many it went to: their ranks are from 0
     */
    public record Cast(long session, long number, int members) {}

    /** With bytes. */
    public Envelope(
            Kind kind,
            boolean control,
            boolean returned,
            PortId to,
            ActorId from,
            @Nullable PortId replyTo,
            int rank,
            @Nullable Order order,
            @Nullable Cast cast,
            byte[] payload) {
        this(kind, control, returned, to, from, replyTo, rank, order, cast, Payload.of(payload));
    }

    /** One that belongs to no cast. */
    public Envelope(
            Kind kind,
            boolean control,
            boolean returned,
            PortId to,
            ActorId from,
            @Nullable PortId replyTo,
            int rank,
            @Nullable Order order,
            byte[] payload) {
        this(kind, control, returned, to, from, replyTo, rank, order, null, payload);
    }

    /** One that comes back if it can't be delivered, and that the connection alone keeps in order. */
    public Envelope(
            Kind kind, boolean control, PortId to, ActorId from, @Nullable PortId replyTo, int rank, byte[] payload) {
        this(kind, control, true, to, from, replyTo, rank, null, payload);
    }

    /** Its bytes; none where the value itself is passed. */
    public byte[] payload() {
        return content.bytes();
    }

    /**
     * The envelope that goes back when this one can't be delivered: to the port that waits for an answer, or else to the
     * sender itself.
     *
     * @param reason for people: what was wrong, with key=values
     */
    public Envelope bounced(Undeliverable.Category category, String reason) {
        PortId back = replyTo != null ? replyTo : from.port(PortId.HANDLER);
        byte[] told = Bounce.of(this, category, reason).encoded();
        return new Envelope(
                Kind.UNDELIVERABLE, control, true, back, to.actor(), null, rank, null, cast, content.told(told));
    }

    /**
     * What goes in place of an answer that can't be delivered as it is: who waits for the answer hears why.
     *
     * @param reason for people: what was wrong, with key=values
     */
    public Envelope refused(Undeliverable.Category category, String reason) {
        byte[] told = Bounce.of(this, category, reason).encoded();
        return new Envelope(Kind.UNDELIVERABLE, control, to, from, null, rank, told);
    }

    /** The envelope that goes back to the sender of this one, or in place of it if it is an answer, as it is too large. */
    public Envelope tooLarge(long bytes, long limit) {
        String reason = whyTooLarge(bytes, limit);
        return kind == Kind.MESSAGE
                ? bounced(Undeliverable.Category.TOO_LARGE, reason)
                : refused(Undeliverable.Category.TOO_LARGE, "answer: " + reason);
    }

    /** For people: what is wrong with a message of so many bytes, and what to do. */
    public static String whyTooLarge(long bytes, long limit) {
        return "message larger than " + Keys.MAX_FRAME.name() + ": send it in parts or raise the limit: bytes=" + bytes
                + " limit=" + limit;
    }

    /** What it counts for wherever it waits. */
    public long heapBytes() {
        return BYTES_BESIDE_PAYLOAD + (long) payload().length;
    }

    /** In place of this one, which will not come: the receiver is not to wait for its number. */
    public Envelope skipped() {
        return new Envelope(Kind.SKIP, control, false, to, from, null, rank, order, NOTHING);
    }

    /** The same without its place in the order: what comes back of it leaves no gap. */
    public Envelope unordered() {
        return new Envelope(kind, control, returned, to, from, replyTo, rank, null, cast, content);
    }

    /**
     * The same as it leaves the JVM: as bytes.
     *
     * @throws CannotTravelException if it is a value that can't leave it
     */
    public Envelope leaving() {
        return content.value() == null
                ? this
                : new Envelope(kind, control, returned, to, from, replyTo, rank, order, cast, content.encoded());
    }

    /** Whether it says of its sender whether there is room: whom it is for has to hear it soon. */
    public boolean isNotice() {
        return kind == Kind.FULL || kind == Kind.ROOM;
    }

    /** Whether it may go back on the line of the one it is for: it says something of what came there. */
    public boolean isWordBack() {
        return isNotice() || kind == Kind.CARRIAGE;
    }

    /** Whether one gateway tells it another. */
    public boolean isForGateways() {
        return kind == Kind.CARRIED || kind == Kind.CARRIAGE;
    }

    /** Whether it may bounce: what comes back is never sent back again. */
    public boolean mayBounce() {
        return returned && (kind == Kind.MESSAGE || kind == Kind.RELAY || kind == Kind.PART);
    }

    /** Whether its receiver waits in vain for its number if it is dropped for that reason, and nobody hears (OD-5). */
    public boolean leavesGap(Undeliverable.Category category) {
        return kind == Kind.MESSAGE && order != null && category.isUnseen();
    }

    /** Why the other envelope could not be delivered; of an {@link Kind#UNDELIVERABLE} one. */
    public String text() {
        return Bounce.decoded(payload()).reason();
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
        String place = order == null ? "" : " number=" + order.number();
        return kind + " " + from + " -> " + to + " rank=" + rank + place + " payloadBytes=" + payload().length;
    }
}
