package io.meshwork;

import io.meshwork.config.Config;
import io.meshwork.config.Debugger;

/**
 * Hosts, procs and actors in this JVM, behind the same API: for stepping through with a debugger, and for runs with
 * thousands of procs. For any thread.
 *
 * <p>Messages go through the codec, unless {@code mesh.in-process.copy} is false, and each process has agents, states and failures as a child JVM has. {@code kill},
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

    public InProcessAllocator(Config config) {
        this.config = config;
        String debugger = Debugger.ofThisJvm();
        if (debugger != null) {
            config.debugged(debugger);
        }
    }

    @Override
    public Alloc allocate(AllocSpec spec) {
        return new InProcessAlloc(spec, config);
    }
}
