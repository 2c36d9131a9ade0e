package io.meshwork;

import io.meshwork.failure.MeshException;
import org.jspecify.annotations.Nullable;

/** Whether a mesh may still be used; shared by its handle and its views. */
final class Lifeline {

    private final String mesh;
    private volatile @Nullable String ended;

    Lifeline(String mesh) {
        this.mesh = mesh;
    }

    /** @throws MeshException if it was stopped or shut down */
    void requireLive() {
        requireLive("");
    }

    /** @param cure what can be done instead; the message of the exception says it */
    void requireLive(String cure) {
        String reason = ended;
        if (reason != null) {
            throw new MeshException(reason + (cure.isEmpty() ? "" : ": ") + cure + ": mesh=" + mesh);
        }
    }

    /** @return whether this was the first call */
    synchronized boolean end(String reason) {
        if (ended != null) {
            return false;
        }
        ended = reason;
        return true;
    }

    boolean isEnded() {
        return ended != null;
    }
}
