package io.meshwork.bootstrap.allocator;

import io.meshwork.Alloc;
import io.meshwork.AllocSpec;
import io.meshwork.Allocator;
import io.meshwork.bootstrap.output.Outlet;
import io.meshwork.bootstrap.output.OutputDirectory;
import io.meshwork.config.Config;
import io.meshwork.config.Debugger;
import io.meshwork.gateway.DataPlane;

/** Hosts as child JVMs of this one, with its class path. Needs nothing installed. For any thread. */
public final class ProcessAllocator implements Allocator {

    private final Config config;
    private final Outlet output;

    /** With the settings of this JVM. */
    public ProcessAllocator() {
        this(Config.ofThisJvm());
    }

    public ProcessAllocator(Config config) {
        this(DataPlane.settled(config), Launchpad.TO_LOG);
    }

    private ProcessAllocator(Config config, Outlet output) {
        this.config = config;
        this.output = output;
        String debugger = Debugger.ofThisJvm();
        if (debugger != null) {
            config.debugged(debugger);
        }
    }

    /** The same; but what hosts and procs print goes to files in that directory, and not to the log. */
    public ProcessAllocator printingTo(OutputDirectory directory) {
        return new ProcessAllocator(config, directory);
    }

    /**
     * Says that hosts of such an allocation will be asked for soon. If they are the first of this JVM, processes are started
     * for them now, and come up beside what else comes before them; what is not asked for then stands by for others, as {@code
     * mesh.standby} says. Returns at once, and never fails: what can't be started is told to who asks for it.
     */
    public void expect(AllocSpec spec) {
        if (!Wanted.isNone(spec, config)) {
            Reserve.ofThisJvm().expect(spec, output, config);
        }
    }

    @Override
    public Alloc allocate(AllocSpec spec) {
        return new ProcessAlloc(spec, config, output);
    }
}
