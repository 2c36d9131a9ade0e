package io.meshwork.junit;

import io.meshwork.proc.ProcOptions;
import io.meshwork.shape.Extent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Hosts that are wanted. In one scope, equal ones are the same mesh.
 *
 * @param name as it was said, or empty
 * @param jvmArgs put behind the harness's own, so they win
 */
record HostsSpec(String name, Extent extent, List<String> jvmArgs) {
    HostsSpec {
        jvmArgs = List.copyOf(jvmArgs);
    }

    /** @throws io.meshwork.failure.MeshException if an argument is a setting of ours that no process can have for itself */
    ProcOptions options() {
        return ProcOptions.standard().jvmArgs(jvmArgs.toArray(String[]::new));
    }

    /* By hand: that of records is made at its first use, for which a first test waits. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HostsSpec that
                && name.equals(that.name)
                && extent.equals(that.extent)
                && jvmArgs.equals(that.jvmArgs);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * name.hashCode() + extent.hashCode()) + jvmArgs.hashCode();
    }
}
