package io.meshwork.failure;

/**
 * Stands for an exception of another process whose class can't be rebuilt here. The message starts with the name of that
 * class; the stack trace is the far one.
 */
public final class RemoteException extends MeshException {

    private static final long serialVersionUID = 1;

    private final String remoteClass;

    /** @param remoteClass binary name of the class that was thrown over there */
    public RemoteException(String remoteClass, String message) {
        super(remoteClass + ": " + message);
        this.remoteClass = remoteClass;
    }

    public String remoteClass() {
        return remoteClass;
    }
}
