package io.meshwork.actor;

import io.meshwork.failure.MeshException;
import io.meshwork.failure.MeshFailure;

/** An actor failed because something it owns failed and it did not take care of that. */
final class UnsupervisedException extends MeshException {

    private static final long serialVersionUID = 1;

    UnsupervisedException(MeshFailure failure) {
        super("did not supervise: " + failure, failure.cause());
    }
}
