package io.meshwork;

import io.meshwork.mailbox.Answers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Requests to agents, one receiver each, under way at the same time and awaited under one bound. */
record Asked(List<Answers> answers) {

    /**
     * Waits for all of them, or until the bound. An interrupt that came before does not cut it short: what is asked here is
     * also asked to clean up.
     *
     * @param deadlineNanos as {@link System#nanoTime()}
     */
    static Asked await(List<Answers> asked, long deadlineNanos) {
        Uninterrupted.run(() -> {
            for (Answers answer : asked) {
                answer.await(Duration.ofNanos(Math.max(0, deadlineNanos - System.nanoTime())));
                answer.close();
            }
        });
        return new Asked(asked);
    }

    static Asked await(List<Answers> asked, Duration bound) {
        return await(asked, System.nanoTime() + bound.toNanos());
    }

    /** Whether it has neither answered, nor is it known to be gone. */
    boolean isMissing(int index) {
        return answers.get(index).isMissing(0);
    }

    /** Why there is no answer from that one; null if there is one. */
    @Nullable
    String problem(int index) {
        if (isMissing(index)) {
            return "no answer in time";
        }
        Throwable failure = answers.get(index).failure(0);
        return failure != null ? String.valueOf(failure.getMessage()) : null;
    }

    /** All answers in order; in place of one that did not come, what is made of its problem. */
    <R> List<R> values(Class<R> type, Function<String, ? extends R> otherwise) {
        List<R> values = new ArrayList<>(answers.size());
        for (int i = 0; i < answers.size(); i++) {
            values.add(value(i, type, otherwise));
        }
        return values;
    }

    /** The answer of that one, or what is made of its problem. */
    <R> R value(int index, Class<R> type, Function<String, ? extends R> otherwise) {
        String problem = problem(index);
        return problem != null
                ? otherwise.apply(problem)
                : type.cast(answers.get(index).value(0, type));
    }
}
