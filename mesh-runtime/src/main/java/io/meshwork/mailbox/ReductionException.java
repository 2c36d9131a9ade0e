package io.meshwork.mailbox;

import io.meshwork.failure.MeshException;
import org.jspecify.annotations.Nullable;

/** A reduced or accumulating port has no value: its function threw, which is the cause, or a rank can't give its own. */
public final class ReductionException extends MeshException {

    private static final long serialVersionUID = 1;

    public ReductionException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
