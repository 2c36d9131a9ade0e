package io.meshwork.actor;

import io.meshwork.failure.MeshException;

/** An actor class, its handlers or its constructor arguments don't fit. Thrown to the caller, before anything is sent. */
public final class BadActorException extends MeshException {

    private static final long serialVersionUID = 1;

    public BadActorException(String message) {
        super(message);
    }
}
