package io.meshwork;

import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.proc.ProcOptions;
import io.meshwork.shape.Extent;
import java.util.OptionalInt;

/** A proc that waits for a debugger, where {@code mesh.debug.rank} asks for one. */
final class Debugging {

    /* The JVM prints the port that it got. */
    private static final String WAITS = "-agentlib:jdwp=transport=dt_socket,server=y,suspend=y,address=127.0.0.1:0";

    private Debugging() {}

    /** The options, and for that rank, if the mesh has it, the debugger's. */
    static ProcOptions rank(Config config, Extent extent, ProcOptions options) {
        OptionalInt asked = config.number(Keys.DEBUG_RANK);
        if (asked.isEmpty() || asked.getAsInt() >= extent.size()) {
            return options;
        }
        int rank = asked.getAsInt();
        ProcOptions own = options.byRank().getOrDefault(rank, ProcOptions.standard());
        return options.rank(rank, own.jvmArgs(WAITS));
    }
}
