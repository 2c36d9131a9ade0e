package io.meshwork.wire;

import io.meshwork.id.ActorId;
import io.meshwork.id.Address;
import io.meshwork.id.PortId;
import io.meshwork.id.ProcId;
import org.jspecify.annotations.Nullable;

/**
 * The form of an envelope between two processes. The same on control links and data connections; the version of it is
 * agreed once per connection ({@link #VERSION}), before the first envelope.
 */
public final class EnvelopeFormat {

    /** Raised with each change of the form between releases; both ends of a connection must have the same. */
    public static final int VERSION = 1;

    private static final Envelope.Kind[] KINDS = Envelope.Kind.values();
    private static final int CONTROL = 0x10;
    private static final int ANSWERED = 0x20;
    private static final int ORDERED = 0x40;
    private static final int RETURNED = 0x80;
    private static final int KIND = 0x0F;
    /* In place of the kind: that follows, and a cast at the end of the header. */
    private static final int OF_CAST = 0x0F;

    private EnvelopeFormat() {}

    public static void write(Envelope envelope, WireOutput out) {
        writeHeader(envelope, out);
        out.writeRaw(envelope.payload(), 0, envelope.payload().length);
    }

    /** All but the payload, which follows it. */
    public static void writeHeader(Envelope envelope, WireOutput out) {
        PortId replyTo = envelope.replyTo();
        Envelope.Cast cast = envelope.cast();
        int flags = cast != null ? OF_CAST : envelope.kind().ordinal();
        flags |= envelope.control() ? CONTROL : 0;
        flags |= replyTo != null ? ANSWERED : 0;
        Envelope.Order order = envelope.order();
        flags |= order != null ? ORDERED : 0;
        out.writeByte(flags | (envelope.returned() ? RETURNED : 0));
        if (cast != null) {
            out.writeByte(envelope.kind().ordinal());
        }
        writePort(envelope.to(), out);
        writeActor(envelope.from(), out);
        if (replyTo != null) {
            writePort(replyTo, out);
        }
        out.writeVarInt(envelope.rank());
        if (order != null) {
            writeOrder(order, out);
        }
        if (cast != null) {
            writeCast(cast, out);
        }
    }

    /** @throws WireFormatException if what remains is not one whole envelope */
    public static Envelope read(WireInput in) {
        try {
            int flags = in.readByte();
            boolean ofCast = (flags & KIND) == OF_CAST;
            int kind = ofCast ? in.readByte() : flags & KIND;
            if (kind < 0 || kind >= KINDS.length) {
                throw new WireFormatException("not an envelope: flags=" + flags);
            }
            PortId to = readPort(in);
            ActorId from = readActor(in);
            @Nullable PortId replyTo = (flags & ANSWERED) != 0 ? readPort(in) : null;
            int rank = in.readVarInt();
            Envelope.@Nullable Order order = (flags & ORDERED) != 0 ? readOrder(in) : null;
            Envelope.@Nullable Cast cast = ofCast ? readCast(in) : null;
            byte[] payload = in.readRaw(in.remaining());
            boolean control = (flags & CONTROL) != 0;
            boolean returned = (flags & RETURNED) != 0;
            return new Envelope(KINDS[kind], control, returned, to, from, replyTo, rank, order, cast, payload);
        } catch (IllegalArgumentException e) {
            throw new WireFormatException("not an envelope: " + e.getMessage(), e);
        }
    }

    public static void writeAddress(Address address, WireOutput out) {
        out.writeString(address.toString());
    }

    public static Address readAddress(WireInput in) {
        return Address.parse(in.readString());
    }

    public static void writeProc(ProcId proc, WireOutput out) {
        out.writeString(proc.name());
        writeAddress(proc.address(), out);
    }

    public static ProcId readProc(WireInput in) {
        return new ProcId(in.readString(), readAddress(in));
    }

    public static void writeActor(ActorId actor, WireOutput out) {
        out.writeString(actor.name());
        writeProc(actor.proc(), out);
    }

    public static ActorId readActor(WireInput in) {
        return new ActorId(in.readString(), readProc(in));
    }

    static void writeOrder(Envelope.Order order, WireOutput out) {
        out.writeLong(order.session());
        out.writeLong(order.number());
    }

    static Envelope.Order readOrder(WireInput in) {
        return new Envelope.Order(in.readLong(), in.readLong());
    }

    public static void writeCast(Envelope.Cast cast, WireOutput out) {
        out.writeLong(cast.session());
        out.writeLong(cast.number());
        out.writeVarInt(cast.members());
    }

    public static Envelope.Cast readCast(WireInput in) {
        return new Envelope.Cast(in.readLong(), in.readLong(), in.readVarInt());
    }

    public static void writePort(PortId port, WireOutput out) {
        writeActor(port.actor(), out);
        out.writeLong(port.index());
    }

    public static PortId readPort(WireInput in) {
        return new PortId(readActor(in), in.readLong());
    }
}
