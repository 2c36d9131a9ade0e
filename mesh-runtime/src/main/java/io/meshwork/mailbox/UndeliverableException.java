package io.meshwork.mailbox;

import io.meshwork.failure.MeshException;

/** A message could not be handed to the one it was for. */
public final class UndeliverableException extends MeshException {

    private static final long serialVersionUID = 1;

    public UndeliverableException(String message) {
        super(message);
    }
}
