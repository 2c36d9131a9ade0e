package io.meshwork;

import io.meshwork.config.Config;
import io.meshwork.host.ProcSpec;
import io.meshwork.id.Names;
import io.meshwork.proc.ProcOptions;
import io.meshwork.shape.Extent;
import io.meshwork.shape.Region;
import java.util.ArrayList;
import java.util.List;
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

    /**
     * @param name of their mesh; empty if that is not known: then none is started before it is asked for
     * @param perHost what each host will get
     */
    public record Procs(String name, Extent perHost, ProcOptions options) {

        /** @throws io.meshwork.failure.MeshException if no mesh can have that name */
        public Procs {
            if (!name.isEmpty()) {
                Names.require("proc mesh", name);
            }
        }

        /**
         * Those that a host will be asked for; none if the name of their mesh is not known.
         *
         * @param hosts all of them
         * @param host its rank
         */
        public List<ProcSpec> on(Extent hosts, int host, Config config) {
            if (name.isEmpty()) {
                return List.of();
            }
            ProcPlaces places = ProcPlaces.of(name, Region.of(hosts), perHost);
            ProcOptions all = Debugging.rank(config, places.extent(), options);
            List<ProcSpec> specs = new ArrayList<>();
            for (int rank : places.ranks(host)) {
                specs.add(places.spec(rank, all));
            }
            return specs;
        }
    }

    /** @throws io.meshwork.shape.ShapeException if there are options for a rank that there isn't */
    public AllocSpec {
        options.requireRanksOf(extent);
        if (procs != null) {
            procs.options().requireRanksOf(extent.concat(procs.perHost()));
        }
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
        return new AllocSpec(extent, options, owner, new Procs("", perHost, ofProcs));
    }

    /**
     * Says which procs will be spawned on the hosts first, and so that these need not wait to be asked: each host starts its
     * own as the first thing it does. A spawn of exactly that name, extent and options, on all the hosts, gets them. If the
     * first spawn is another one, they are ended in order; so they are with hosts that were asked for none.
     *
     * @param name of the mesh
     */
    public AllocSpec procs(String name, Extent perHost, ProcOptions ofProcs) {
        return new AllocSpec(extent, options, owner, new Procs(name, perHost, ofProcs));
    }
}
