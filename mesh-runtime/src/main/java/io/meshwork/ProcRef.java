package io.meshwork;

import io.meshwork.host.HostAgent;
import io.meshwork.host.ProcState;
import io.meshwork.id.Address;
import io.meshwork.id.ProcId;
import io.meshwork.mailbox.Instance;
import io.meshwork.proc.ProcStatus;
import io.meshwork.proc.Signals;
import io.meshwork.shape.Point;

/** One proc of a mesh. For any thread. */
public final class ProcRef {

    private final Member member;
    private final int rank;
    private final Point point;
    private final Instance sender;

    /**
     * What identifies a proc of a mesh. Travels.
     *
     * @param host where its host takes connections
     */
    record Member(ProcId id, Address host, long pid) {}

    ProcRef(Member member, int rank, Point point, Instance sender) {
        this.member = member;
        this.rank = rank;
        this.point = point;
        this.sender = sender;
    }

    public ProcId id() {
        return member.id();
    }

    /** Its place in the mesh or view it was got from. */
    public int rank() {
        return rank;
    }

    public Point point() {
        return point;
    }

    /** Of its process. */
    public long pid() {
        return member.pid();
    }

    /** Asked of its host. */
    public ProcStatus status() {
        ProcState state = HostAgent.at(member.host(), sender)
                .call(new HostAgent.GetState(member.id().name()));
        return state.status();
    }

    /** Has its host send SIGKILL to its process; does not wait. */
    public void kill() {
        kill(Signals.KILL);
    }

    /** @param signal as in {@code kill(1)}, 1 to 64 */
    public void kill(int signal) {
        Signals.require(signal);
        HostAgent.at(member.host(), sender)
                .send(new HostAgent.Signal(member.id().name(), signal));
    }

    @Override
    public String toString() {
        return describe(member, point);
    }

    /** For people: {@code proc p0_2 (hosts 1, procs 0) pid 4711}. */
    static String describe(Member member, Point point) {
        return "proc " + member.id().name() + " " + point + " pid " + member.pid();
    }
}
