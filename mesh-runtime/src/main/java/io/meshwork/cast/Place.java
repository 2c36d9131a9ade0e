package io.meshwork.cast;

import io.meshwork.id.ProcId;
import java.util.List;

/**
 * A proc of a domain and the members that live in it.
 *
 * @param actors names of the members
 * @param ranks of the members, in the mesh or view that is cast to; as many
 */
record Place(ProcId proc, List<String> actors, List<Integer> ranks) {

    int size() {
        return actors.size();
    }
}
