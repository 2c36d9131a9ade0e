package io.meshwork.junit;

/** What a test needs that not every {@link Mode} has. */
public enum Requirement {
    /** That hosts and procs are processes of their own: with pids, statics, an exit and JVM arguments of their own. */
    PROCESSES
}
