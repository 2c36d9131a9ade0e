package io.meshwork.failure;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * The invariants that did not hold in this process, in the order in which they broke: logged as ERROR, and kept for who asks
 * the process. Of more than {@value #MOST} the first are kept. For any thread.
 */
public final class BrokenInvariants {

    /*
     * Of the process, as its log is: what reports here often knows nothing of the proc or client it works for. Processes that
     * are objects of one JVM have them in common.
     */
    private static final int MOST = 100;
    private static final List<BrokenInvariant> KEPT = new ArrayList<>(); // guarded by itself

    private BrokenInvariants() {}

    /** @param invariant its name, as {@code docs/ARCHITECTURE.md} lists it */
    public static void report(Logger log, String invariant, String what, @Nullable Throwable cause) {
        log.error("{}: invariant {} broke", what, invariant, cause);
        String whole = cause == null ? what : what + ": " + cause;
        long pid = ProcessHandle.current().pid();
        synchronized (KEPT) {
            if (KEPT.size() < MOST) {
                KEPT.add(new BrokenInvariant(invariant, whole, pid, KEPT.size() + 1, Instant.now()));
            }
        }
    }

    public static List<BrokenInvariant> ofThisProcess() {
        synchronized (KEPT) {
            return List.copyOf(KEPT);
        }
    }
}
