package io.meshwork;

import io.meshwork.actor.ActorRef;
import io.meshwork.host.HostAgent;
import io.meshwork.host.HostStatus;
import io.meshwork.id.ActorId;
import io.meshwork.proc.Signals;
import io.meshwork.shape.Point;

/** One host of a mesh. For any thread. */
public final class HostRef {

    private final int rank;
    private final Point point;
    private final long pid;
    private final ActorRef<HostAgent> agent;
    private final Alloc alloc;

    HostRef(int rank, Point point, long pid, ActorRef<HostAgent> agent, Alloc alloc) {
        this.rank = rank;
        this.point = point;
        this.pid = pid;
        this.agent = agent;
        this.alloc = alloc;
    }

    /** The id of its agent. */
    public ActorId id() {
        return agent.id();
    }

    public int rank() {
        return rank;
    }

    public Point point() {
        return point;
    }

    /** Of its process. */
    public long pid() {
        return pid;
    }

    /** Asked of its agent. */
    public HostStatus status() {
        return agent.call(new HostAgent.GetHostStatus());
    }

    /** Sends SIGKILL to its process; does not wait. */
    public void kill() {
        kill(Signals.KILL);
    }

    /** @param signal as in {@code kill(1)}, 1 to 64 */
    public void kill(int signal) {
        Signals.require(signal);
        alloc.signal(rank, signal);
    }

    ActorRef<HostAgent> agent() {
        return agent;
    }

    @Override
    public String toString() {
        return "host " + rank + " " + point + " pid " + pid;
    }
}
