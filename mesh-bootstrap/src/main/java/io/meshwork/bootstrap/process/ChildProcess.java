package io.meshwork.bootstrap.process;

import io.meshwork.bootstrap.process.OutputSink.Stream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A process that this one has started.
 *
 * <p>Its output is read to end of file and goes to a sink, or it is written to a file by the process itself; its stdin is a
 * pipe whose other end only the caller holds.
 * All methods are for any thread.
 */
public final class ChildProcess {

    /** How long the exit is held back while another process still holds the output's pipe. */
    public static final Duration DRAIN_BOUND = Duration.ofMillis(500);

    private static final int TAIL_LINES = 50;

    /*
     * Process.destroy() and destroyForcibly() are not used: they close all three pipes as well, and what the process
     * says while it ends would be lost. Process.onExit() isn't either: it needs a free thread of the common pool, which
     * a test may have taken. Once the child is dead the JDK closes the pipes behind the pumps, after taking out what is
     * in them.
     */
    private final Process process;

    private final ChildCommand command;
    private final long startTicks;
    private final OutputTail tail; // of pipes
    private final int tailLines;
    private final CountDownLatch drained;
    private final CompletableFuture<ExitStatus> exit = new CompletableFuture<>();
    private volatile @Nullable Path output;

    private ChildProcess(Process process, ChildCommand command, @Nullable Path output, int tailLines, int pumps) {
        this.process = process;
        this.command = command;
        this.output = output;
        this.tailLines = tailLines;
        tail = new OutputTail(tailLines);
        drained = new CountDownLatch(pumps);
        startTicks = new ProcessTable().startTicks(process.pid());
    }

    /** As {@link #start(ChildCommand, OutputSink, int)}, with a tail of 50 lines. */
    public static ChildProcess start(ChildCommand command, OutputSink sink) {
        return start(command, sink, TAIL_LINES);
    }

    /**
     * Starts a process. Returns as soon as the system has accepted the program.
     *
     * @param tailLines how many of its last lines to keep
     * @throws ProcessStartException if the system refuses: no such program or directory, arguments too long, no memory
     */
    public static ChildProcess start(ChildCommand command, OutputSink sink, int tailLines) {
        Process process = launch(command, command.toProcessBuilder());
        try {
            ChildProcess child = new ChildProcess(process, command, null, tailLines, 2);
            child.pump(Stream.STDOUT, process.getInputStream(), child.tail, sink);
            child.pump(Stream.STDERR, process.getErrorStream(), child.tail, sink);
            child.startThread("exit", child.new Exit());
            return child;
        } catch (RuntimeException | Error e) {
            process.destroyForcibly();
            throw e;
        }
    }

    /**
     * Starts a process whose output, of both streams, the system appends to a file. So it never waits for this one to read,
     * and what it has printed is there whatever becomes of the two.
     *
     * @param tailLines how many lines {@link #tail()} reads from the end of the file
     * @throws ProcessStartException as {@link #start(ChildCommand, OutputSink, int)}, or if the file can't be written
     */
    public static ChildProcess start(ChildCommand command, Path output, int tailLines) {
        ProcessBuilder builder =
                command.toProcessBuilder().redirectErrorStream(true).redirectOutput(Redirect.appendTo(output.toFile()));
        Process process = launch(command, builder);
        try {
            ChildProcess child = new ChildProcess(process, command, output, tailLines, 0);
            child.startThread("exit", child.new Exit());
            return child;
        } catch (RuntimeException | Error e) {
            process.destroyForcibly();
            throw e;
        }
    }

    private static Process launch(ChildCommand command, ProcessBuilder builder) {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new ProcessStartException(
                    "process did not start: command=" + command.commandLine() + " error=" + e.getMessage(), e);
        }
    }

    public long pid() {
        return process.pid();
    }

    /** As {@link ProcessInfo#startTicks()}; -1 if it had ended before this could be read. */
    public long startTicks() {
        return startTicks;
    }

    /** For people: quoted as in a shell, cut if long. */
    public String commandLine() {
        return command.commandLine();
    }

    /** False from the moment the process is a zombie, so it may be false before {@link #exit()} completes. */
    public boolean isAlive() {
        return process.isAlive() && new ProcessTable().isAlive(pid(), startTicks);
    }

    /**
     * How it ended. Completes when the process has ended and its output is drained, on a thread of this child's own; if
     * another process holds the output, {@link #DRAIN_BOUND} after the end. A future of the caller's own at each call.
     */
    public CompletableFuture<ExitStatus> exit() {
        return exit.copy();
    }

    /**
     * The last lines it printed, of both streams in the order they came, without blank ones. Whole once {@link #exit()}
     * has completed (P-1).
     */
    public List<String> tail() {
        Path file = output;
        return file != null ? OutputTail.of(file, tailLines) : tail.lines();
    }

    /** The file that the system appends its output to; null if this process reads it. */
    public @Nullable Path output() {
        return output;
    }

    /** That file has another path now, which the process does not notice. */
    public void outputMoved(Path to) {
        output = to;
    }

    /** Buffered. A flush throws once the process has ended, and blocks while it doesn't read and the pipe is full. */
    public OutputStream stdin() {
        return process.getOutputStream();
    }

    /** Lets the process read end of file. Waits for a write that another thread is blocked in. */
    public void closeStdin() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            /* What was still buffered finds no reader: the process has ended. The pipe is closed all the same. */
        }
    }

    /**
     * Sends a signal, if the process still lives. Other signals than TERM and KILL take a shell, some milliseconds.
     *
     * @param signal as in {@code signal(7)}, 1 to 64
     * @return whether it was sent; false if the process is dead
     */
    public boolean signal(int signal) {
        return Signals.send(pid(), startTicks, signal);
    }

    @Override
    public String toString() {
        return "pid " + pid() + ": " + commandLine();
    }

    private void pump(Stream stream, InputStream in, OutputTail tail, OutputSink sink) {
        startThread(
                stream == Stream.STDOUT ? "stdout" : "stderr", new OutputPump(pid(), stream, in, tail, sink, drained));
    }

    private void startThread(String role, Runnable body) {
        Thread thread = new Thread(null, body, "child-" + pid() + "-" + role, 0, false);
        thread.setDaemon(true);
        thread.start();
    }

    private void awaitEnd() {
        while (true) {
            try {
                int exitValue = process.waitFor();
                drained.await(DRAIN_BOUND.toMillis(), TimeUnit.MILLISECONDS);
                exit.complete(ExitStatus.of(exitValue));
                return;
            } catch (InterruptedException e) {
                /* This thread is nobody's to interrupt, and the exit must be told: it waits again. */
            }
        }
    }

    /* No lambdas on the way to a start: a host's procs wait for what they cost. */

    private final class Exit implements Runnable {
        @Override
        public void run() {
            awaitEnd();
        }
    }
}
