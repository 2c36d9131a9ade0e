package io.meshwork.bootstrap.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Starts processes for one test, and sees to it that after the test they, what they started, and their threads are
 * gone.
 */
final class StartedProcesses implements AfterEachCallback {

    private static final String MARK = "STARTED_BY_TEST";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final String mark = ProcessHandle.current().pid() + "-" + System.nanoTime();
    private final List<ChildProcess> started = new ArrayList<>();
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();

    ChildProcess sh(String script) {
        return start(ChildCommand.of("/bin/sh", "-c", script));
    }

    ChildProcess start(ChildCommand command) {
        return start(command, (pid, stream, text) -> lines.add(stream + " " + text));
    }

    ChildProcess start(ChildCommand command, OutputSink sink) {
        return added(ChildProcess.start(command.withEnvironment(MARK, mark), sink));
    }

    ChildProcess start(ChildCommand command, OutputSink sink, int tailLines) {
        return added(ChildProcess.start(command.withEnvironment(MARK, mark), sink, tailLines));
    }

    /** A JVM that is up, and ends when its stdin does. */
    ChildProcess waitingJvm(Path java, Path directory) throws Exception {
        ClassPath classes =
                new ClassPath(List.of(ClassPathTest.locationOf(ChildMains.class).toString()));
        List<String> argv = new JavaCommand(java, classes, HandedDown.NOTHING)
                .argv(ChildMains.Waits.class.getName(), List.of(), directory);
        ChildProcess child = start(ChildCommand.of(argv));
        await("up", () -> child.tail().contains("up"));
        return child;
    }

    private ChildProcess added(ChildProcess child) {
        started.add(child);
        return child;
    }

    /** What all of them printed so far, each line after its stream's name. */
    List<String> lines() {
        return List.copyOf(lines);
    }

    List<ProcessInfo> living() {
        return new ProcessTable().carrying(MARK, mark::equals);
    }

    static ExitStatus exitOf(ChildProcess child) throws Exception {
        return child.exit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    static void await(String what, BooleanSupplier condition) {
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - deadlineNanos)
                    .as("waited in vain for: %s", what)
                    .isNegative();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        await("no process left", () -> {
            List<ProcessInfo> living = living();
            living.forEach(left -> left.signal(Signals.KILL));
            return living.isEmpty();
        });
        await(
                "no thread left",
                () -> Thread.getAllStackTraces().keySet().stream()
                        .noneMatch(thread -> started.stream().anyMatch(child -> isOf(child, thread))));
    }

    private static boolean isOf(ChildProcess child, Thread thread) {
        return thread.getName().startsWith("child-" + child.pid() + "-");
    }
}
