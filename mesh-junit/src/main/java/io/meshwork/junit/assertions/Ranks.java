package io.meshwork.junit.assertions;

import io.meshwork.value.ValueMesh;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Which ranks of a mesh are in another state than they are to be. */
final class Ranks {

    /** For who is asked for a state: who does not answer by then is in none. */
    static final Duration BOUND = Duration.ofSeconds(5);

    private Ranks() {}

    /** Ascending. */
    static <T> List<Integer> not(ValueMesh<T> states, Class<? extends T> expected) {
        List<Integer> ranks = new ArrayList<>();
        for (int rank = 0; rank < states.size(); rank++) {
            if (!expected.isInstance(states.get(rank))) {
                ranks.add(rank);
            }
        }
        return ranks;
    }
}
