package io.meshwork.bootstrap.reaper;

import io.meshwork.bootstrap.process.ChildCommand;
import io.meshwork.bootstrap.process.ChildProcess;
import io.meshwork.bootstrap.process.ExitStatus;
import io.meshwork.bootstrap.process.OutputSink;
import io.meshwork.bootstrap.process.Signals;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process that ends what is left of a run when the one that began it is gone, and removes the run's directory. One
 * per run, in the process that began it. For any thread.
 *
 * <p>It is watched: if it ends before it is closed, another one is started at once, and a WARN says how it ended. Between
 * the two nobody would notice the end of this JVM. After five of them in a row have lived less than 10 s, the next end is
 * an ERROR and the last.
 */
public final class Reaper implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final Duration SOON = Duration.ofSeconds(10);
    private static final int MOST_RESTARTS = 5;
    private static final int TAIL_LINES = 10;
    private static final byte[] DONE = "done\n".getBytes(StandardCharsets.US_ASCII);

    /*
     * The watcher's stack holds this object and the process, and so the write end of the pipe, as long as either lives:
     * a stream that is not reachable any more would be closed by the JDK, and the reaper would begin its work.
     */
    private final Thread watcher = new Thread(null, this::watch, "mesh-reaper", 0, false);

    private final Supplier<ChildCommand> command;
    private final Duration patience;
    private @Nullable ChildProcess process; // guarded by this
    private long readyPid; // guarded by this
    private boolean toldNotReady; // guarded by this
    private boolean closed; // guarded by this
    private boolean over; // guarded by this

    private Reaper(Supplier<ChildCommand> command, Duration patience) {
        this.command = command;
        this.patience = patience;
    }

    /**
     * Begins to start it, on a daemon thread of its own; returns at once.
     *
     * @param runId 10 lower-case letters and digits
     * @param directory the run's, an absolute path that ends in {@code mesh-<runId>}, whether it is there or not
     * @throws IllegalArgumentException if they are not
     */
    public static Reaper start(String runId, Path directory) {
        return start(new ReaperCommand(runId, directory), PATIENCE);
    }

    /**
     * @param command asked for once, on the reaper's own thread
     * @param patience for the acknowledgement, and for the end after a close
     */
    static Reaper start(Supplier<ChildCommand> command, Duration patience) {
        Reaper reaper = new Reaper(command, patience);
        reaper.watcher.setDaemon(true);
        reaper.watcher.start();
        return reaper;
    }

    /**
     * Waits until it has said that it is ready (RP-6), at most 5 s; after an end, until the next one has.
     *
     * @return whether it stands ready; if not, the log says why, once. False also when this is closed, when this JVM is
     *     ending, and when the thread was interrupted, which it stays.
     */
    public synchronized boolean awaitReady() {
        long deadlineNanos = System.nanoTime() + patience.toNanos();
        try {
            while (!closed && !over && !isReady()) {
                long restNanos = deadlineNanos - System.nanoTime();
                if (restNanos <= 0) {
                    tellNotReady();
                    return false;
                }
                TimeUnit.NANOSECONDS.timedWait(this, restNanos);
            }
            return !closed && !over;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Of its process; 0 if there is none: not yet, between two, or not any more. */
    public synchronized long pid() {
        return process == null ? 0 : process.pid();
    }

    /**
     * Lets it end without killing anything; the directory stays, and none is started any more. Returns when its process
     * is gone; if that takes 5 s, it is killed. An interrupted thread kills it at once and stays interrupted.
     */
    @Override
    public void close() {
        dismiss(markClosed());
        try {
            watcher.join(patience.toMillis());
            if (watcher.isAlive()) {
                kill();
                watcher.join(patience.toMillis());
            }
        } catch (InterruptedException e) {
            kill();
            Thread.currentThread().interrupt();
        }
    }

    private void watch() {
        try {
            keepUp(command.get());
        } catch (RuntimeException | Error e) {
            log().error("no reaper watches over this run: what this JVM leaves behind when it is killed stays", e);
        } finally {
            endWatch();
        }
    }

    private void keepUp(ChildCommand command) {
        int soonEnded = 0;
        while (!isClosed()) {
            long startNanos = System.nanoTime();
            String end = runOne(command);
            if (isClosed() || isJvmEnding()) {
                return;
            }
            soonEnded = System.nanoTime() - startNanos < SOON.toNanos() ? soonEnded + 1 : 0;
            if (soonEnded > MOST_RESTARTS) {
                log().error("reaper given up, what this JVM leaves behind when it is killed stays: {}", end);
                return;
            }
            log().warn("reaper ended, another one is started: {}", end);
        }
    }

    /** @return how it ended */
    private String runOne(ChildCommand command) {
        ChildProcess started;
        try {
            started = ChildProcess.start(command, this::heard, TAIL_LINES);
        } catch (RuntimeException | Error e) {
            return "not started: " + e;
        }
        if (!adopt(started)) {
            dismiss(started);
        }
        ExitStatus status = started.exit().join();
        forget();
        return describe(started) + " end=" + status.describe();
    }

    private static String describe(ChildProcess process) {
        return "pid=" + process.pid() + " tail=" + process.tail() + " command=" + process.commandLine();
    }

    private synchronized void heard(long pid, OutputSink.Stream stream, String text) {
        if (stream == OutputSink.Stream.STDOUT && text.startsWith("ready ")) {
            readyPid = pid;
            notifyAll();
        }
    }

    /* A process that was just killed is not ready, even if its end has not been told yet. */
    private synchronized boolean isReady() {
        return process != null && process.pid() == readyPid && process.isAlive();
    }

    private synchronized void tellNotReady() {
        if (!toldNotReady) {
            toldNotReady = true;
            String which = process == null ? "pid=0" : describe(process);
            log().warn("reaper not ready in time: afterMillis={} {}", patience.toMillis(), which);
        }
    }

    /** @return whether it is still wanted */
    private synchronized boolean adopt(ChildProcess started) {
        process = started;
        notifyAll();
        return !closed;
    }

    private synchronized void forget() {
        process = null;
        notifyAll();
    }

    private synchronized void endWatch() {
        over = true;
        notifyAll();
    }

    private synchronized boolean isClosed() {
        return closed;
    }

    private synchronized @Nullable ChildProcess markClosed() {
        closed = true;
        notifyAll();
        return process;
    }

    private static void dismiss(@Nullable ChildProcess process) {
        if (process == null) {
            return;
        }
        try {
            OutputStream stdin = process.stdin();
            stdin.write(DONE);
            stdin.flush();
        } catch (IOException e) {
            log().debug("reaper had ended before it was dismissed: pid={}", process.pid(), e);
        }
        process.closeStdin();
    }

    private synchronized void kill() {
        if (process != null) {
            process.signal(Signals.KILL);
        }
    }

    /* Got when needed: what logging takes to come up must not hold back the start. */
    private static Logger log() {
        return LoggerFactory.getLogger(Reaper.class);
    }

    /* While hooks run none can be taken away: nothing else tells. */
    private static boolean isJvmEnding() {
        try {
            Runtime.getRuntime().removeShutdownHook(new Thread());
            return false;
        } catch (IllegalStateException e) {
            return true;
        }
    }
}
