package io.meshwork;

import io.meshwork.actor.ActorRef;
import io.meshwork.config.Config;
import io.meshwork.failure.MeshException;
import io.meshwork.host.HostAgent;
import io.meshwork.host.HostStatus;
import io.meshwork.id.ActorId;
import io.meshwork.id.Address;
import io.meshwork.proc.Signals;
import io.meshwork.shape.Point;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One host of a mesh; one that was replaced is never taken for the one in its place. The faults ({@code kill} to {@code
 * exit}) are for the client that has allocated it. For any thread.
 */
public final class HostRef {

    private final int rank;
    private final Point point;
    private final long pid;
    private final ActorRef<HostAgent> agent;
    private final @Nullable HostFaults faults;
    private final Duration bound;

    /**
     * What identifies a host of a mesh. Travels.
     *
     * @param address where its process takes connections
     */
    record Member(Address address, long pid) {}

    /** @param faults what the client that has allocated it can do to it; null for others */
    HostRef(int rank, Point point, long pid, ActorRef<HostAgent> agent, @Nullable HostFaults faults, Duration bound) {
        this.rank = rank;
        this.point = point;
        this.pid = pid;
        this.agent = agent;
        this.faults = faults;
        this.bound = bound;
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
        return Asked.await(List.of(agent.ask(new HostAgent.GetHostStatus())), bound)
                .value(0, HostStatus.class, HostStatus.Failed::new);
    }

    /**
     * The settings of its process, asked of its agent.
     *
     * @throws MeshException if it does not answer within {@code mesh.call-timeout}
     */
    public Config config() {
        return RemoteConfig.of(agent.ask(new HostAgent.GetSettings()), bound, this);
    }

    /**
     * What the threads of its process are at, as text: state, stack and locks of each. Asked of its agent.
     *
     * @throws MeshException if it does not answer within {@code mesh.call-timeout}
     */
    public String threadDump() {
        return RemoteThreads.of(agent.ask(new HostAgent.GetThreads()), bound, this);
    }

    /**
     * Ends its process with SIGKILL. Returns when it is gone and the owner of its mesh was told, with the procs on it that
     * were lost; at once if it was gone already.
     *
     * @throws MeshException if that was not seen within {@code mesh.call-timeout}, or it was replaced
     */
    public void kill() {
        kill(Signals.KILL);
    }

    /**
     * Sends a signal. Returns when it has taken effect, as far as that can be seen: of SIGKILL, SIGSTOP and SIGCONT; with
     * any other when it is sent.
     *
     * @param signal as in {@code kill(1)}, 1 to 64
     * @throws MeshException if the process is gone and the signal is not SIGKILL, if the effect was not seen within
     *     {@code mesh.call-timeout}, or if it was replaced
     */
    public void kill(int signal) {
        Signals.require(signal);
        faults("kill(" + signal + ")").signal(signal);
    }

    /** Has it stand still (SIGSTOP), with all its threads. Throws as {@link #kill(int)}. */
    public void suspend() {
        kill(Signals.STOP);
    }

    /** Has it run again (SIGCONT). Throws as {@link #kill(int)}. */
    public void resume() {
        kill(Signals.CONT);
    }

    /**
     * Has it end itself, through {@link System#exit} on a thread of its own; returns as {@link #kill()} does. Its procs are lost with it.
     *
     * @param code 0 to 255; 129 to 192 read as the signals 1 to 64
     * @throws MeshException if it was gone already, or has not ended within {@code mesh.call-timeout}
     */
    public void exit(int code) {
        Signals.requireExitCode(code);
        faults("exit(" + code + ")").exit(code);
    }

    private HostFaults faults(String asked) {
        HostFaults mine = faults;
        if (mine == null) {
            throw new MeshException(
                    "only the client that has allocated a host can do that to it, through its own handle:" + " host="
                            + this + " asked=" + asked);
        }
        return mine;
    }

    Member member() {
        return new Member(id().proc().address(), pid);
    }

    ActorRef<HostAgent> agent() {
        return agent;
    }

    @Override
    public String toString() {
        return "host " + rank + " " + point + " pid " + pid;
    }
}
