package io.meshwork.bootstrap.reaper;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.bootstrap.process.ChildCommand;
import io.meshwork.bootstrap.process.ChildProcess;
import io.meshwork.bootstrap.process.ExitStatus;
import io.meshwork.bootstrap.process.JavaCommand;
import io.meshwork.bootstrap.process.ProcessInfo;
import io.meshwork.bootstrap.process.ProcessTable;
import io.meshwork.bootstrap.process.Signals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * A run of one test: its id, its directory, its processes. They are known by a mark of the test's own in their
 * environment, and by names they give themselves in lines like {@code sleeper 4711}. After the test they are gone, and so
 * are reapers, threads and files.
 */
final class TestRun implements BeforeEachCallback, AfterEachCallback {

    static final String RUN_ID = "MESH_RUN_ID";

    private static final String MARK = "STARTED_BY_TEST";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final String id = freshId();
    private final String mark = "test-" + id;
    private final ProcessTable table = new ProcessTable();
    private final List<ChildProcess> started = new ArrayList<>();
    private final List<Reaper> reapers = new ArrayList<>();
    private final Map<String, ProcessInfo> named = new ConcurrentHashMap<>();
    private final Queue<String> lines = new ConcurrentLinkedQueue<>();
    private Set<Thread> earlier = Set.of();
    private Path base;

    static String freshId() {
        String digits = "0000000000" + Long.toString(System.nanoTime(), 36);
        return digits.substring(digits.length() - 10);
    }

    /** What is to be put into a command line that clears its environment, so that the process is found all the same. */
    static String clearedEnvironment() {
        return "env -i " + MARK + "=\"$" + MARK + "\"";
    }

    static void await(String what, BooleanSupplier condition) {
        await(() -> what, condition);
    }

    private static void await(Supplier<String> what, BooleanSupplier condition) {
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime() - deadlineNanos)
                    .as(() -> "waited in vain for: " + what.get())
                    .isNegative();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(2));
        }
    }

    static ExitStatus exitOf(ChildProcess process) throws Exception {
        return process.exit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    String id() {
        return id;
    }

    /** {@code mesh-<id>}, with a file in it. */
    Path directory() {
        return base.resolve("mesh-" + id);
    }

    ChildProcess start(ChildCommand command) {
        ChildProcess process =
                ChildProcess.start(command.withEnvironment(MARK, mark), (pid, stream, text) -> heard(text));
        started.add(process);
        return process;
    }

    /** A shell that carries the marker of a run. */
    ChildProcess marked(String runId, String script) {
        return start(ChildCommand.of("/bin/sh", "-c", script).withEnvironment(RUN_ID, runId));
    }

    ChildProcess jvm(Class<?> main, String... arguments) {
        return start(ChildCommand.of(JavaCommand.ofThisJvm().argv(main.getName(), List.of(arguments), base)));
    }

    /** In this JVM. */
    Reaper reaper() {
        return kept(Reaper.start(id, directory()));
    }

    /** In this JVM, of another command and with other patience. */
    Reaper reaper(Supplier<ChildCommand> command, Duration patience) {
        return kept(Reaper.start(command, patience));
    }

    private Reaper kept(Reaper reaper) {
        reapers.add(reaper);
        return reaper;
    }

    ProcessInfo named(String name) {
        await(() -> "a process that calls itself " + name + ", heard was " + lines, () -> named.containsKey(name));
        return named.get(name);
    }

    /** Waits for another process than that to take the name. */
    ProcessInfo named(String name, ProcessInfo butNot) {
        await("another " + name, () -> named(name).pid() != butNot.pid());
        return named.get(name);
    }

    /** What the test has started and all that came from it, wherever it is. */
    List<ProcessInfo> living() {
        return table.carrying(MARK, mark::equals);
    }

    boolean isAlive(ProcessInfo process) {
        ProcessInfo now = table.find(process.pid()).orElse(null);
        return now != null && now.startTicks() == process.startTicks() && !now.isDead();
    }

    private void heard(String line) {
        lines.add(line);
        int blank = line.indexOf(' ');
        if (blank > 0 && line.substring(blank + 1).chars().allMatch(Character::isDigit)) {
            table.find(Long.parseLong(line.substring(blank + 1)))
                    .ifPresent(process -> named.put(line.substring(0, blank), process));
        }
    }

    @Override
    public void beforeEach(ExtensionContext context) throws IOException {
        earlier = Thread.getAllStackTraces().keySet();
        base = Files.createTempDirectory("reaper-test");
        Files.writeString(Files.createDirectory(directory()).resolve("a.sock"), "");
    }

    @Override
    public void afterEach(ExtensionContext context) throws IOException {
        reapers.forEach(Reaper::close);
        await("no process left", () -> {
            List<ProcessInfo> living = living();
            living.forEach(left -> left.signal(Signals.KILL));
            return living.isEmpty();
        });
        await(
                "no thread left",
                () -> Thread.getAllStackTraces().keySet().stream().noneMatch(this::isOfThisTest));
        deleteFiles();
    }

    private boolean isOfThisTest(Thread thread) {
        return thread.getName().equals("mesh-reaper") && !earlier.contains(thread)
                || started.stream().anyMatch(process -> thread.getName().startsWith("child-" + process.pid() + "-"));
    }

    private void deleteFiles() throws IOException {
        try (Stream<Path> files = Files.walk(base)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
