package io.meshwork.bootstrap.launch;

import io.meshwork.bootstrap.process.ProcessInfo;
import io.meshwork.bootstrap.process.ProcessTable;
import io.meshwork.proc.Signals;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;

/**
 * Finds and ends what carries the id of a run and, in its chain, a launch id of that run: the child itself and all that it
 * and its descendants started, wherever they went. Every run counts its launch ids from the same start, so what other runs
 * of this machine have started is never meant by the launch id alone (LA-5).
 */
public final class Sweep {

    private static final Duration STEP = Duration.ofMillis(5);

    private Sweep() {}

    /** The living processes of a run, other than this one, that carry one of the launch ids. */
    public static List<ProcessInfo> living(String runId, Set<String> launchIds) {
        long self = ProcessHandle.current().pid();
        return new ProcessTable()
                .carrying(ChildLauncher.CHAIN, chain -> carries(chain, runId, launchIds)).stream()
                        .filter(info -> !info.isDead() && info.pid() != self)
                        .toList();
    }

    /**
     * Gives them time to end by themselves: slow to end is not left behind.
     *
     * @return those that are left when the time is up
     */
    public static List<ProcessInfo> awaitEnd(String runId, Set<String> launchIds, Duration bound) {
        return await(runId, launchIds, bound, info -> {});
    }

    /**
     * Kills them until there are none, or the time is up.
     *
     * @return those that are left
     */
    public static List<ProcessInfo> kill(String runId, Set<String> launchIds, Duration bound) {
        return await(runId, launchIds, bound, info -> info.signal(Signals.KILL));
    }

    private static List<ProcessInfo> await(
            String runId, Set<String> launchIds, Duration bound, Consumer<ProcessInfo> toEach) {
        long deadlineNanos = System.nanoTime() + bound.toNanos();
        List<ProcessInfo> left = living(runId, launchIds);
        while (!left.isEmpty() && System.nanoTime() < deadlineNanos) {
            left.forEach(toEach);
            LockSupport.parkNanos(STEP.toNanos());
            left = living(runId, launchIds);
        }
        return left;
    }

    private static boolean carries(String chain, String runId, Set<String> launchIds) {
        String[] ids = chain.split("/");
        boolean found = false;
        for (int i = 1; i < ids.length; i++) {
            found |= launchIds.contains(ids[i]);
        }
        return found && ids[0].equals(runId);
    }
}
