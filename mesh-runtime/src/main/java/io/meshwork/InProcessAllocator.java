package io.meshwork;

import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.failure.MeshException;

/**
 * Hosts, procs and actors in this JVM, behind the same API: for stepping through with a debugger, and for runs with
 * thousands of procs. For any thread.
 *
 * <p>Messages go through the codec, and each process has agents, states and failures as a child JVM has. {@code kill},
 * {@code suspend} and {@code exit} are simulated: a handler that runs can't be stopped in its tracks, but nothing of it
 * gets out. Not isolated are pids, which are all that of the JVM, statics, and {@link System#exit}; JVM arguments and the
 * environment have no effect. A {@code ProcOptions.command} is refused.
 */
public final class InProcessAllocator implements Allocator {

    private final Config config;

    /** With the settings of this JVM. */
    public InProcessAllocator() {
        this(Config.ofThisJvm());
    }

    /** @throws MeshException if {@code mesh.in-process.copy} is false, which is not there yet */
    public InProcessAllocator(Config config) {
        if (!config.flag(Keys.IN_PROCESS_COPY)) {
            throw new MeshException(
                    "messages always go through the codec in-process, to pass them as they are is not there"
                            + " yet: leave " + Keys.IN_PROCESS_COPY.name() + " at true, got: false");
        }
        this.config = config;
    }

    @Override
    public Alloc allocate(AllocSpec spec) {
        return new InProcessAlloc(spec, config);
    }
}
