package io.meshwork.host;

import io.meshwork.proc.ProcStatus;
import java.time.Duration;
import java.util.List;

/**
 * How a proc, or the process of a host, ended.
 *
 * @param pid 0 if it never had a process
 * @param took from the moment it was asked to end
 * @param forced the step of the ladder that ended it: nothing, {@code SIGTERM} or {@code SIGKILL}
 * @param left descendants that outlived it; they were ended
 */
public record ProcEnd(String name, long pid, ProcStatus status, Duration took, Forced forced, List<Leftover> left) {

    public ProcEnd {
        left = List.copyOf(left);
    }

    /** Of one that left nothing behind. */
    public ProcEnd(String name, long pid, ProcStatus status, Duration took, Forced forced) {
        this(name, pid, status, took, forced, List.of());
    }

    /** What it took. */
    public enum Forced {
        NOTHING,
        SIGTERM,
        SIGKILL
    }
}
