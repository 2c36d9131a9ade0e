package io.meshwork.wire;

import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * Turns messages, arguments, answers and port values into bytes and back. Implementations are safe for any thread.
 */
public interface PayloadCodec {

    /**
     * @throws CannotTravelException if a value in it can't leave the process; names its field and class
     */
    byte[] encode(@Nullable Object value);

    /**
     * @param declared what the receiver accepts: no class outside of what this type reaches is loaded
     * @param receiver the one for whom it is decoded; handles in it act for that one
     * @throws WireFormatException if the bytes are no value of the declared type
     */
    @Nullable
    Object decode(byte[] payload, Type declared, Receiver receiver);

    /**
     * The binary class name of the top-level value, read without loading the class.
     *
     * @return empty for values whose form names no class: null, strings, numbers, collections
     * @throws WireFormatException if the bytes are no value
     */
    String className(byte[] payload);

    /** Whether there may be a {@link Travelling} handle in a value, which the one that receives it needs made anew. */
    default boolean mayHoldHandle(Object value) {
        return true;
    }
}
