package io.meshwork.host;

import io.meshwork.proc.ProcStatus;
import java.time.Duration;

/**
 * How a proc, or the process of a host, ended.
 *
 * @param pid 0 if it never had a process
 * @param took from the moment it was asked to end
 * @param forced the step of the ladder that ended it: nothing, {@code SIGTERM} or {@code SIGKILL}
 */
public record ProcEnd(String name, long pid, ProcStatus status, Duration took, Forced forced) {

    /** What it took. */
    public enum Forced {
        NOTHING,
        SIGTERM,
        SIGKILL
    }
}
