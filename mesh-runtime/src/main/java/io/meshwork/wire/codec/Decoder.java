package io.meshwork.wire.codec;

import io.meshwork.wire.Receiver;
import io.meshwork.wire.WireFormatException;
import io.meshwork.wire.WireInput;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One payload being read. For one thread. */
final class Decoder {

    private final WireInput in;
    private final Forms forms;
    private final Receiver receiver;
    private final List<String> names = new ArrayList<>();
    private long unclaimedBytes;
    private int depth;

    Decoder(byte[] payload, Forms forms, Receiver receiver) {
        in = new WireInput(payload);
        this.forms = forms;
        this.receiver = receiver;
        unclaimedBytes = payload.length;
    }

    /** As {@link io.meshwork.wire.PayloadCodec#className}; empty also for arrays, handles and lambdas. */
    static String className(WireInput in) {
        return switch (Kind.ofTag(in.readByte())) {
            case ENUM, RECORD, SERIALIZABLE -> firstName(in);
            case THROWABLE -> in.readString();
            default -> "";
        };
    }

    WireInput bytes() {
        return in;
    }

    Receiver receiver() {
        return receiver;
    }

    NamedClasses classes() {
        return forms.classes();
    }

    @Nullable
    Object read(Position at) {
        Kind only = at.onlyKind();
        if (only != null) {
            return in.readBoolean() ? readBody(only, at) : null;
        }
        Kind kind = Kind.ofTag(in.readByte());
        if (kind == Kind.NULL) {
            return at.requireNullable();
        }
        if (!kind.mayStandAt(at.bound())) {
            throw at.misfit(kind.name());
        }
        Object value = readBody(kind, at);
        if (!at.bound().isInstance(value)) {
            throw at.misfit(value.getClass().getName());
        }
        return value;
    }

    /** A class, not initialised, whose values may stand where those of the bound may. */
    Class<?> readClass(Class<?> bound) {
        return classes().find(readName(), bound);
    }

    /** Any class, not initialised, with its dimensions; fits the bound. */
    Class<?> readAnyClass(Class<?> bound) {
        int dimensions = in.readVarInt();
        return classes().find(dimensions, readName(), bound);
    }

    String readName() {
        int number = in.readVarInt();
        if (number > names.size()) {
            throw new WireFormatException("not a name: number=" + number + " names=" + names.size());
        }
        if (number > 0) {
            return names.get(number - 1);
        }
        String name = in.readString();
        names.add(name);
        return name;
    }

    /**
     * A count of elements, each of at least so many bytes of its own.
     *
     * <p>No byte counts for two elements, not even for one in another: so all counts of a payload together stay below
     * its length, and nested false ones can't take more memory than one of them could.
     */
    int readCount(int leastBytesEach) {
        int count = in.readCount(leastBytesEach);
        unclaimedBytes -= (long) count * leastBytesEach;
        if (unclaimedBytes < 0) {
            throw new WireFormatException("more elements than bytes: count=" + count);
        }
        return count;
    }

    private static String firstName(WireInput in) {
        if (in.readVarInt() != 0) {
            throw new WireFormatException("not a name: the first has no number");
        }
        return in.readString();
    }

    private Object readBody(Kind kind, Position at) {
        if (++depth > Encoder.DEEPEST) {
            throw new WireFormatException("nested too deep: limit=" + Encoder.DEEPEST);
        }
        Object value = forms.form(kind).read(at, this);
        depth--;
        return value;
    }
}
