package io.meshwork.bootstrap.allocator;

import io.meshwork.Alloc;
import io.meshwork.AllocSpec;
import io.meshwork.Allocator;
import io.meshwork.config.Config;
import io.meshwork.gateway.DataPlane;

/** Hosts as child JVMs of this one, with its class path. Needs nothing installed. For any thread. */
public final class ProcessAllocator implements Allocator {

    private final Config config;

    /** With the settings of this JVM. */
    public ProcessAllocator() {
        this(Config.ofThisJvm());
    }

    public ProcessAllocator(Config config) {
        this.config = DataPlane.settled(config);
    }

    @Override
    public Alloc allocate(AllocSpec spec) {
        return new ProcessAlloc(spec, config);
    }
}
