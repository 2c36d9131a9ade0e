package io.meshwork.conformance.backends;

import io.meshwork.Allocator;
import io.meshwork.InProcessAllocator;
import io.meshwork.config.Config;
import io.meshwork.conformance.Backend;

/** Hosts and procs that are objects of the test's own JVM. */
public final class InProcess implements Backend {

    @Override
    public String name() {
        return "in-process";
    }

    @Override
    public Config config() {
        return Config.ofThisJvm();
    }

    @Override
    public Allocator allocator(Config config) {
        return new InProcessAllocator(config);
    }

    @Override
    public boolean hasProcesses() {
        return false;
    }
}
