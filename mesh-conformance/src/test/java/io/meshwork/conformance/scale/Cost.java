package io.meshwork.conformance.scale;

import java.util.Map;

/**
 * What one size has cost.
 *
 * @param procs of the mesh
 * @param actors on each
 * @param nanos per stage: in all, not per member
 * @param cpuNanos the same of processor time, which a crowded machine does not stretch
 * @param heapBytes that were in use more than before, with all actors up
 */
record Cost(int procs, int actors, Map<Stage, Long> nanos, Map<Stage, Long> cpuNanos, long heapBytes) {

    /** What is measured. */
    enum Stage {
        SPAWN_PROCS("spawn procs"),
        SPAWN_ACTORS("spawn actors"),
        CAST("cast to all"),
        END("shut down");

        private final String label;

        Stage(String label) {
            this.label = label;
        }

        String label() {
            return label;
        }
    }

    int members() {
        return procs * actors;
    }

    /** Microseconds of processor time per proc where procs are made, else per actor. */
    double cpuMicrosPerMember(Stage stage) {
        int members = stage == Stage.SPAWN_PROCS ? procs : members();
        return cpuNanos.get(stage) / 1_000.0 / members;
    }

    double heapBytesPerActor() {
        return (double) heapBytes / members();
    }
}
