package io.meshwork.cast;

import io.meshwork.id.PortId;
import io.meshwork.wire.Envelope;
import io.meshwork.wire.EnvelopeFormat;
import io.meshwork.wire.WireFormatException;
import io.meshwork.wire.WireInput;
import io.meshwork.wire.WireOutput;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Some of what a reduced port waits for: the values of ranks of one cast, or the exception of the reducer that was to fold
 * them. The payload of an {@link Envelope.Kind#PART} envelope.
 *
 * @param values of disjoint ranges of ranks, ascending
 * @param dropped ranks whose values do not come back if the port can't take them
 */
public record Part(PortId port, Envelope.Cast cast, boolean failed, List<Folded> values, Set<Integer> dropped) {

    private static final int LEAST_BYTES_PER_VALUE = 3;
    private static final int LEAST_BYTES_PER_RANK = 1;

    /** Of values that all come back. */
    public Part(PortId port, Envelope.Cast cast, boolean failed, List<Folded> values) {
        this(port, cast, failed, values, Set.of());
    }

    /** What came of folding the values of this one. */
    public Part folded(boolean thrown, byte[] value) {
        return new Part(port, cast, thrown, List.of(Folding.covering(values, value)), dropped);
    }

    /** Whether the rank is one of those it is of, and wants to have its value back. */
    boolean isReturnedTo(int rank) {
        boolean covered = false;
        for (Folded folded : values) {
            covered |= folded.first() <= rank && rank <= folded.last();
        }
        return covered && !dropped.contains(rank);
    }

    /**
     * The value of one rank, or the one that the values of several were folded into.
     *
     * @param first rank
     * @param last rank, itself included
     * @param value encoded; of a failed part the exception
     */
    public record Folded(int first, int last, byte[] value) {

        public int size() {
            return last - first + 1;
        }

        public String ranks() {
            return first == last ? "rank " + first : "ranks " + first + " to " + last;
        }
    }

    public byte[] encoded() {
        WireOutput out = new WireOutput();
        EnvelopeFormat.writePort(port, out);
        EnvelopeFormat.writeCast(cast, out);
        out.writeBoolean(failed);
        out.writeVarInt(values.size());
        for (Folded folded : values) {
            out.writeVarInt(folded.first());
            out.writeVarInt(folded.last());
            out.writeBytes(folded.value());
        }
        out.writeVarInt(dropped.size());
        dropped.forEach(out::writeVarInt);
        return out.toByteArray();
    }

    /** @throws WireFormatException if the bytes are none */
    public static Part decoded(byte[] bytes) {
        try {
            WireInput in = new WireInput(bytes);
            PortId port = EnvelopeFormat.readPort(in);
            Envelope.Cast cast = EnvelopeFormat.readCast(in);
            boolean failed = in.readBoolean();
            int count = in.readCount(LEAST_BYTES_PER_VALUE);
            List<Folded> values = new ArrayList<>(count);
            for (int i = 0; i < count; i++) {
                Folded folded = new Folded(in.readVarInt(), in.readVarInt(), in.readBytes());
                if (folded.last() < folded.first() || folded.last() >= cast.members()) {
                    throw new WireFormatException("not ranks of the cast: " + folded.ranks() + " of=" + cast.members());
                }
                values.add(folded);
            }
            Set<Integer> dropped = new HashSet<>();
            for (int left = in.readCount(LEAST_BYTES_PER_RANK); left > 0; left--) {
                dropped.add(in.readVarInt());
            }
            in.requireEnd();
            return new Part(port, cast, failed, values, dropped);
        } catch (IllegalArgumentException e) {
            throw new WireFormatException("not a part of a reduced value: " + e.getMessage(), e);
        }
    }
}
