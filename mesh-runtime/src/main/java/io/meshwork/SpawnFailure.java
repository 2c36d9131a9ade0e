package io.meshwork;

import io.meshwork.host.ProcState;
import io.meshwork.proc.ProcStatus;
import io.meshwork.shape.Extent;
import io.meshwork.value.Status;
import io.meshwork.value.StatusMesh;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Why procs could not be spawned, for people: per rank where it was when it was given up, its command line and its last
 * lines.
 *
 * @param interrupted whether the wait for them was cut short
 */
record SpawnFailure(String mesh, Extent extent, boolean interrupted) {

    /** @param states what is known of each rank's process; null if nothing is */
    String describe(StatusMesh statuses, IntFunction<@Nullable ProcState> states) {
        StringBuilder text = new StringBuilder("procs could not be spawned: mesh=").append(mesh);
        for (int rank = 0; rank < extent.size(); rank++) {
            text.append("\nrank ")
                    .append(rank)
                    .append(' ')
                    .append(extent.point(rank))
                    .append(": ");
            text.append(describe(statuses.statuses().get(rank), states.apply(rank)));
        }
        return text.toString();
    }

    private String describe(Status status, @Nullable ProcState state) {
        if (status instanceof Status.Running) {
            return status.toString();
        }
        String what = what(status, state);
        if (state == null) {
            return what;
        }
        if (state.pid() != 0) {
            what += ": pid=" + state.pid() + " command=" + state.command();
        }
        return withTail(what, state.status());
    }

    private String what(Status status, @Nullable ProcState state) {
        if (status instanceof Status.Timeout timeout) {
            String why = interrupted ? "interrupted before it said" : "never said";
            return why + " that it is ready, waited " + timeout.after().toMillis() + " ms";
        }
        return state != null && state.status().isTerminal() ? state.status().describe() : status.toString();
    }

    /** What happened, and behind it the last lines of a process, if it has ended and left some. */
    static String withTail(String what, ProcStatus status) {
        if (status.tail().isEmpty()) {
            return what;
        }
        StringBuilder text = new StringBuilder(what).append("\nits last lines:");
        status.tail().forEach(line -> text.append("\n  ").append(line));
        return text.toString();
    }
}
