package io.meshwork.wire.codec;

import io.meshwork.wire.CannotTravelException;
import io.meshwork.wire.PayloadCodec;
import io.meshwork.wire.Receiver;
import io.meshwork.wire.WireFormatException;
import io.meshwork.wire.WireInput;
import java.lang.reflect.Type;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * The codec that is used unless a user plugs in another.
 *
 * <p>What travels: null, primitives, strings, enums, records, arrays, collections, maps, optionals, classes,
 * exceptions, handles, serializable lambdas and method references, and {@link java.io.Serializable} values. Lists, sets
 * and maps come back unmodifiable and in their order, unless the declared type names a class of {@code java.util}.
 * Values are trees: what is shared is copied, what is cyclic or nested more than 256 deep is refused.
 */
public final class TypedCodec implements PayloadCodec {

    private final Forms forms;
    private final ConcurrentMap<Type, Position> declaredPositions = new ConcurrentHashMap<>();

    /** @param loader finds the classes that payloads name; no other loader is asked */
    public TypedCodec(ClassLoader loader) {
        forms = new Forms(new NamedClasses(loader));
    }

    @Override
    public byte[] encode(@Nullable Object value) {
        try {
            Encoder out = new Encoder(forms);
            out.write(value, Position.ANY);
            return out.bytes().toByteArray();
        } catch (Refusal e) {
            throw new CannotTravelException(e.getMessage());
        } catch (CannotTravelException e) {
            throw e;
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            String type = value == null ? "null" : value.getClass().getName();
            throw new CannotTravelException("cannot travel: " + type + "; taking it apart failed: " + e, e);
        }
    }

    @Override
    public @Nullable Object decode(byte[] payload, Type declared, Receiver receiver) {
        try {
            Decoder in = new Decoder(payload, forms, receiver);
            Object value = in.read(positionOf(declared));
            in.bytes().requireEnd();
            return value;
        } catch (WireFormatException e) {
            throw e;
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            throw new WireFormatException("not a value: declared=" + declared.getTypeName() + " error=" + e, e);
        }
    }

    @Override
    public String className(byte[] payload) {
        return Decoder.className(new WireInput(payload));
    }

    @Override
    public boolean mayHoldHandle(Object value) {
        try {
            return new HandleSearch(forms).mayHold(value);
        } catch (Refusal e) {
            return true;
        } catch (RuntimeException | LinkageError | StackOverflowError e) {
            return true; // a collection of a user's own may throw what it likes: encoding it says what
        }
    }

    private Position positionOf(Type declared) {
        Position known = declaredPositions.get(declared);
        if (known == null) {
            known = Position.of(Object.class, declared);
            declaredPositions.put(declared, known);
        }
        return known;
    }
}
