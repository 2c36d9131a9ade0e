package io.meshwork;

import io.meshwork.failure.MeshException;

/** Hosts could not be had. Whatever was started for them is gone when this is thrown. */
public final class AllocationException extends MeshException {

    private static final long serialVersionUID = 1;

    public AllocationException(String message) {
        super(message);
    }
}
