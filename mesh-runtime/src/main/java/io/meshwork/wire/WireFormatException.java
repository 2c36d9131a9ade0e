package io.meshwork.wire;

import io.meshwork.failure.MeshException;

/** Bytes that are not what they should be. The one that reads them never hangs and never takes more memory for it. */
public final class WireFormatException extends MeshException {

    private static final long serialVersionUID = 1;

    public WireFormatException(String message) {
        super(message);
    }

    public WireFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
