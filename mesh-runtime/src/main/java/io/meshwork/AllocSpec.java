package io.meshwork;

import io.meshwork.proc.ProcOptions;
import io.meshwork.shape.Extent;

/**
 * What is asked of an allocator: one process per rank of the extent.
 *
 * @param options of the processes
 * @param owner whose processes they are, for people: leak reports name it
 */
public record AllocSpec(Extent extent, ProcOptions options, String owner) {

    /** @throws io.meshwork.shape.ShapeException if there are options for a rank that there isn't */
    public AllocSpec {
        options.requireRanksOf(extent);
    }

    public static AllocSpec of(Extent extent) {
        return new AllocSpec(extent, ProcOptions.standard(), "client");
    }

    public AllocSpec options(ProcOptions changed) {
        return new AllocSpec(extent, changed, owner);
    }

    public AllocSpec owner(String changed) {
        return new AllocSpec(extent, options, changed);
    }
}
