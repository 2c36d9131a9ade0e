package io.meshwork;

import io.meshwork.host.ProcState;
import io.meshwork.proc.ProcStatus;
import io.meshwork.shape.Extent;
import io.meshwork.shape.Point;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a client heard of its processes, in order: the newest. Logs each at DEBUG. For any thread. */
final class Journal {

    private static final int MOST_EVENTS = 10_000;

    private static final Logger log = LoggerFactory.getLogger(Journal.class);

    private final Map<String, Instant> last = new HashMap<>(); // of each member that has not ended; guarded by this
    private final ArrayDeque<MeshEvent> events = new ArrayDeque<>(); // guarded by this

    synchronized List<MeshEvent> read() {
        return List.copyOf(events);
    }

    /** @param extent of the hosts */
    void note(Alloc.Event event, Extent extent) {
        if (event instanceof Alloc.Event.Created created) {
            note(host(created.rank(), extent), created.pid(), MeshEvent.Kind.STARTED, "");
        } else if (event instanceof Alloc.Event.Running running) {
            note(host(running.rank(), extent), running.pid(), MeshEvent.Kind.READY, "", Phase.of(running.start()));
        } else if (event instanceof Alloc.Event.Stopped stopped) {
            String how = stopped.status().describe();
            note(host(stopped.rank(), extent), stopped.pid(), MeshEvent.Kind.ENDED, how);
        }
    }

    /** A proc is being asked for. */
    void starting(String proc, Point point) {
        note(proc(proc, point), 0, MeshEvent.Kind.STARTED, "");
    }

    /** @param extent of the procs */
    void note(ProcState state, ProcStatus status, Extent extent) {
        String member = proc(state.name(), extent.point(state.rank()));
        if (status.isTerminal()) {
            note(member, state.pid(), MeshEvent.Kind.ENDED, status.describe());
        } else if (status instanceof ProcStatus.Ready) {
            note(member, state.pid(), MeshEvent.Kind.READY, "", Phase.of(state.start()));
        }
    }

    /** The actors of a mesh run that were asked for so long ago. */
    void spawned(String mesh, long nanos) {
        note(mesh, MeshEvent.Kind.SPAWNED, Duration.ZERO, Phase.of(Phase.Kind.SPAWN, nanos));
    }

    /**
     * The first call of an actor mesh was answered.
     *
     * @param sinceSpawned since its actors run
     */
    void answered(String mesh, long sinceSpawned, long nanos) {
        Duration after = Duration.ofNanos(sinceSpawned);
        note(mesh, MeshEvent.Kind.ANSWERED, after, Phase.of(Phase.Kind.FIRST_CALL, nanos));
    }

    private synchronized void note(String mesh, MeshEvent.Kind kind, Duration after, Phase phase) {
        add(new MeshEvent(Instant.now(), "actors " + mesh, 0, kind, after, "", List.of(phase)));
    }

    private static String host(int rank, Extent extent) {
        return "host " + rank + " " + extent.point(rank);
    }

    private static String proc(String name, Point point) {
        return "proc " + name + " " + point;
    }

    private void note(String member, long pid, MeshEvent.Kind kind, String what) {
        note(member, pid, kind, what, List.of());
    }

    private synchronized void note(String member, long pid, MeshEvent.Kind kind, String what, List<Phase> phases) {
        Instant now = Instant.now();
        Instant before = kind == MeshEvent.Kind.STARTED ? null : last.get(member);
        Duration after = before == null ? Duration.ZERO : Duration.between(before, now);
        if (kind == MeshEvent.Kind.ENDED) {
            last.remove(member);
        } else {
            last.put(member, now);
        }
        add(new MeshEvent(now, member, pid, kind, after, what, phases));
    }

    /* Called while this is locked. */
    private void add(MeshEvent event) {
        if (events.size() == MOST_EVENTS) {
            events.remove();
        }
        events.add(event);
        if (log.isDebugEnabled()) {
            log.debug(
                    "event={} member={} pid={} afterMillis={} {}{}",
                    event.kind(),
                    event.member(),
                    event.pid(),
                    event.after().toMillis(),
                    event.what(),
                    event.phases());
        }
    }
}
