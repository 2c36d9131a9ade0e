package io.meshwork.host;

import io.meshwork.id.ProcId;
import io.meshwork.proc.ProcStatus;
import io.meshwork.proc.StartPhases;
import io.meshwork.value.Status;
import org.jspecify.annotations.Nullable;

/**
 * What a host knows of a proc. Travels.
 *
 * @param name on its host
 * @param rank in its mesh
 * @param id known from {@link ProcStatus.Ready} on
 * @param pid 0 before its process exists
 * @param command the command line of its process, for people; empty before it exists
 * @param start what the steps of its start took; null before it is ready, and where that is not known
 */
public record ProcState(
        String name,
        int rank,
        @Nullable ProcId id,
        long pid,
        String command,
        ProcStatus status,
        @Nullable StartPhases start) {

    /** Of one whose start is not known. */
    public ProcState(String name, int rank, @Nullable ProcId id, long pid, String command, ProcStatus status) {
        this(name, rank, id, pid, command, status, null);
    }

    /** Of a proc that could not be asked for. */
    public static ProcState unknown(String reason) {
        return new ProcState("", 0, null, 0, "", new ProcStatus.Failed(reason));
    }

    /** How a barrier counts it. */
    public Status resource() {
        if (status instanceof ProcStatus.Starting || status instanceof ProcStatus.Running) {
            return new Status.Initializing();
        }
        if (status instanceof ProcStatus.Ready) {
            return new Status.Running();
        }
        if (status instanceof ProcStatus.Stopping) {
            return new Status.Stopping();
        }
        return status instanceof ProcStatus.Stopped ? new Status.Stopped() : new Status.Failed(status.describe());
    }
}
