package io.meshwork.bootstrap.launch;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Children that stood by and were told what to become, until they say hello. One that doesn't is killed, and another child
 * is started in its place, of which nobody has seen anything (SB-4). For any thread.
 */
final class Assignments {

    private static final Duration ANSWER = Duration.ofSeconds(2); // of one that was ready

    private final ScheduledExecutorService timer;
    private final ChildLauncher launcher;
    private final Duration patience;
    private final Map<String, Assignment> waiting = new ConcurrentHashMap<>(); // by launch id of what stood by

    /** @param child that it is to become */
    record Assignment(Standby standby, Child child) {}

    /**
     * @param launcher starts the others
     * @param patience for one that is still being started
     */
    Assignments(ScheduledExecutorService timer, ChildLauncher launcher, Duration patience) {
        this.timer = timer;
        this.launcher = launcher;
        this.patience = patience;
    }

    /** @param spec of the child, with the launch id of what stands by */
    void assign(Standby standby, Child child, byte[] spec) {
        Assignment made = new Assignment(standby, child);
        waiting.put(standby.launchId(), made);
        Standbys.tell(standby, spec);
        long answerMillis = (standby.wasReady() ? ANSWER : patience).toMillis();
        timer.schedule(() -> unanswered(made), answerMillis, TimeUnit.MILLISECONDS);
        standby.process().exit().thenRun(() -> unanswered(made));
    }

    /** It said hello, and waits no more; null if it is none, or was given up. */
    @Nullable
    Assignment answered(String launchId) {
        return waiting.remove(launchId);
    }

    private void unanswered(Assignment assignment) {
        if (waiting.remove(assignment.standby().launchId(), assignment)) {
            startInPlaceOf(assignment);
        }
    }

    void startInPlaceOf(Assignment assignment) {
        log().debug("{} did not become {}", assignment.standby(), assignment.child());
        assignment.standby().discard();
        launcher.startInPlace(assignment.child());
    }

    /** Nobody waits for them any more. */
    void giveUp() {
        List.copyOf(waiting.values()).forEach(this::unanswered);
    }

    private static Logger log() {
        return LoggerFactory.getLogger(Assignments.class);
    }
}
