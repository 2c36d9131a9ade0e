package io.meshwork.bootstrap.launch;

import io.meshwork.bootstrap.handshake.Hello;
import io.meshwork.proc.StartPhases;
import org.jspecify.annotations.Nullable;

/** When the steps of a child's start were done, from the moment on that this is made. For any thread. */
final class StartClock {

    private final long askedNanos = System.nanoTime();
    private volatile long forkedNanos = askedNanos;
    private volatile long heardNanos;
    private volatile @Nullable Hello hello;
    private volatile @Nullable StartPhases phases;

    /** There is a process. */
    void forked() {
        forkedNanos = System.nanoTime();
    }

    void heard(Hello said) {
        heardNanos = System.nanoTime();
        hello = said;
    }

    /** Its proc is served. */
    void ready() {
        Hello said = hello;
        if (said != null) {
            phases = StartPhases.between(
                    askedNanos, forkedNanos, said.mainNanos(), said.sentNanos(), heardNanos, System.nanoTime());
        }
    }

    /** Null before it is ready. */
    @Nullable
    StartPhases phases() {
        return phases;
    }
}
