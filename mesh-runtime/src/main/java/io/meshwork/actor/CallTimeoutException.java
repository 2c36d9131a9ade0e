package io.meshwork.actor;

import io.meshwork.failure.MeshException;

/** An answer did not come in time, or the thread that waited for it was interrupted. */
public final class CallTimeoutException extends MeshException {

    private static final long serialVersionUID = 1;

    public CallTimeoutException(String message) {
        super(message);
    }
}
