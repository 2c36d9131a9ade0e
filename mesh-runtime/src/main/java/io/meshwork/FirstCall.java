package io.meshwork;

/** The first call of an actor mesh, from the moment on that this is made; its answer is told to the client's journal. */
final class FirstCall {

    private final Journal journal;
    private final String mesh;
    private final long spawnedNanos;
    private final long sentNanos = System.nanoTime();

    /** @param spawnedNanos since when its actors run */
    FirstCall(Journal journal, String mesh, long spawnedNanos) {
        this.journal = journal;
        this.mesh = mesh;
        this.spawnedNanos = spawnedNanos;
    }

    void answered() {
        long now = System.nanoTime();
        journal.answered(mesh, now - spawnedNanos, now - sentNanos);
    }
}
