package io.meshwork.cast;

import io.meshwork.id.PortId;
import io.meshwork.id.ProcId;
import io.meshwork.wire.Envelope;
import io.meshwork.wire.EnvelopeFormat;
import io.meshwork.wire.WireFormatException;
import io.meshwork.wire.WireInput;
import io.meshwork.wire.WireOutput;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The form of {@link Frame}s: the payload of an {@link Envelope.Kind#RELAY} envelope. */
final class FrameFormat {

    private static final int SET_UP = 0;
    private static final int CARRY = 1;
    private static final int DONE = 2;
    private static final int UNKNOWN = 3;
    private static final int FROM_ROOT = 1;
    private static final int RETURNED = 2;
    private static final int ANSWERED = 4;
    private static final int LEAST_BYTES_PER_PLACE = 3;
    private static final int LEAST_BYTES_PER_MEMBER = 2;
    private static final int LEAST_BYTES_PER_CAST = 17;
    private static final int HEADER_BYTES = 256;

    private FrameFormat() {}

    static byte[] bytes(Frame frame) {
        WireOutput out = new WireOutput(sizeHint(frame));
        if (frame instanceof Frame.SetUp setUp) {
            out.writeByte(SET_UP);
            writeBlock(setUp.block(), out);
        } else if (frame instanceof Frame.Carry carry) {
            out.writeByte(CARRY);
            writeCarried(carry.carried(), out);
        } else if (frame instanceof Frame.Done done) {
            out.writeByte(DONE);
            out.writeVarInt(done.casts().size());
            done.casts().forEach(cast -> EnvelopeFormat.writeCast(cast, out));
        } else if (frame instanceof Frame.Unknown unknown) {
            out.writeByte(UNKNOWN);
            EnvelopeFormat.writeCast(unknown.cast(), out);
        }
        return out.toByteArray();
    }

    private static int sizeHint(Frame frame) {
        return HEADER_BYTES
                + (frame instanceof Frame.Carry carry ? carry.carried().payload().length : 0);
    }

    /** @throws WireFormatException if the bytes are none */
    static Frame read(byte[] bytes) {
        WireInput in = new WireInput(bytes);
        try {
            int type = in.readByte();
            Frame frame = switch (type) {
                case SET_UP -> new Frame.SetUp(readBlock(in));
                case CARRY -> new Frame.Carry(readCarried(in));
                case DONE -> new Frame.Done(readCasts(in));
                case UNKNOWN -> new Frame.Unknown(EnvelopeFormat.readCast(in));
                default -> throw new WireFormatException("not a frame of a relay: type=" + type);
            };
            in.requireEnd();
            return frame;
        } catch (IllegalArgumentException e) {
            throw new WireFormatException("not a frame of a relay: " + e.getMessage(), e);
        }
    }

    private static List<Envelope.Cast> readCasts(WireInput in) {
        int count = in.readCount(LEAST_BYTES_PER_CAST);
        List<Envelope.Cast> casts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            casts.add(EnvelopeFormat.readCast(in));
        }
        return casts;
    }

    /* Names repeat: mostly all members have one name. */
    private static void writeBlock(Domain block, WireOutput out) {
        writeId(block.id(), out);
        out.writeVarInt(block.fanout());
        out.writeVarInt(block.first());
        out.writeVarInt(block.places().size());
        String last = "";
        for (Place place : block.places()) {
            EnvelopeFormat.writeProc(place.proc(), out);
            out.writeVarInt(place.size());
            for (int i = 0; i < place.size(); i++) {
                String name = place.actors().get(i);
                out.writeString(name.equals(last) ? "" : name);
                out.writeVarInt(place.ranks().get(i));
                last = name;
            }
        }
    }

    private static Domain readBlock(WireInput in) {
        Domain.Id id = readId(in);
        int fanout = in.readVarInt();
        int first = in.readVarInt();
        int count = in.readCount(LEAST_BYTES_PER_PLACE);
        if (fanout < 1 || count < 1) {
            throw new WireFormatException("not a block: fanout=" + fanout + " procs=" + count);
        }
        List<Place> places = new ArrayList<>(count);
        String last = "";
        for (int i = 0; i < count; i++) {
            ProcId proc = EnvelopeFormat.readProc(in);
            int members = in.readCount(LEAST_BYTES_PER_MEMBER);
            List<String> names = new ArrayList<>(members);
            List<Integer> ranks = new ArrayList<>(members);
            for (int member = 0; member < members; member++) {
                String name = in.readString();
                last = name.isEmpty() ? last : name;
                names.add(last);
                ranks.add(in.readVarInt());
            }
            places.add(new Place(proc, names, ranks));
        }
        return new Domain(id, fanout, false, first, places);
    }

    private static void writeCarried(Carried carried, WireOutput out) {
        PortId replyTo = carried.replyTo();
        writeId(carried.domain(), out);
        EnvelopeFormat.writeCast(carried.cast(), out);
        int flags = carried.fromRoot() ? FROM_ROOT : 0;
        flags |= carried.returned() ? RETURNED : 0;
        out.writeByte(flags | (replyTo != null ? ANSWERED : 0));
        EnvelopeFormat.writeActor(carried.from(), out);
        if (replyTo != null) {
            EnvelopeFormat.writePort(replyTo, out);
        }
        out.writeLong(carried.session());
        carried.numbers().write(out);
        out.writeRaw(carried.payload(), 0, carried.payload().length);
    }

    private static Carried readCarried(WireInput in) {
        Domain.Id domain = readId(in);
        Envelope.Cast cast = EnvelopeFormat.readCast(in);
        int flags = in.readByte();
        var from = EnvelopeFormat.readActor(in);
        @Nullable PortId replyTo = (flags & ANSWERED) != 0 ? EnvelopeFormat.readPort(in) : null;
        long session = in.readLong();
        Numbers numbers = Numbers.read(in);
        byte[] payload = in.readRaw(in.remaining());
        return new Carried(
                domain,
                cast,
                (flags & FROM_ROOT) != 0,
                (flags & RETURNED) != 0,
                from,
                replyTo,
                session,
                numbers,
                payload);
    }

    private static void writeId(Domain.Id id, WireOutput out) {
        out.writeLong(id.session());
        out.writeLong(id.number());
    }

    private static Domain.Id readId(WireInput in) {
        return new Domain.Id(in.readLong(), in.readLong());
    }
}
