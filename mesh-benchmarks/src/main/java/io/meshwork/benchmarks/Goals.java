package io.meshwork.benchmarks;

import static io.meshwork.benchmarks.process.Programs.*;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is measured against what: the goals of the start, and what else is of interest beside them. */
final class Goals {

    /** Its programs run as often as the others, and then in pairs of their own. */
    static final String NETS = "nets";

    private static final double QUIT_MILLIS = 20;

    private static final List<Goal> ALL = List.of(
            Goal.of("P1", CHILD, "hello", NETTY_CHILD, "hello").atMost(0.8),
            Goal.of("P1", CHILD, "hello", JDK_CHILD, "hello"),
            Goal.of("P1", CHILD, "hello", NETTY_OUT_OF_THE_BOX, "hello"),
            Goal.of("P1", CHILD, "hello", BARE, "exit"),
            Goal.of("P2", FIXTURE, "both-answered", PARALLEL, "answer").atMost(1.0),
            Goal.of("P2", PLAIN, "both-answered", PARALLEL, "answer"),
            Goal.of("P2", FIXTURE, "both-answered", SEQUENCE_OUT_OF_THE_BOX, "answer"),
            Goal.of("P3", FIXTURE_NO_ARCHIVE, "both-answered", SEQUENCE_NO_ARCHIVE, "answer")
                    .atMost(0.75));

    private Goals() {}

    /** @param wanted names of goals, or {@code all} */
    static List<Goal> named(Set<String> wanted) {
        List<Goal> found = ALL.stream()
                .filter(goal -> wanted.contains("all") || wanted.contains(goal.name()))
                .toList();
        if (found.isEmpty()) {
            Set<String> names = new LinkedHashSet<>();
            ALL.forEach(goal -> names.add(goal.name()));
            throw new IllegalArgumentException("goals are named all, " + String.join(", ", names) + ": got: " + wanted);
        }
        return found;
    }
}
