package io.meshwork.benchmarks;

import static io.meshwork.benchmarks.process.Programs.*;

import io.meshwork.benchmarks.measure.Contender;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** What is measured against what: the goals of the start, and what else is of interest beside them. */
final class Goals {

    /** Its programs run in pairs of their own, more often than the others. */
    static final String NETS = "nets";

    private static final double QUIT_MILLIS = 20;

    private static final List<Goal> ALL = List.of(
            Goal.of("P1", CHILD, "hello", NETTY_CHILD, "hello").atMost(0.8),
            Goal.of("P1", CHILD, "hello", JDK_CHILD, "hello"),
            Goal.of("P1", CHILD, "hello", NETTY_OUT_OF_THE_BOX, "hello"),
            Goal.of("P1", CHILD, "hello", BARE, "exit"),
            Goal.of("P2", FIXTURE, "both-answered", PARALLEL, "answer").atMost(1.0),
            Goal.of("P2", PLAIN, "both-answered", PARALLEL, "answer"),
            Goal.of("P2", FIXTURE, "both-answered", PARALLEL_FRESH, "answer"),
            Goal.of("P2", FIXTURE, "both-answered", SEQUENCE, "answer"),
            Goal.of("P2", FIXTURE, "both-answered", SEQUENCE_OUT_OF_THE_BOX, "answer"),
            Goal.of("P3", FIXTURE_NO_ARCHIVE, "both-answered", SEQUENCE_NO_ARCHIVE, "answer")
                    .atMost(0.75),
            Goal.of("P4", FIXTURE_NEXT, "next-answer", REHEARSED, "answer").atMost(1.3),
            Goal.of("P4", FIXTURE_NEXT, "next-answer", STANDBYS, "answer"),
            Goal.of("P5", EIGHT_PROCS, "procs", AT_ONCE_8, "cpu").atMost(1.1),
            Goal.of("P5", SIXTEEN_PROCS, "procs", AT_ONCE_16, "cpu").atMost(1.1),
            Goal.of("P5", EIGHT_PROCS, "procs", EIGHT_PROCS, "pace"),
            Goal.of("P5", SIXTEEN_PROCS, "procs", SIXTEEN_PROCS, "pace"),
            Goal.of("P6", TWO_PROCS, "life", BEDROCK, "closed").atMost(0.3),
            Goal.of("P6", TWO_PROCS, "life", NANOCLOUD, "closed").atMost(0.3),
            Goal.of("P6", TWO_PROCS, "life", DUNIT, "closed").atMost(0.3),
            Goal.of("P6", TWO_PROCS, "life", PEKKO, "closed"),
            Goal.of("P7", EIGHT_PROCS, "end", NETTY_CHILD, "quit")
                    .plus(QUIT_MILLIS)
                    .atMost(2),
            Goal.of("P8", PLAIN, "rss", NETTY_CHILD, "rss").in("MiB").atMost(1.2),
            Goal.of("P8", PLAIN, "pss", NETTY_CHILD, "pss").in("MiB").atMost(1.2),
            Goal.of(NETS, ALL_NETS, "closed", NO_NETS, "closed").pairwise().atMost(1.05));

    private Goals() {}

    /** The programs that these compare. */
    static List<Contender> programs(List<Goal> goals, List<Contender> all) {
        Set<String> names = new HashSet<>();
        for (Goal goal : goals) {
            names.add(goal.ours().program());
            names.add(goal.other().program());
        }
        return all.stream().filter(each -> names.contains(each.name())).toList();
    }

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
