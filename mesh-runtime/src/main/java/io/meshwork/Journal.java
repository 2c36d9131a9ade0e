package io.meshwork;

import io.meshwork.host.ProcState;
import io.meshwork.proc.ProcStatus;
import io.meshwork.shape.Extent;
import io.meshwork.shape.Point;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;

/** What a client heard of its processes, in order: the newest. For any thread. */
final class Journal {

    private static final int MOST_EVENTS = 10_000;

    private final ArrayDeque<MeshEvent> events = new ArrayDeque<>(); // guarded by this

    synchronized List<MeshEvent> read() {
        return List.copyOf(events);
    }

    /** @param extent of the hosts */
    void note(Alloc.Event event, Extent extent) {
        if (event instanceof Alloc.Event.Created created) {
            note(host(created.rank(), extent), created.pid(), MeshEvent.Kind.STARTED, "");
        } else if (event instanceof Alloc.Event.Running running) {
            note(host(running.rank(), extent), running.pid(), MeshEvent.Kind.READY, "");
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
            note(member, state.pid(), MeshEvent.Kind.READY, "");
        }
    }

    private static String host(int rank, Extent extent) {
        return "host " + rank + " " + extent.point(rank);
    }

    private static String proc(String name, Point point) {
        return "proc " + name + " " + point;
    }

    private synchronized void note(String member, long pid, MeshEvent.Kind kind, String what) {
        if (events.size() == MOST_EVENTS) {
            events.remove();
        }
        events.add(new MeshEvent(Instant.now(), member, pid, kind, what));
    }
}
