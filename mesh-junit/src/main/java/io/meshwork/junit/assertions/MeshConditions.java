package io.meshwork.junit.assertions;

import io.meshwork.ActorMesh;
import io.meshwork.HostMesh;
import io.meshwork.ProcMesh;
import io.meshwork.actor.ActorStatus;
import io.meshwork.host.HostStatus;
import io.meshwork.proc.ProcStatus;
import java.util.concurrent.Callable;

/**
 * Conditions to wait for, as {@code await().until(allReady(procs))} of Awaitility takes them. They need no library; each asks
 * the control plane anew, for a few seconds at most.
 */
public final class MeshConditions {

    private MeshConditions() {}

    /** All procs can be used. */
    public static Callable<Boolean> allReady(ProcMesh procs) {
        return () ->
                Ranks.not(procs.status(Ranks.BOUND), ProcStatus.Ready.class).isEmpty();
    }

    /** All actors run. */
    public static Callable<Boolean> allRunning(ActorMesh<?> actors) {
        return () ->
                Ranks.not(actors.status(Ranks.BOUND), ActorStatus.Running.class).isEmpty();
    }

    /** The agents of all hosts answer. */
    public static Callable<Boolean> allRunning(HostMesh hosts) {
        return () ->
                Ranks.not(hosts.status(Ranks.BOUND), HostStatus.Running.class).isEmpty();
    }

    /** The proc of that rank has ended, one way or another. */
    public static Callable<Boolean> hasEnded(ProcMesh procs, int rank) {
        return () -> procs.status(Ranks.BOUND).get(rank).isTerminal();
    }

    /** The actor of that rank has ended, one way or another. */
    public static Callable<Boolean> hasEnded(ActorMesh<?> actors, int rank) {
        return () -> actors.status(Ranks.BOUND).get(rank).isTerminal();
    }

    /** Nothing lives that these hosts, or what they have started, have started. */
    public static Callable<Boolean> noDescendants(HostMesh hosts) {
        return () -> Descendants.of(hosts).isEmpty();
    }
}
