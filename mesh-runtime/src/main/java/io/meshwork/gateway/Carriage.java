package io.meshwork.gateway;

import io.meshwork.id.ActorId;
import io.meshwork.id.Address;
import io.meshwork.id.PortId;
import io.meshwork.id.ProcId;
import io.meshwork.wire.Envelope;
import io.meshwork.wire.EnvelopeFormat;
import io.meshwork.wire.Undeliverable.Category;
import io.meshwork.wire.WireFormatException;
import io.meshwork.wire.WireInput;
import io.meshwork.wire.WireOutput;

/**
 * The forms in which data envelopes take the control links, and in which gateways tell each other of them: control
 * envelopes, from gateway to gateway, which all between pass on.
 */
final class Carriage {

    /** Of one that nobody waits for a word about. */
    static final long UNNUMBERED = 0;

    private static final String NAME = "gateway";
    private static final int HEADER_GUESS_BYTES = 384;
    private static final Category[] CATEGORIES = Category.values();

    private static final int TAKEN = 0;
    private static final int REFUSED = 1;
    private static final int LISTEN = 2;
    private static final int CUT = 3;
    private static final int ENDS_AT = 4;

    /** What one gateway tells another. */
    sealed interface Word {

        /** All up to this number have come, and are handed on. */
        record Taken(long number) implements Word {}

        /** That one gets no further, nor does any behind it. */
        record Refused(long number, Category category, String reason) implements Word {}

        /** You will be dialled. */
        record Listen() implements Word {}

        /** Take none of mine from the links any more, and tell which was the last; said on the connection. */
        record Cut() implements Word {}

        /** That is the last that was, or will be, taken from the links. */
        record EndsAt(long number) implements Word {}
    }

    private Carriage() {}

    private static ActorId gatewayOf(Address process) {
        return new ProcId(NAME, process).actor(NAME);
    }

    /** @param number from 1, without gaps, or {@link #UNNUMBERED} */
    static Envelope carried(long number, Envelope envelope, Address self) {
        WireOutput out = new WireOutput(envelope.payload().length + HEADER_GUESS_BYTES);
        out.writeLong(number);
        EnvelopeFormat.write(envelope, out);
        return of(Envelope.Kind.CARRIED, envelope.to(), self, out);
    }

    /** Of one that is carried. */
    static long number(Envelope carried) {
        return new WireInput(carried.payload()).readLong();
    }

    /** Of one that is carried. */
    static Envelope content(Envelope carried) {
        WireInput in = new WireInput(carried.payload());
        in.readLong();
        return EnvelopeFormat.read(in);
    }

    static Envelope taken(long number, Address to, Address self) {
        return word(TAKEN, number, to, self, new WireOutput());
    }

    /** @param peer whom it was for, in whose place this is said */
    static Envelope refused(long number, Category category, String reason, Address to, Address peer) {
        WireOutput rest = new WireOutput();
        rest.writeByte(category.ordinal());
        rest.writeString(reason);
        return word(REFUSED, number, to, peer, rest);
    }

    static Envelope listen(Address to, Address self) {
        return word(LISTEN, UNNUMBERED, to, self, new WireOutput());
    }

    static Envelope cut(Address to, Address self) {
        return word(CUT, UNNUMBERED, to, self, new WireOutput());
    }

    static Envelope endsAt(long number, Address to, Address self) {
        return word(ENDS_AT, number, to, self, new WireOutput());
    }

    private static Envelope word(int what, long number, Address to, Address self, WireOutput rest) {
        WireOutput out = new WireOutput();
        out.writeByte(what);
        out.writeLong(number);
        byte[] tail = rest.toByteArray();
        out.writeRaw(tail, 0, tail.length);
        return of(Envelope.Kind.CARRIAGE, gatewayOf(to).port(PortId.HANDLER), self, out);
    }

    private static Envelope of(Envelope.Kind kind, PortId to, Address self, WireOutput out) {
        return new Envelope(kind, true, false, to, gatewayOf(self), null, 0, null, out.toByteArray());
    }

    /** @throws WireFormatException if it is none */
    static Word word(Envelope envelope) {
        WireInput in = new WireInput(envelope.payload());
        int what = in.readByte();
        long number = in.readLong();
        return switch (what) {
            case TAKEN -> new Word.Taken(number);
            case REFUSED -> new Word.Refused(number, category(in.readByte()), in.readString());
            case LISTEN -> new Word.Listen();
            case CUT -> new Word.Cut();
            case ENDS_AT -> new Word.EndsAt(number);
            default -> throw new WireFormatException("not a word of a gateway: type=" + what);
        };
    }

    private static Category category(int ordinal) {
        if (ordinal < 0 || ordinal >= CATEGORIES.length) {
            throw new WireFormatException("not a reason of a gateway: category=" + ordinal);
        }
        return CATEGORIES[ordinal];
    }
}
