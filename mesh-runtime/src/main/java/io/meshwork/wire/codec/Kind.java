package io.meshwork.wire.codec;

import io.meshwork.wire.Travelling;
import io.meshwork.wire.WireFormatException;
import java.io.Serializable;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The families of values. The ordinal is the tag on the wire. */
enum Kind {
    NULL(null),
    BOOLEAN(Boolean.class),
    BYTE(Byte.class),
    SHORT(Short.class),
    CHAR(Character.class),
    INT(Integer.class),
    LONG(Long.class),
    FLOAT(Float.class),
    DOUBLE(Double.class),
    STRING(String.class),
    DURATION(Duration.class),
    INSTANT(Instant.class),
    CLASS(Class.class),
    OPTIONAL(Optional.class),
    OPTIONAL_INT(OptionalInt.class),
    OPTIONAL_LONG(OptionalLong.class),
    OPTIONAL_DOUBLE(OptionalDouble.class),
    LIST(List.class),
    SET(Set.class),
    MAP(Map.class),
    ENUM(null),
    RECORD(null),
    ARRAY(null),
    THROWABLE(null),
    TRAVELLING(null),
    LAMBDA(null),
    SERIALIZABLE(null);

    private static final Kind[] ALL = values();

    /** The one type whose values are of this kind; null if the value names its class. */
    private final @Nullable Class<?> type;

    Kind(@Nullable Class<?> type) {
        this.type = type;
    }

    static int count() {
        return ALL.length;
    }

    static Kind ofTag(int tag) {
        if (tag < 0 || tag >= ALL.length) {
            throw new WireFormatException("not a tag: byte=" + tag);
        }
        return ALL[tag];
    }

    /** The kind of the values of a class; null if they can't travel. */
    static @Nullable Kind ofValues(Class<?> type) {
        if (Travelling.class.isAssignableFrom(type)) {
            return TRAVELLING;
        }
        Kind exact = exactly(type);
        if (exact != null) {
            return exact;
        }
        if (Map.class.isAssignableFrom(type)) {
            return MAP;
        }
        if (Collection.class.isAssignableFrom(type)) {
            return Set.class.isAssignableFrom(type) ? SET : LIST;
        }
        if (Throwable.class.isAssignableFrom(type)) {
            return THROWABLE;
        }
        return Serializable.class.isAssignableFrom(type) ? ofSerializable(type) : null;
    }

    /** The kind of all that can stand at a position of this declared type; null if there is a choice. */
    static @Nullable Kind ofPosition(Class<?> declared) {
        if (Travelling.class.isAssignableFrom(declared)) {
            return null;
        }
        if (declared.isArray()) {
            Class<?> component = declared.getComponentType();
            return component.isPrimitive() || ofPosition(component) != null ? ARRAY : null;
        }
        Kind exact = exactly(declared);
        return exact == null || exact.isContainer() ? null : exact;
    }

    boolean isContainer() {
        return this == LIST || this == SET || this == MAP;
    }

    /** Whether values of this kind can be of a type, as far as the tag tells: its form sees to the class it names. */
    boolean mayStandAt(Class<?> bound) {
        if (isContainer()) {
            return Containers.canMake(this, bound);
        }
        return type == null || bound.isAssignableFrom(type);
    }

    /** Whether the plain collection of this kind, which is unmodifiable, is enough for a declared type. */
    boolean suffices(Class<?> bound) {
        return type != null && bound.isAssignableFrom(type);
    }

    private static @Nullable Kind exactly(Class<?> type) {
        for (Kind kind : ALL) {
            if (kind.type == type) {
                return kind;
            }
        }
        if (type.isRecord()) {
            return RECORD;
        }
        if (type.isArray()) {
            return ARRAY;
        }
        return type != Enum.class && Enum.class.isAssignableFrom(type) ? ENUM : null;
    }

    private static @Nullable Kind ofSerializable(Class<?> type) {
        if (LambdaForm.isLambda(type)) {
            return LAMBDA;
        }
        return SerialRules.allow(type) ? SERIALIZABLE : null;
    }
}
