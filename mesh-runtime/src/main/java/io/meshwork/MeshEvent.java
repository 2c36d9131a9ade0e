package io.meshwork;

import java.time.Duration;
import java.time.Instant;

/**
 * Something that a client heard of one of its processes.
 *
 * @param when it heard of it
 * @param member for people: {@code proc p0_2 (hosts 1, procs 0)}
 * @param pid 0 where it is not known yet
 * @param after since the event before, of the same member; zero for its first
 * @param what for people: of an end, how it ended
 */
public record MeshEvent(Instant when, String member, long pid, Kind kind, Duration after, String what) {

    /** What happens to a process, in this order; one that is replaced begins anew. */
    public enum Kind {
        /** It is being started. */
        STARTED,
        /** It answers. */
        READY,
        /** It is gone. */
        ENDED
    }
}
