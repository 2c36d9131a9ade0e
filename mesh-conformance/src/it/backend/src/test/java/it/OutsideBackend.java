package it;

import io.meshwork.Allocator;
import io.meshwork.bootstrap.allocator.ProcessAllocator;
import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.conformance.Backend;

/** Stands for a backend that this project does not know. */
public final class OutsideBackend implements Backend {

    @Override
    public String name() {
        return "outside";
    }

    @Override
    public Config config() {
        return Config.ofThisJvm().with(Keys.TAIL_LINES, "7");
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
