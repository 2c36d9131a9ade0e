package io.meshwork.conformance.surefire;

import io.meshwork.bootstrap.process.ProcessInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What was seen of a cell.
 *
 * @param forks that brought up a mesh
 * @param processes of theirs that were there before the end
 * @param children those of them that are hosts and procs
 * @param said of the class archive, by each fork
 * @param left of those, and others of their runs, when the bound was over
 * @param cleared from the end of a fork until nothing of it was left, the longest; the bound if something was left
 * @param mavenAfter from the end of the last fork to the end of Maven; zero if Maven ended first
 * @param exitCode of Maven, 128 + n after signal n
 * @param output the last lines of Maven
 */
record Outcome(
        Cell cell,
        int forks,
        int processes,
        List<Child> children,
        List<String> said,
        List<ProcessInfo> left,
        Duration cleared,
        Duration mavenAfter,
        int exitCode,
        String output) {

    static Outcome of(Cell cell, List<Fork> forks, long mavenEndNanos, MavenRun maven) {
        List<ProcessInfo> left = new ArrayList<>();
        Duration cleared = Duration.ZERO;
        Duration mavenAfter = Duration.ofDays(1);
        int processes = 0;
        List<Child> children = new ArrayList<>();
        for (Fork fork : forks) {
            left.addAll(fork.left());
            processes += fork.size();
            children.addAll(fork.children());
            cleared = longer(cleared, fork.clearedAfter());
            Duration after = Duration.ofNanos(mavenEndNanos - fork.deadNanos());
            mavenAfter = after.compareTo(mavenAfter) < 0 ? after : mavenAfter;
        }
        return new Outcome(
                cell,
                forks.size(),
                processes,
                children,
                forks.stream().map(Fork::said).toList(),
                left,
                cleared,
                longer(Duration.ZERO, mavenAfter),
                maven.exitCode().orElseThrow(),
                maven.output());
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }
}
