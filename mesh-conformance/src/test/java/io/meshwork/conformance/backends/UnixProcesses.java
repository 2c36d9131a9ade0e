package io.meshwork.conformance.backends;

import io.meshwork.Allocator;
import io.meshwork.bootstrap.allocator.ProcessAllocator;
import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.conformance.Backend;

/** Child processes whose data travels over Unix domain sockets. */
public final class UnixProcesses implements Backend {

    @Override
    public String name() {
        return "unix";
    }

    @Override
    public Config config() {
        return Config.ofThisJvm().with(Keys.TRANSPORT, "unix");
    }

    @Override
    public Allocator allocator(Config config) {
        return new ProcessAllocator(config);
    }

    @Override
    public boolean hasProcesses() {
        return true;
    }
}
