package io.meshwork;

import io.meshwork.proc.ProcOptions;
import io.meshwork.shape.Extent;
import org.jspecify.annotations.Nullable;

/**
 * What is asked of an allocator: one process per rank of the extent.
 *
 * @param options of the processes
 * @param owner whose processes they are, for people: leak reports name it
 * @param procs that will be spawned on them, so that there is room for all or nothing is started; null if that is not known
 */
public record AllocSpec(
        Extent extent,
        ProcOptions options,
        String owner,
        @Nullable Procs procs) {

    /** @param perHost what each host will get */
    public record Procs(Extent perHost, ProcOptions options) {}

    /** @throws io.meshwork.shape.ShapeException if there are options for a rank that there isn't */
    public AllocSpec {
        options.requireRanksOf(extent);
    }

    public static AllocSpec of(Extent extent) {
        return new AllocSpec(extent, ProcOptions.standard(), "client", null);
    }

    public AllocSpec options(ProcOptions changed) {
        return new AllocSpec(extent, changed, owner, procs);
    }

    public AllocSpec owner(String changed) {
        return new AllocSpec(extent, options, changed, procs);
    }

    /** Says which procs will be spawned on the hosts. Others may be spawned all the same. */
    public AllocSpec procs(Extent perHost, ProcOptions ofProcs) {
        return new AllocSpec(extent, options, owner, new Procs(perHost, ofProcs));
    }
}
