package io.meshwork.shape;

import io.meshwork.failure.MeshException;

/** A rank, coordinate, dimension or range that the shape at hand doesn't have. Says what it accepts and what it got. */
public final class ShapeException extends MeshException {

    private static final long serialVersionUID = 1;

    public ShapeException(String message) {
        super(message);
    }
}
