package io.meshwork.conformance.processes;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.bootstrap.process.ProcessInfo;
import io.meshwork.conformance.life.Processes;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Something that should throw, on a thread of its own. Which processes there are is looked at as soon as it has thrown,
 * on that thread, before anything else can happen.
 */
final class Attempt {

    /**
     * @param thrown null if it returned
     * @param left processes that came since the test began
     * @param interrupted whether the thread was, behind it
     */
    record Outcome(@Nullable Throwable thrown, List<ProcessInfo> left, boolean interrupted) {

        List<Long> pids() {
            return left.stream().map(ProcessInfo::pid).toList();
        }
    }

    private static final long PATIENCE_SECONDS = 60;

    private final CompletableFuture<Outcome> outcome = new CompletableFuture<>();
    private final Processes processes;
    private final Runnable body;
    private final Thread thread;

    private Attempt(Processes processes, Runnable body) {
        this.processes = processes;
        this.body = body;
        thread = new Thread(this::run, "attempt");
    }

    static Attempt start(Processes processes, Runnable body) {
        Attempt attempt = new Attempt(processes, body);
        attempt.thread.start();
        return attempt;
    }

    /** On a thread that is interrupted already. */
    static Attempt startInterrupted(Processes processes, Runnable body) {
        return start(processes, () -> {
            Thread.currentThread().interrupt();
            body.run();
        });
    }

    private void run() {
        Throwable thrown = null;
        try {
            body.run();
        } catch (Throwable e) {
            thrown = e;
        }
        outcome.complete(
                new Outcome(thrown, processes.left(), Thread.currentThread().isInterrupted()));
    }

    boolean isOver() {
        return outcome.isDone();
    }

    void interrupt() {
        thread.interrupt();
    }

    /** Waits for its end. */
    Outcome outcome() throws Exception {
        return outcome.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    }

    /** Waits for its end, which has to be of that type, with those processes there at that moment and no others. */
    <T extends Throwable> T thrown(Class<T> type, List<Long> pids) throws Exception {
        Outcome end = outcome();
        assertThat(end.thrown()).isInstanceOf(type);
        assertThat(end.pids())
                .as("processes when it was thrown: %s", end.left())
                .isEqualTo(pids);
        return type.cast(end.thrown());
    }
}
