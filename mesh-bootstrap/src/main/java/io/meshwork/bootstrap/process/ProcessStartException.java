package io.meshwork.bootstrap.process;

import io.meshwork.failure.MeshException;

/** The operating system refused to start a process. The message has its command line and the system's error. */
public final class ProcessStartException extends MeshException {

    private static final long serialVersionUID = 1;

    public ProcessStartException(String message, Throwable cause) {
        super(message, cause);
    }
}
