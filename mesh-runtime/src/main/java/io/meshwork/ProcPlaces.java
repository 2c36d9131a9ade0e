package io.meshwork;

import io.meshwork.host.ProcSpec;
import io.meshwork.proc.ProcOptions;
import io.meshwork.shape.Extent;
import io.meshwork.shape.Region;
import java.util.ArrayList;
import java.util.List;

/**
 * Which procs of a mesh are on which host, and what they are called.
 *
 * @param on the hosts that have procs; these come in this view's order
 * @param extent of the mesh
 * @param perHost procs per host
 */
record ProcPlaces(String mesh, Region on, Extent extent, int perHost) {

    static ProcPlaces of(String mesh, Region on, Extent perHost) {
        return new ProcPlaces(mesh, on, on.extent().concat(perHost), perHost.size());
    }

    /** The rank of a proc's host in the whole host mesh. */
    int host(int rank) {
        return on.baseRank(rank / perHost);
    }

    /** The procs on a host, which is named by its rank in the whole host mesh; none if the mesh is not on it. */
    List<Integer> ranks(int host) {
        List<Integer> ranks = new ArrayList<>(perHost);
        on.viewRank(host).ifPresent(place -> {
            for (int slot = 0; slot < perHost; slot++) {
                ranks.add(place * perHost + slot);
            }
        });
        return ranks;
    }

    String name(int rank) {
        return mesh + "_" + rank;
    }

    /** @param options of the mesh */
    ProcSpec spec(int rank, ProcOptions options) {
        return new ProcSpec(name(rank), mesh, extent, rank, options.forRank(rank));
    }

    List<String> names(int host) {
        List<String> names = new ArrayList<>(perHost);
        ranks(host).forEach(rank -> names.add(name(rank)));
        return names;
    }
}
