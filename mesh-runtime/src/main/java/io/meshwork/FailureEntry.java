package io.meshwork;

import io.meshwork.failure.MeshFailure;

/** One cause that a client heard of, and what is known to follow from it until it is taken. For any thread. */
final class FailureEntry {

    private MeshFailure failure; // guarded by this
    private boolean taken; // guarded by this

    FailureEntry(MeshFailure failure) {
        this.failure = failure;
    }

    synchronized MeshFailure take() {
        taken = true;
        return failure;
    }

    /** @return false if the entry was taken before, and this with it */
    synchronized boolean add(MeshFailure consequence) {
        if (!taken) {
            failure = failure.withConsequence(consequence);
        }
        return !taken;
    }

    /** @return as {@link #add} */
    synchronized boolean putAbove(MeshFailure cause) {
        if (!taken) {
            failure = cause.withConsequence(failure);
        }
        return !taken;
    }

    @Override
    public synchronized String toString() {
        return failure.toString();
    }
}
