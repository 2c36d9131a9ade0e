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

    /** Raised with each change of the form; both ends of a connection must have the same. */
    public static final int VERSION = 1;

    private static final Envelope.Kind[] KINDS = Envelope.Kind.values();
    private static final int CONTROL = 0x10;
    private static final int ANSWERED = 0x20;
    private static final int KIND = 0x0F;

    private EnvelopeFormat() {}

    public static void write(Envelope envelope, WireOutput out) {
        PortId replyTo = envelope.replyTo();
        int flags = envelope.kind().ordinal();
        out.writeByte(flags | (envelope.control() ? CONTROL : 0) | (replyTo != null ? ANSWERED : 0));
        writePort(envelope.to(), out);
        writeActor(envelope.from(), out);
        if (replyTo != null) {
            writePort(replyTo, out);
        }
        out.writeVarInt(envelope.rank());
        out.writeRaw(envelope.payload(), 0, envelope.payload().length);
    }

    /** @throws WireFormatException if what remains is not one whole envelope */
    public static Envelope read(WireInput in) {
        try {
            int flags = in.readByte();
            int kind = flags & KIND;
            if (kind >= KINDS.length || (flags & ~(KIND | CONTROL | ANSWERED)) != 0) {
                throw new WireFormatException("not an envelope: flags=" + flags);
            }
            PortId to = readPort(in);
            ActorId from = readActor(in);
            @Nullable PortId replyTo = (flags & ANSWERED) != 0 ? readPort(in) : null;
            int rank = in.readVarInt();
            byte[] payload = in.readRaw(in.remaining());
            return new Envelope(KINDS[kind], (flags & CONTROL) != 0, to, from, replyTo, rank, payload);
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

    private static void writeActor(ActorId actor, WireOutput out) {
        out.writeString(actor.name());
        writeProc(actor.proc(), out);
    }

    private static ActorId readActor(WireInput in) {
        return new ActorId(in.readString(), readProc(in));
    }

    private static void writePort(PortId port, WireOutput out) {
        writeActor(port.actor(), out);
        out.writeLong(port.index());
    }

    private static PortId readPort(WireInput in) {
        return new PortId(readActor(in), in.readLong());
    }
}
