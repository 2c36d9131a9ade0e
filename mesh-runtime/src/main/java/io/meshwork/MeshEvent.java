package io.meshwork;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Something that a client heard of one of its processes, or of actors that it spawned.
 *
 * @param when it heard of it
 * @param member for people: {@code proc p0_2 (hosts 1, procs 0)}, {@code actors counter-1}
 * @param pid 0 where it is not known yet, and for actors
 * @param after since the event before, of the same member; zero for its first
 * @param what for people: of an end, how it ended
 * @param phases the steps that lead here and what each took, in their order; none where that is not known
 */
public record MeshEvent(
        Instant when, String member, long pid, Kind kind, Duration after, String what, List<Phase> phases) {

    /** What happens to a process, in this order; one that is replaced begins anew. Then what happens to actors. */
    public enum Kind {
        /** It is being started; or it is asked for, and was started before. */
        STARTED,
        /** It answers. */
        READY,
        /** It is gone. */
        ENDED,
        /** The actors of a mesh run. */
        SPAWNED,
        /** The first call of an actor mesh is answered. */
        ANSWERED;

        /** Whether it is of the actors of a mesh, and not of a process. */
        public boolean isOfActors() {
            return this == SPAWNED || this == ANSWERED;
        }
    }

    public MeshEvent {
        phases = List.copyOf(phases);
    }

    /** Without phases. */
    public MeshEvent(Instant when, String member, long pid, Kind kind, Duration after, String what) {
        this(when, member, pid, kind, after, what, List.of());
    }

    /** Its phases for people: {@code proc p0_2 (hosts 1, procs 0) pid 4711: 212.3 ms = fork 2.0 ms + JVM 40.1 ms + …}. */
    public String describePhases() {
        StringBuilder text = new StringBuilder(member);
        if (pid != 0) {
            text.append(" pid ").append(pid);
        }
        double millis = Phase.total(phases).toNanos() / 1e6;
        text.append(String.format(Locale.ROOT, ": %.1f ms", millis));
        for (int i = 0; i < phases.size(); i++) {
            text.append(i == 0 ? " = " : " + ").append(phases.get(i));
        }
        return text.toString();
    }
}
