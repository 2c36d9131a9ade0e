package io.meshwork.actor;

import io.meshwork.failure.MeshException;
import org.jspecify.annotations.Nullable;

/**
 * An answer did not come in time, or the thread that waited for it was interrupted. The cause, if there is one, is a {@link
 * HandlerStack}: where the handler of the one asked was at that moment.
 */
public final class CallTimeoutException extends MeshException {

    private static final long serialVersionUID = 1;

    public CallTimeoutException(String message) {
        this(message, null);
    }

    public CallTimeoutException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
