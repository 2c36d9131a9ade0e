package io.meshwork.junit;

import io.meshwork.proc.ProcOptions;
import io.meshwork.shape.Extent;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Procs that are wanted. On the same hosts and in one scope, equal ones are the same mesh.
 *
 * @param name as it was said, or empty
 * @param perHost what each host gets
 * @param jvmArgs put behind the harness's own, so they win
 */
record ProcsSpec(String name, Extent perHost, List<String> jvmArgs) {
    ProcsSpec {
        jvmArgs = List.copyOf(jvmArgs);
    }

    /** @throws io.meshwork.failure.MeshException if an argument is a setting of ours that no process can have for itself */
    ProcOptions options() {
        return ProcOptions.standard().jvmArgs(jvmArgs.toArray(String[]::new));
    }

    /* By hand: that of records is made at its first use, for which a first test waits. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ProcsSpec that
                && name.equals(that.name)
                && perHost.equals(that.perHost)
                && jvmArgs.equals(that.jvmArgs);
    }

    @Override
    public int hashCode() {
        return 31 * (31 * name.hashCode() + perHost.hashCode()) + jvmArgs.hashCode();
    }
}
