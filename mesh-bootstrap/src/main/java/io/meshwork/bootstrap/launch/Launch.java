package io.meshwork.bootstrap.launch;

import io.meshwork.host.ProcSpec;
import io.meshwork.proc.ProcOptions;
import io.meshwork.shape.Extent;
import java.util.List;

/**
 * A child to be.
 *
 * @param procName of the proc it is to run
 * @param extent of the mesh it is a member of
 * @param rank its place in that extent
 * @param servesData whether it takes data before it is ready; else from when somebody has much to say
 * @param options for this child
 * @param toCome procs that it is to start at once, if it is a host
 */
public record Launch(
        String procName, Extent extent, int rank, boolean servesData, ProcOptions options, List<ProcSpec> toCome) {

    /** Of a proc of a host. */
    static Launch of(ProcSpec spec) {
        return new Launch(spec.name(), spec.extent(), spec.rank(), false, spec.options());
    }

    /** Of one that starts nothing by itself. */
    public Launch(String procName, Extent extent, int rank, boolean servesData, ProcOptions options) {
        this(procName, extent, rank, servesData, options, List.of());
    }
}
