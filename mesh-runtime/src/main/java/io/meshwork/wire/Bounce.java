package io.meshwork.wire;

import io.meshwork.id.PortId;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What goes back of an envelope that could not be delivered: why, where it was for, its place in the order, and so much of
 * its payload that its sender can tell what it was.
 *
 * @param order of the envelope, if it had one
 * @param payloadBytes length of its whole payload
 * @param head the first bytes of the payload; all of it if it was short, or of a relay of casts
 */
public record Bounce(
        Undeliverable.Category category,
        String reason,
        PortId destination,
        Envelope.@Nullable Order order,
        int payloadBytes,
        byte[] head) {

    private static final int HEAD_BYTES = 1024;
    private static final int MOST_REASON_CHARS = 4096;
    private static final Undeliverable.Category[] CATEGORIES = Undeliverable.Category.values();

    static Bounce of(Envelope envelope, Undeliverable.Category category, String reason) {
        byte[] payload = envelope.payload();
        boolean whole = payload.length <= HEAD_BYTES || isSentAgain(envelope.kind());
        byte[] head = whole ? payload : Arrays.copyOf(payload, HEAD_BYTES);
        return new Bounce(category, reason, envelope.to(), envelope.order(), payload.length, head);
    }

    /* By whoever sent it, another way. */
    private static boolean isSentAgain(Envelope.Kind kind) {
        return kind == Envelope.Kind.RELAY || kind == Envelope.Kind.PART;
    }

    /** Whether the head is the whole payload. */
    public boolean isWhole() {
        return head.length == payloadBytes;
    }

    /** Whether the receiver waits in vain for the number of the envelope. */
    public boolean leavesGap() {
        return order != null && category.isUnseen();
    }

    byte[] encoded() {
        WireOutput out = new WireOutput();
        out.writeByte(category.ordinal());
        boolean tooLong = reason.length() > MOST_REASON_CHARS;
        out.writeString(tooLong ? reason.substring(0, MOST_REASON_CHARS).concat("...") : reason);
        EnvelopeFormat.writePort(destination, out);
        out.writeBoolean(order != null);
        if (order != null) {
            EnvelopeFormat.writeOrder(order, out);
        }
        out.writeVarInt(payloadBytes);
        out.writeRaw(head, 0, head.length);
        return out.toByteArray();
    }

    /** @throws WireFormatException if the bytes are none */
    public static Bounce decoded(byte[] bytes) {
        try {
            WireInput in = new WireInput(bytes);
            int category = in.readByte();
            if (category < 0 || category >= CATEGORIES.length) {
                throw new WireFormatException("not a bounce: category=" + category);
            }
            String reason = in.readString();
            PortId destination = EnvelopeFormat.readPort(in);
            Envelope.Order order = in.readBoolean() ? EnvelopeFormat.readOrder(in) : null;
            int payloadBytes = in.readVarInt();
            return new Bounce(
                    CATEGORIES[category], reason, destination, order, payloadBytes, in.readRaw(in.remaining()));
        } catch (IllegalArgumentException e) {
            throw new WireFormatException("not a bounce: " + e.getMessage(), e);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return this == other;
    }

    @Override
    public int hashCode() {
        return System.identityHashCode(this);
    }
}
