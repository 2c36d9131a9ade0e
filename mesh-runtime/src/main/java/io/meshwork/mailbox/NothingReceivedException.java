package io.meshwork.mailbox;

import io.meshwork.failure.MeshException;

/** A port was asked for a value, and none was there in time. */
public final class NothingReceivedException extends MeshException {

    private static final long serialVersionUID = 1;

    public NothingReceivedException(String message) {
        super(message);
    }
}
