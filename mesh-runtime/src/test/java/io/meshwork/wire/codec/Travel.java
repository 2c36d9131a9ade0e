package io.meshwork.wire.codec;

import io.meshwork.wire.Receiver;
import io.meshwork.wire.WireFormatException;
import io.meshwork.wire.WireOutput;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;

/** There and back, as far as a codec is concerned. */
final class Travel {

    static final Receiver NOBODY = new Receiver() {};

    private final TypedCodec codec = new TypedCodec(Travel.class.getClassLoader());

    /** Sends it to a receiver that takes anything. */
    @SuppressWarnings("unchecked") // a value comes back as its class
    <T> T anywhere(T value) {
        return (T) codec.decode(codec.encode(value), Object.class, NOBODY);
    }

    /** Sends it to a receiver that takes the type only. */
    @SuppressWarnings("unchecked") // a value comes back as its class
    <T> T to(Type declared, Object value) {
        return (T) codec.decode(codec.encode(value), declared, NOBODY);
    }

    byte[] encode(Object value) {
        return codec.encode(value);
    }

    Object decode(byte[] payload, Type declared) {
        return codec.decode(payload, declared, NOBODY);
    }

    String className(Object value) {
        return codec.className(codec.encode(value));
    }

    /** A payload as a peer of ill will may write it. */
    static byte[] forged(Kind kind, Object... parts) {
        WireOutput out = new WireOutput();
        out.writeByte(kind.ordinal());
        for (Object part : parts) {
            if (part instanceof String name) {
                out.writeVarInt(0);
                out.writeString(name);
            } else if (part instanceof Kind next) {
                out.writeByte(next.ordinal());
            } else if (part instanceof Integer count) {
                out.writeVarInt(count);
            } else {
                throw new WireFormatException("not a part: " + part);
            }
        }
        return out.toByteArray();
    }

    /** {@code new TypeOf<List<String>>() {}.type()} */
    abstract static class TypeOf<T> {

        Type type() {
            return ((ParameterizedType) getClass().getGenericSuperclass()).getActualTypeArguments()[0];
        }
    }
}
