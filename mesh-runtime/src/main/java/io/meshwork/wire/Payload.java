package io.meshwork.wire;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** What an envelope carries: bytes; or, between processes that are objects of one JVM, the value itself. For any thread. */
public final class Payload {

    private static final byte[] NOTHING = new byte[0];

    private final byte[] bytes;
    private final @Nullable Object value;
    private final @Nullable PayloadCodec codec;

    private Payload(byte[] bytes, @Nullable Object value, @Nullable PayloadCodec codec) {
        this.bytes = bytes;
        this.value = value;
        this.codec = codec;
    }

    /** @param bytes never changed afterwards */
    public static Payload of(byte[] bytes) {
        return new Payload(bytes, null, null);
    }

    /**
     * The value itself, which receiver and sender share from then on.
     *
     * @param value holds no handle: one would act for the sender still
     * @param codec encodes it where it leaves the JVM after all
     */
    public static Payload passed(Object value, PayloadCodec codec) {
        return new Payload(NOTHING, value, codec);
    }

    /** Other bytes, which tell of this value. */
    Payload told(byte[] told) {
        return new Payload(told, value, null);
    }

    /** Empty where it is the value that is passed. */
    public byte[] bytes() {
        return bytes;
    }

    /** Whether the value itself is passed. */
    public boolean isPassed() {
        return codec != null;
    }

    /** The value that is passed, or that the bytes tell of; null where there are bytes alone. */
    public @Nullable Object value() {
        return value;
    }

    /**
     * The value that is passed, as what the receiver accepts.
     *
     * @throws WireFormatException if it is none
     */
    public @Nullable Object value(Type declared) {
        Type raw = declared instanceof ParameterizedType generic ? generic.getRawType() : declared;
        if (raw instanceof Class<?> type && !type.isInstance(value)) {
            throw new WireFormatException("not a value: declared=" + declared.getTypeName() + " value=" + className());
        }
        return value;
    }

    /** The binary name of the class of the value that is passed. */
    public String className() {
        return value == null ? "" : value.getClass().getName();
    }

    /**
     * The same as bytes alone.
     *
     * @throws CannotTravelException if a value that was passed can't leave the JVM
     */
    Payload encoded() {
        return codec == null ? of(bytes) : of(codec.encode(value));
    }
}
