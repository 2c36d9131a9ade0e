package io.meshwork.junit;

import io.meshwork.failure.MeshException;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Something that is made when first asked for. If that failed it is not tried again: who asks later gets the same cause.
 * Not safe for threads; its owner locks.
 */
final class Once<T> {

    private final String what;
    private final Supplier<T> maker;
    private @Nullable T made;
    private @Nullable Throwable failure;

    /** @param what for people */
    Once(String what, Supplier<T> maker) {
        this.what = what;
        this.maker = maker;
    }

    T get() {
        if (failure != null) {
            throw new MeshException(what + " failed before and is not tried again: " + failure.getMessage(), failure);
        }
        T thing = made;
        return thing != null ? thing : make();
    }

    /** If it was asked for, and could be made. */
    Optional<T> ifMade() {
        return Optional.ofNullable(made);
    }

    private T make() {
        try {
            T thing = maker.get();
            made = thing;
            return thing;
        } catch (RuntimeException | Error e) {
            failure = e;
            throw e;
        }
    }
}
