package io.meshwork.actor;

import io.meshwork.failure.MeshException;
import io.meshwork.failure.MeshFailure;
import org.jspecify.annotations.Nullable;

/**
 * An actor failed because something it owns failed, and it did not take care of that: {@link Actor#supervise} returned
 * false, or threw. The message tells which of both, and the whole chain below; the cause is the exception at its bottom, or
 * the one that {@code supervise} threw.
 */
public final class UnsupervisedException extends MeshException {

    private static final long serialVersionUID = 1;

    private final transient @Nullable String origin;

    private UnsupervisedException(String message, @Nullable Throwable cause, @Nullable String origin) {
        super(message, cause);
        this.origin = origin;
    }

    /* As it is made anew in another process. */
    private UnsupervisedException(String message, @Nullable Throwable cause) {
        this(message, cause, null);
    }

    static UnsupervisedException refused(MeshFailure failure) {
        return new UnsupervisedException("did not supervise: " + failure, failure.cause(), failure.origin());
    }

    static UnsupervisedException threw(MeshFailure failure, Throwable thrown) {
        return new UnsupervisedException(
                "threw while it supervised: " + thrown + ": told of " + failure, thrown, failure.origin());
    }

    /** The process whose end is behind it; null if none is. */
    @Nullable
    String origin() {
        return origin;
    }
}
