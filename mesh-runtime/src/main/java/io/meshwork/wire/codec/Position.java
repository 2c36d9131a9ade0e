package io.meshwork.wire.codec;

import io.meshwork.wire.WireFormatException;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/**
 * A place where values stand: the whole payload, a record's component, an element of a collection.
 *
 * <p>It has two types. The <em>written</em> one is what the declaring class says, with its type variables open; sender
 * and receiver see the same, so it alone decides how a value is written (PC-1). The <em>bound</em> is what may stand
 * here as the receiver knows it, with the variables resolved from the declared type of the whole (PC-2). Both have the
 * same class where the written type leaves no choice.
 */
final class Position {

    /** Where anything may stand. */
    static final Position ANY = new Position(Object.class, Object.class);

    private final Type written;
    private final Type bound;
    private final Class<?> boundClass;
    private final Class<?> writtenClass;
    private final @Nullable Kind onlyKind;
    /* Made when first asked for, without a lock: one made twice does no harm. */
    private @Nullable Position first;
    private @Nullable Position second;

    private Position(Type written, Type bound) {
        this.written = written;
        this.bound = bound;
        writtenClass = TypeResolver.erase(written);
        boundClass = TypeResolver.erase(bound);
        onlyKind = TypeResolver.isOpen(written) ? null : Kind.ofPosition(writtenClass);
    }

    static Position of(Type written, Type bound) {
        return written == Object.class && bound == Object.class ? ANY : new Position(written, bound);
    }

    /** What stands here if the written type leaves no choice; else null, and values are tagged and name their class. */
    @Nullable
    Kind onlyKind() {
        return onlyKind;
    }

    Class<?> writtenClass() {
        return writtenClass;
    }

    /** What may stand here, erased; the box for a primitive. */
    Class<?> bound() {
        return boundClass.isPrimitive() ? NamedClasses.box(boundClass) : boundClass;
    }

    /** What may stand here, with its type arguments. */
    Type boundType() {
        return bound;
    }

    /** Where the elements stand of a collection, an array or an optional, or the keys of a map, that stands here. */
    Position element() {
        Position known = first;
        if (known == null) {
            known = argument(0);
            first = known;
        }
        return known;
    }

    /** Where the values stand of a map that stands here. */
    Position mapValue() {
        Position known = second;
        if (known == null) {
            known = argument(1);
            second = known;
        }
        return known;
    }

    /** @throws Refusal if unchecked code has put a value here that the declared type doesn't allow */
    Object require(Object value) {
        if (!boundClass.isInstance(value)) {
            throw new Refusal(value.getClass().getName(), "declared there is " + boundClass.getName());
        }
        return value;
    }

    /** Null; the way to say that it may stand here. */
    @Nullable
    Object requireNullable() {
        if (boundClass.isPrimitive()) {
            throw misfit("null");
        }
        return null;
    }

    WireFormatException misfit(String got) {
        return new WireFormatException("does not fit: declared=" + bound.getTypeName() + " got=" + got);
    }

    private Position argument(int index) {
        return of(TypeResolver.argument(written, index), TypeResolver.argument(bound, index));
    }
}
