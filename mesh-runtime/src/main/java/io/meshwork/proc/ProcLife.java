package io.meshwork.proc;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The state of a proc, moved by events (PS-1, PS-2). Chapter 4.4 of the original:
 *
 * <pre>
 *  from \ event   launched   served   stop asked   exited    signalled   lost
 *  Starting       Running    Ready    Stopping     Stopped   Killed      Failed
 *  Running        refused    Ready    Stopping     Stopped   Killed      Failed
 *  Ready          refused    refused  Stopping     Stopped   Killed      Failed
 *  Stopping       refused    refused  no change    Stopped   Killed      Failed
 *  terminal       refused    refused  no change    refused   refused     refused
 * </pre>
 *
 * For any thread; the listener hears the states in order, while the state is locked.
 */
public final class ProcLife {

    private final String name;
    private final Consumer<ProcStatus> listener;
    private ProcStatus status = new ProcStatus.Starting(); // guarded by this

    /**
     * @param name of the proc, for the log
     * @param listener hears of each change; must not block
     */
    public ProcLife(String name, Consumer<ProcStatus> listener) {
        this.name = name;
        this.listener = listener;
    }

    public synchronized ProcStatus status() {
        return status;
    }

    /** @return whether the state changed; a refused event is logged */
    public synchronized boolean apply(ProcEvent event) {
        ProcStatus next = next(status, event);
        if (next == null) {
            refuse(event);
            return false;
        }
        if (next == status) {
            return false;
        }
        status = next;
        listener.accept(next);
        return true;
    }

    /* That a proc comes up while it is being stopped is no fault. */
    private void refuse(ProcEvent event) {
        if (status instanceof ProcStatus.Stopping && event instanceof ProcEvent.Served) {
            log().debug("proc {} came up too late: state={} event={}", name, status, event);
        } else {
            log().warn("proc {} refuses an event that can't happen now: state={} event={}", name, status, event);
        }
    }

    /** The one transition function: the next state, the same one if nothing changes, null if the event is refused. */
    static @Nullable ProcStatus next(ProcStatus from, ProcEvent event) {
        if (event instanceof ProcEvent.StopAsked stop) {
            boolean ending = from instanceof ProcStatus.Stopping || from.isTerminal();
            return ending ? from : new ProcStatus.Stopping(stop.pid());
        }
        if (from.isTerminal()) {
            return null;
        }
        if (event instanceof ProcEvent.Launched launched) {
            return from instanceof ProcStatus.Starting ? new ProcStatus.Running(launched.pid()) : null;
        }
        if (event instanceof ProcEvent.Served served) {
            boolean early = from instanceof ProcStatus.Starting || from instanceof ProcStatus.Running;
            return early ? new ProcStatus.Ready(served.pid()) : null;
        }
        return end(event);
    }

    private static ProcStatus end(ProcEvent event) {
        if (event instanceof ProcEvent.Exited exited) {
            return new ProcStatus.Stopped(exited.code(), exited.tail(), exited.likely());
        }
        if (event instanceof ProcEvent.Signalled signalled) {
            return new ProcStatus.Killed(signalled.signal(), signalled.tail(), signalled.likely());
        }
        return new ProcStatus.Failed(((ProcEvent.Lost) event).reason());
    }

    private static Logger log() {
        return LoggerFactory.getLogger(ProcLife.class);
    }
}
