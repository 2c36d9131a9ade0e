package io.meshwork.wire.codec;

import io.meshwork.wire.WireFormatException;
import io.meshwork.wire.WireInput;
import io.meshwork.wire.WireOutput;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Optionals: whether there is a value, then the value. */
final class OptionalForm implements Form {

    private final Kind kind;

    OptionalForm(Kind kind) {
        this.kind = kind;
    }

    @Override
    public void write(Object value, Position at, Encoder encoder) {
        WireOutput out = encoder.bytes();
        if (value instanceof Optional<?> optional) {
            writeReference(optional, at, encoder);
        } else if (value instanceof OptionalInt optional) {
            out.writeBoolean(optional.isPresent());
            out.writeInt(optional.orElse(0));
        } else if (value instanceof OptionalLong optional) {
            out.writeBoolean(optional.isPresent());
            out.writeLong(optional.orElse(0));
        } else if (value instanceof OptionalDouble optional) {
            out.writeBoolean(optional.isPresent());
            out.writeDouble(optional.orElse(0));
        }
    }

    @Override
    public Object read(Position at, Decoder decoder) {
        WireInput in = decoder.bytes();
        boolean present = in.readBoolean();
        switch (kind) {
            case OPTIONAL_INT -> {
                int value = in.readInt();
                return present ? OptionalInt.of(value) : OptionalInt.empty();
            }
            case OPTIONAL_LONG -> {
                long value = in.readLong();
                return present ? OptionalLong.of(value) : OptionalLong.empty();
            }
            case OPTIONAL_DOUBLE -> {
                double value = in.readDouble();
                return present ? OptionalDouble.of(value) : OptionalDouble.empty();
            }
            default -> {
                return present ? readReference(at, decoder) : Optional.empty();
            }
        }
    }

    private static void writeReference(Optional<?> optional, Position at, Encoder out) {
        out.bytes().writeBoolean(optional.isPresent());
        if (optional.isPresent()) {
            try {
                out.write(optional.get(), at.element());
            } catch (Refusal e) {
                throw e.in("content", optional);
            }
        }
    }

    private static Object readReference(Position at, Decoder in) {
        Object content = in.read(at.element());
        if (content == null) {
            throw new WireFormatException(
                    "optional without its value: declared=" + at.boundType().getTypeName());
        }
        return Optional.of(content);
    }
}
