package io.meshwork.wire.codec;

import java.lang.reflect.Constructor;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes an exception of a given class, message and cause by the constructors that exceptions usually have: message and
 * cause, message, cause, nothing. The first that gives the right message and cause wins.
 */
final class ThrowableMaker {

    private static final Class<?>[][] USUAL = {{String.class, Throwable.class}, {String.class}, {Throwable.class}, {}};

    private final Class<?> type;
    private final @Nullable String message;
    private final @Nullable Throwable cause;

    /** @param type extends {@code Throwable} */
    ThrowableMaker(Class<?> type, @Nullable String message, @Nullable Throwable cause) {
        this.type = type;
        this.message = message;
        this.cause = cause;
    }

    /** Null if none of its constructors will do. */
    @Nullable
    Throwable make() {
        try {
            Constructor<?>[] all = type.getDeclaredConstructors();
            for (Class<?>[] usual : USUAL) {
                for (Constructor<?> constructor : all) {
                    Throwable made = takes(constructor.getParameterTypes(), usual) ? tryOut(constructor) : null;
                    if (made != null) {
                        return made;
                    }
                }
            }
            return null;
        } catch (RuntimeException | LinkageError e) {
            return null;
        }
    }

    /** Whether the parameters are of the usual shape; a narrower type of cause is as good if the cause is of it. */
    private boolean takes(Class<?>[] parameters, Class<?>[] usual) {
        if (parameters.length != usual.length) {
            return false;
        }
        for (int i = 0; i < usual.length; i++) {
            boolean exact = parameters[i] == usual[i];
            boolean narrower = usual[i] == Throwable.class
                    && Throwable.class.isAssignableFrom(parameters[i])
                    && parameters[i].isInstance(cause);
            if (!exact && !narrower) {
                return false;
            }
        }
        return true;
    }

    private @Nullable Throwable tryOut(Constructor<?> constructor) {
        try {
            if (!constructor.trySetAccessible()) {
                return null;
            }
            Throwable made = (Throwable) constructor.newInstance(arguments(constructor.getParameterTypes()));
            if (cause != null && made.getCause() == null) {
                made.initCause(cause);
            }
            return made.getCause() == cause && Objects.equals(made.getMessage(), message) ? made : null;
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return null;
        }
    }

    private @Nullable Object[] arguments(Class<?>[] parameters) {
        @Nullable Object[] arguments = new @Nullable Object[parameters.length];
        for (int i = 0; i < parameters.length; i++) {
            arguments[i] = parameters[i] == String.class ? message : cause;
        }
        return arguments;
    }
}
