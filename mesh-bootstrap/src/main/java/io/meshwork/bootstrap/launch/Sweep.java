package io.meshwork.bootstrap.launch;

import io.meshwork.bootstrap.process.ProcessInfo;
import io.meshwork.bootstrap.process.ProcessTable;
import io.meshwork.host.Leftover;
import io.meshwork.proc.Signals;
import java.time.Duration;
import java.util.ArrayList;
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
                .carrying(Marks.CHAIN, chain -> carries(chain, runId, launchIds)).stream()
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

    /** As a leak report tells of them. */
    public static List<Leftover> leftovers(String runId, List<ProcessInfo> processes, String fate) {
        List<Leftover> leftovers = new ArrayList<>(processes.size());
        for (ProcessInfo info : processes) {
            leftovers.add(Marks.leftover(info, Ledger.ofThisJvm(), runId, fate));
        }
        return leftovers;
    }

    private static List<ProcessInfo> await(
            String runId, Set<String> launchIds, Duration bound, Consumer<ProcessInfo> toEach) {
        boolean interrupted = Thread.interrupted(); // it would not be parked then, and look without a pause
        try {
            long deadlineNanos = System.nanoTime() + bound.toNanos();
            List<ProcessInfo> left = lookTwice(runId, launchIds);
            while (!left.isEmpty() && System.nanoTime() < deadlineNanos) {
                left.forEach(toEach);
                LockSupport.parkNanos(STEP.toNanos());
                left = lookTwice(runId, launchIds);
            }
            return left;
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /* Again if there are none: one in the middle of an exec has no environment to read, nor has one just being born. */
    private static List<ProcessInfo> lookTwice(String runId, Set<String> launchIds) {
        List<ProcessInfo> found = living(runId, launchIds);
        if (found.isEmpty()) {
            LockSupport.parkNanos(STEP.toNanos());
            found = living(runId, launchIds);
        }
        return found;
    }

    private static boolean carries(String chain, String runId, Set<String> launchIds) {
        for (String id : Marks.launchIds(chain, runId)) {
            if (launchIds.contains(id)) {
                return true;
            }
        }
        return false;
    }
}
