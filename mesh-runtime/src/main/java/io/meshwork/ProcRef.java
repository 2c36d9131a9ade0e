package io.meshwork;

import io.meshwork.config.Config;
import io.meshwork.failure.MeshException;
import io.meshwork.host.HostAgent;
import io.meshwork.host.ProcState;
import io.meshwork.id.Address;
import io.meshwork.id.ProcId;
import io.meshwork.mailbox.Answers;
import io.meshwork.mailbox.Instance;
import io.meshwork.mailbox.Replaced;
import io.meshwork.mailbox.Replacements;
import io.meshwork.proc.ProcAgent;
import io.meshwork.proc.ProcStatus;
import io.meshwork.proc.Signals;
import io.meshwork.shape.Point;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One proc of a mesh; one that was replaced is never taken for the one in its place. For any thread. */
public final class ProcRef {

    private final Member member;
    private final int rank;
    private final Point point;
    private final Instance sender;
    private final Replacements known;
    private final ProcFaults faults;

    /**
     * What identifies a proc of a mesh. Travels.
     *
     * @param host where its host takes connections
     */
    record Member(ProcId id, Address host, long pid) {}

    /**
     * @param known procs that were replaced
     * @param states what is known of the procs of its mesh; null where that is not known
     * @param base its rank there
     */
    ProcRef(
            Member member,
            int rank,
            Point point,
            Instance sender,
            Replacements known,
            @Nullable ProcStates states,
            int base) {
        this.member = member;
        this.rank = rank;
        this.point = point;
        this.sender = sender;
        this.known = known;
        faults = new ProcFaults(this, member, sender, states, base);
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

    /** Asked of its host; Failed if it was replaced. */
    public ProcStatus status() {
        Replaced by = known.of(member.id().address());
        if (by != null) {
            return new ProcStatus.Failed(by.reason());
        }
        Answers asked = HostAgent.at(member.host(), sender)
                .ask(new HostAgent.GetState(member.id().name()));
        return Asked.await(List.of(asked), sender.callTimeout())
                .value(0, ProcState.class, ProcState::unknown)
                .status();
    }

    /**
     * The settings of its process, asked of its agent.
     *
     * @throws MeshException if it does not answer within {@code mesh.call-timeout}, or was replaced
     */
    public Config config() {
        ProcAgent.GetSettings ask = new ProcAgent.GetSettings();
        return RemoteConfig.of(ProcAgent.of(member.id(), sender).ask(ask), sender.callTimeout(), this);
    }

    /**
     * What the threads of its process are at, as text: state, stack and locks of each. Asked of its agent, which answers
     * while actors are busy.
     *
     * @throws MeshException if it does not answer within {@code mesh.call-timeout}, or was replaced
     */
    public String threadDump() {
        ProcAgent.GetThreads ask = new ProcAgent.GetThreads();
        return RemoteThreads.of(ProcAgent.of(member.id(), sender).ask(ask), sender.callTimeout(), this);
    }

    /**
     * Ends its process with SIGKILL. Returns when it is gone, its state is known, and the owner of its mesh was told; at
     * once if it was gone already.
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
        requireCurrent();
        faults.signal(signal);
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
     * Has it end itself, through {@link System#exit} on a thread of its own; returns as {@link #kill()} does.
     *
     * @param code 0 to 255; 129 to 192 read as the signals 1 to 64
     * @throws MeshException if it was gone already, or has not ended within {@code mesh.call-timeout}
     */
    public void exit(int code) {
        Signals.requireExitCode(code);
        requireCurrent();
        faults.exit(code);
    }

    /* Its host knows procs by name, and the new one has the same. */
    private void requireCurrent() {
        Replaced by = known.of(member.id().address());
        if (by != null) {
            throw new MeshException(by.reason() + ": get a ref to the new one from the mesh: proc=" + this);
        }
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
