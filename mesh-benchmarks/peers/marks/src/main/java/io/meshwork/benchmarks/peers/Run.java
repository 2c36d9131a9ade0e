package io.meshwork.benchmarks.peers;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * One run of a peer: two remote JVMs, one call in each, and their end.
 *
 * <p>Prints a line per mark to stdout, {@code mark=begin nanos=...}, {@code mark=both-answered nanos=...} and {@code
 * mark=closed nanos=...}, with {@link System#nanoTime()}; other lines there are the peer's own. Then the program
 * exits, whatever threads the peer left: with 0, with {@value #FAILED} if the peer threw or left a process behind, or
 * with {@value #TOO_LONG} after {@code -Dpeer.limit} seconds, 100 unless told. Whatever the end, SIGKILL excepted, the
 * processes below this one end first.
 */
public final class Run {
    /** Exit code of a run that threw, or that left a process behind. */
    public static final int FAILED = 1;
    /** Exit code of a run that was cut off. */
    public static final int TOO_LONG = 3;

    private static final Duration GONE = Duration.ofSeconds(20);

    private final Peer peer;
    private List<ProcessHandle> remotes = List.of();

    private Run(Peer peer) {
        this.peer = peer;
    }

    /** What is run. */
    @FunctionalInterface
    public interface Peer {
        /**
         * Starts, calls, closes, and says when.
         *
         * @throws Exception whatever the peer throws: printed to stderr, then all ends
         */
        void run(Run run) throws Exception;
    }

    /** Runs the peer and exits; never returns. */
    public static void of(Peer peer) {
        new Run(peer).toItsEnd();
    }

    /**
     * Both answers are there.
     *
     * @param one the pid that the first call was answered with
     * @param two the pid that the second call was answered with
     * @throws IllegalStateException if these are not two processes beside this one
     */
    public void bothAnswered(long one, long two) {
        mark("both-answered", System.nanoTime());
        long own = ProcessHandle.current().pid();
        if (one == two || one == own || two == own) {
            throw new IllegalStateException("not two remote JVMs: one=" + one + " two=" + two + " own=" + own);
        }
        remotes = List.of(
                ProcessHandle.of(one).orElseThrow(), ProcessHandle.of(two).orElseThrow());
    }

    /**
     * The peer has closed what it opened: marked once both processes are gone.
     *
     * @throws TimeoutException if they are not within 20 s
     * @throws Exception if interrupted
     */
    public void closed() throws Exception {
        for (ProcessHandle remote : remotes) {
            if (remote.isAlive()) {
                remote.onExit().get(GONE.toMillis(), TimeUnit.MILLISECONDS);
            }
        }
        mark("closed", System.nanoTime());
        List<ProcessHandle> left = below();
        if (!left.isEmpty()) {
            throw new IllegalStateException("processes left after close: pids=" + left);
        }
    }

    /** The peer has done what it can, and its processes live on: marked at once, then all are killed. */
    public void closedAsFarAsItGoes() {
        mark("closed", System.nanoTime());
        endAll();
    }

    private void toItsEnd() {
        Runtime.getRuntime().addShutdownHook(new Thread(Run::endAll, "end-all"));
        cutOffAfter(Duration.ofSeconds(Long.getLong("peer.limit", 100)), Thread.currentThread());
        int code = FAILED;
        try {
            mark("begin", System.nanoTime());
            peer.run(this);
            code = 0;
        } catch (Throwable failure) {
            failure.printStackTrace();
        } finally {
            endAll();
        }
        System.exit(code);
    }

    private static void cutOffAfter(Duration limit, Thread main) {
        Thread watch = new Thread(
                () -> {
                    try {
                        main.join(limit.toMillis());
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    System.err.println("cut off: limitSeconds=" + limit.toSeconds());
                    endAll();
                    Runtime.getRuntime().halt(TOO_LONG);
                },
                "cut-off");
        watch.setDaemon(true);
        watch.start();
    }

    private static void mark(String name, long nanos) {
        System.out.println("mark=" + name + " nanos=" + nanos);
        System.out.flush();
    }

    /** Kills until nothing is below this process: what is killed may have been about to start another. */
    private static void endAll() {
        long deadlineNanos = System.nanoTime() + GONE.toNanos();
        List<ProcessHandle> left = below();
        while (!left.isEmpty() && System.nanoTime() < deadlineNanos) {
            left.forEach(ProcessHandle::destroyForcibly);
            CompletableFuture.allOf(left.stream().map(ProcessHandle::onExit).toArray(CompletableFuture<?>[]::new))
                    .completeOnTimeout(null, 1, TimeUnit.SECONDS)
                    .join();
            left = below();
        }
    }

    private static List<ProcessHandle> below() {
        return ProcessHandle.current()
                .descendants()
                .filter(ProcessHandle::isAlive)
                .toList();
    }
}
