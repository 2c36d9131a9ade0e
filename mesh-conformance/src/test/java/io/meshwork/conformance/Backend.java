package io.meshwork.conformance;

import io.meshwork.Allocator;
import io.meshwork.config.Config;

/**
 * A way to have hosts and procs that the conformance suite is run over. One that is named in {@code
 * META-INF/services/io.meshwork.conformance.Backend}, anywhere on the class path, is found.
 *
 * <p>Stateless: one object serves all test classes. Thread-safe for that reason alone.
 */
public interface Backend {

    /** Of lower-case letters, digits and hyphens, unique among those on the class path. */
    String name();

    /** What its clients and allocations are started with; a test changes single settings of it. */
    Config config();

    /** @param config of this backend, with what a test has changed */
    Allocator allocator(Config config);

    /**
     * Whether each host and proc is an operating system process of its own: with a pid, statics, properties and a class
     * path that are its own, started by a command, ended by signals.
     */
    boolean hasProcesses();
}
