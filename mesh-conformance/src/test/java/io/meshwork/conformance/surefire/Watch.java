package io.meshwork.conformance.surefire;

import static org.awaitility.Awaitility.await;

import io.meshwork.conformance.surefire.WayToEnd.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;

/** Follows one nested build to its end: meets its forks when they are up, strikes, and sees what is left of them. */
final class Watch implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(120);

    private final Cell cell;
    private final Path directory;
    private final MavenRun maven;
    private final Set<Path> met = new HashSet<>();
    private final List<Fork> forks = new ArrayList<>();
    private long mavenEndNanos; // 0 while it runs

    Watch(Cell cell, Path directory, MavenRun maven) {
        this.cell = cell;
        this.directory = directory;
        this.maven = maven;
    }

    /** @throws AssertionError if Maven or a fork never ends */
    Outcome follow() {
        try {
            await().pollInSameThread()
                    .pollInterval(Duration.ofMillis(5))
                    .pollDelay(Duration.ZERO)
                    .atMost(PATIENCE)
                    .until(this::isOver);
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    "not over: forks met=" + forks.size() + " dead="
                            + forks.stream().filter(Fork::isDead).count() + " mvn "
                            + (maven.isAlive() ? "runs" : "ended") + "\n" + maven.output(),
                    e);
        }
        return Outcome.of(cell, forks, mavenEndNanos, maven);
    }

    private boolean isOver() throws IOException {
        if (mavenEndNanos == 0 && !maven.isAlive()) {
            mavenEndNanos = System.nanoTime();
        }
        meet();
        letGo();
        forks.forEach(Fork::look);
        return mavenEndNanos != 0
                && maven.exitCode().isPresent()
                && forks.stream().allMatch(Fork::isOver);
    }

    private void meet() throws IOException {
        for (Path up : upFiles()) {
            if (met.add(up)) {
                String pid = up.getFileName().toString().substring("up-".length());
                forks.add(Fork.of(
                        Long.parseLong(pid), Files.readString(up), cell.way().bound()));
                if (forks.size() == cell.way().forks()) {
                    strike();
                }
            }
        }
    }

    /* Their tests go on. Where Maven is struck, without it. */
    private void letGo() throws IOException {
        boolean afterMaven = cell.way().target() == Target.MAVEN;
        for (Path up : met) {
            Path go = directory.resolve(up.getFileName().toString().replace("up-", "go-"));
            if (!Files.exists(go) && (!afterMaven || mavenEndNanos != 0)) {
                Files.createFile(go);
            }
        }
    }

    private List<Path> upFiles() throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(file -> file.getFileName().toString().startsWith("up-"))
                    .toList();
        }
    }

    private void strike() {
        int signal = cell.way().signal();
        if (signal == 0) {
            return;
        }
        if (cell.way().target() == Target.FORKS) {
            forks.forEach(fork -> fork.signal(signal));
        } else if (cell.way().target() == Target.MAVEN) {
            maven.signal(signal);
        } else {
            maven.signalGroup(signal);
        }
    }

    @Override
    public void close() {
        maven.close();
        forks.forEach(Fork::sweep);
    }
}
