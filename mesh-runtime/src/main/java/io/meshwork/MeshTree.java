package io.meshwork;

import io.meshwork.actor.Activity;
import io.meshwork.actor.ActorStatus;
import io.meshwork.host.HostStatus;
import io.meshwork.host.ProcState;
import io.meshwork.proc.ActorState;
import io.meshwork.proc.ProcStatus;
import io.meshwork.shape.Point;
import java.util.List;

/**
 * Hosts, the procs on them, and the actors on these, with their states, as the control plane said at one moment. As text one
 * line each:
 *
 * <pre>
 * host 0 (hosts 0) pid 4710: Running
 *   proc p0_0 (hosts 0, procs 0) pid 4711: Ready
 *     actor counter-1 Counter: Running waiting=0
 *   proc p0_1 (hosts 0, procs 1) pid 4712: killed by SIGKILL (9)
 * </pre>
 */
public record MeshTree(List<OfHost> hosts) {

    public MeshTree {
        hosts = List.copyOf(hosts);
    }

    /**
     * One host.
     *
     * @param procs also those that have ended; of a host that did not answer, what its client knows
     */
    public record OfHost(int rank, Point point, long pid, HostStatus status, List<OfProc> procs) {
        public OfHost {
            procs = List.copyOf(procs);
        }
    }

    /**
     * One proc.
     *
     * @param mesh the mesh it is a member of
     * @param problem why its actors are not known; empty if they are, or it has ended
     * @param activity of its process; none if that is not known
     */
    public record OfProc(
            String mesh, Point point, ProcState state, String problem, List<ActorState> actors, Activity activity) {
        public OfProc {
            actors = List.copyOf(actors);
        }
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (OfHost host : hosts) {
            text.append(text.length() == 0 ? "" : "\n");
            text.append("host ").append(host.rank()).append(' ').append(host.point());
            text.append(" pid ").append(host.pid()).append(": ").append(describe(host.status()));
            host.procs().forEach(proc -> append(proc, text));
        }
        return text.toString();
    }

    private static void append(OfProc proc, StringBuilder text) {
        ProcState state = proc.state();
        text.append("\n  proc ").append(state.name()).append(' ').append(proc.point());
        text.append(" pid ").append(state.pid()).append(": ").append(describe(state.status()));
        if (!proc.problem().isEmpty()) {
            text.append("\n    its actors are not known: ").append(proc.problem());
        }
        for (ActorState actor : proc.actors()) {
            String className = actor.className();
            text.append("\n    actor ").append(actor.name()).append(' ');
            text.append(className.substring(className.lastIndexOf('.') + 1));
            text.append(": ").append(describe(actor.status()));
            text.append(" waiting=").append(actor.waiting());
            text.append(actor.doing().isEmpty() ? "" : " ").append(actor.doing());
        }
    }

    private static String describe(HostStatus status) {
        return status instanceof HostStatus.Failed failed ? failed.reason() : "Running";
    }

    private static String describe(ProcStatus status) {
        return status.describe();
    }

    private static String describe(ActorStatus status) {
        if (status instanceof ActorStatus.Failed failed) {
            return "Failed: " + failed.message();
        }
        return status instanceof ActorStatus.Stopped stopped
                ? "Stopped: " + stopped.reason()
                : status.getClass().getSimpleName();
    }
}
