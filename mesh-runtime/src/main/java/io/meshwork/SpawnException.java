package io.meshwork;

import io.meshwork.failure.MeshException;
import io.meshwork.value.Status;
import io.meshwork.value.ValueMesh;

/** A mesh could not be spawned. What was started for it is gone when this is thrown. */
public final class SpawnException extends MeshException {

    private static final long serialVersionUID = 1;

    private final transient ValueMesh<Status> statuses;

    public SpawnException(String message, ValueMesh<Status> statuses) {
        super(message);
        this.statuses = statuses;
    }

    /** Where each rank was when it was given up. */
    public ValueMesh<Status> statuses() {
        return statuses;
    }
}
