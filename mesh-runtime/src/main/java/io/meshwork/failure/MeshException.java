package io.meshwork.failure;

import org.jspecify.annotations.Nullable;

/** The root of what this library throws. Unchecked; the message names what was wrong, then {@code key=value}s. */
public class MeshException extends RuntimeException {

    private static final long serialVersionUID = 1;

    public MeshException(String message) {
        super(message);
    }

    public MeshException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
