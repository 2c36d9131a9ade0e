package io.meshwork;

import io.meshwork.proc.ProcOptions;
import io.meshwork.shape.Extent;

/**
 * What is asked of an allocator: one process per rank of the extent.
 *
 * @param options of the processes
 */
public record AllocSpec(Extent extent, ProcOptions options) {

    /** @throws io.meshwork.shape.ShapeException if there are options for a rank that there isn't */
    public AllocSpec {
        options.requireRanksOf(extent);
    }

    public static AllocSpec of(Extent extent) {
        return new AllocSpec(extent, ProcOptions.standard());
    }

    public AllocSpec options(ProcOptions changed) {
        return new AllocSpec(extent, changed);
    }
}
