package io.meshwork.transport;

import io.meshwork.failure.MeshException;

/** The other end of a connection is none of this run, or of a version that this one can't talk to. */
public final class HandshakeException extends MeshException {

    private static final long serialVersionUID = 1;

    private final boolean otherVersion;

    private HandshakeException(String message, boolean otherVersion) {
        super(message);
        this.otherVersion = otherVersion;
    }

    public static HandshakeException stranger(String message) {
        return new HandshakeException(message, false);
    }

    static HandshakeException otherVersion(int theirs, int ours) {
        return new HandshakeException("another version at the other end: theirs=" + theirs + " ours=" + ours, true);
    }

    /** Whether it is a peer indeed, but of another version. */
    public boolean isOtherVersion() {
        return otherVersion;
    }
}
