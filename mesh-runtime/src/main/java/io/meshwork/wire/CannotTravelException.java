package io.meshwork.wire;

import io.meshwork.failure.MeshException;

/** A value can't leave its process. Thrown to the one that tried to send it, before anything was sent. */
public final class CannotTravelException extends MeshException {

    private static final long serialVersionUID = 1;

    public CannotTravelException(String message) {
        super(message);
    }

    public CannotTravelException(String message, Throwable cause) {
        super(message, cause);
    }
}
