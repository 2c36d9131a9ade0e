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
 * Finds and ends what carries a launch id in its chain: the child itself and all that it and its descendants started,
 * wherever they went.
 */
public final class Sweep {

    private static final Duration STEP = Duration.ofMillis(5);

    private Sweep() {}

    /** The living processes, other than this one, that carry one of the launch ids. */
    public static List<ProcessInfo> living(Set<String> launchIds) {
        long self = ProcessHandle.current().pid();
        return new ProcessTable()
                .carrying(ChildLauncher.CHAIN, chain -> carries(chain, launchIds)).stream()
                        .filter(info -> !info.isDead() && info.pid() != self)
                        .toList();
    }

    /**
     * Gives them time to end by themselves: slow to end is not left behind.
     *
     * @return those that are left when the time is up
     */
    public static List<ProcessInfo> awaitEnd(Set<String> launchIds, Duration bound) {
        return await(launchIds, bound, info -> {});
    }

    /**
     * Kills them until there are none, or the time is up.
     *
     * @return those that are left
     */
    public static List<ProcessInfo> kill(Set<String> launchIds, Duration bound) {
        return await(launchIds, bound, info -> info.signal(Signals.KILL));
    }

    private static List<ProcessInfo> await(Set<String> launchIds, Duration bound, Consumer<ProcessInfo> toEach) {
        long deadlineNanos = System.nanoTime() + bound.toNanos();
        List<ProcessInfo> left = living(launchIds);
        while (!left.isEmpty() && System.nanoTime() < deadlineNanos) {
            left.forEach(toEach);
            LockSupport.parkNanos(STEP.toNanos());
            left = living(launchIds);
        }
        return left;
    }

    private static boolean carries(String chain, Set<String> launchIds) {
        for (String id : chain.split("/")) {
            if (launchIds.contains(id)) {
                return true;
            }
        }
        return false;
    }
}
