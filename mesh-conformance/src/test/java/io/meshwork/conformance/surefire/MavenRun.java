package io.meshwork.conformance.surefire;

import io.meshwork.bootstrap.process.ChildCommand;
import io.meshwork.bootstrap.process.ChildProcess;
import io.meshwork.bootstrap.process.ExitStatus;
import io.meshwork.bootstrap.process.Signals;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A Maven that runs, in a session and process group of its own. When this is closed, the group is gone. */
final class MavenRun implements AutoCloseable {

    private static final int TAIL_LINES = 40;
    private static final int MOST_LINES = 10_000;
    private static final String FAST_START = "-XX:+UseSerialGC -XX:TieredStopAtLevel=1 -Xmx256m";

    private final ChildProcess process;

    private MavenRun(ChildProcess process) {
        this.process = process;
    }

    /* A build that was started in the background ignores SIGINT, and so would all below it. */
    static MavenRun start(List<String> argv, Path project) {
        List<String> inOwnSession = new ArrayList<>(List.of("env", "--default-signal", "setsid"));
        inOwnSession.addAll(argv);
        String options = System.getenv().getOrDefault("MAVEN_OPTS", "");
        ChildCommand command = ChildCommand.of(inOwnSession)
                .withDirectory(project)
                .withEnvironment("JAVA_HOME", System.getProperty("java.home"))
                .withEnvironment("MAVEN_BASEDIR", project.toString())
                .withEnvironment("MAVEN_OPTS", options + " " + FAST_START)
                .withEnvironment("MAVEN_ARGS", null)
                .withEnvironment("MAVEN_DEBUG_OPTS", null);
        return new MavenRun(ChildProcess.start(command, (pid, stream, text) -> {}, MOST_LINES));
    }

    /** Of Maven's own JVM: what is before it in the command line execs the next. */
    long pid() {
        return process.pid();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    void signal(int signal) {
        process.signal(signal);
    }

    /** To all that didn't leave the group. */
    void signalGroup(int signal) {
        ChildCommand kill = ChildCommand.of("kill", "-" + signal, "--", "-" + pid());
        ChildProcess.start(kill, (pid, stream, text) -> {}).exit().join();
    }

    /** As a shell has it: 128 + n after signal n. Empty while it runs. */
    OptionalInt exitCode() {
        return process.exit().isDone() ? OptionalInt.of(code(process.exit().join())) : OptionalInt.empty();
    }

    /** As {@link #exitCode()}. */
    int awaitExit(Duration bound) {
        try {
            return code(process.exit().get(bound.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException | ExecutionException | InterruptedException e) {
            throw new AssertionError("mvn did not end in " + bound + ":\n" + output(), e);
        }
    }

    /** All that it printed, of a flood the end. */
    List<String> lines() {
        return process.tail();
    }

    /** Its last lines. */
    String output() {
        List<String> lines = lines();
        return String.join("\n", lines.subList(Math.max(0, lines.size() - TAIL_LINES), lines.size()));
    }

    @Override
    public void close() {
        signalGroup(Signals.KILL);
        process.exit().join();
    }

    private static int code(ExitStatus status) {
        if (status instanceof ExitStatus.Exited exited) {
            return exited.code();
        }
        return 128 + ((ExitStatus.Signalled) status).signal();
    }
}
