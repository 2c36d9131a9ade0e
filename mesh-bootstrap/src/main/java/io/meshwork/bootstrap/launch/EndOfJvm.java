package io.meshwork.bootstrap.launch;

import io.meshwork.bootstrap.process.ProcessInfo;
import io.meshwork.bootstrap.process.ProcessTable;
import io.meshwork.bootstrap.reaper.Reaper;
import io.meshwork.failure.MeshException;
import io.meshwork.transport.Run;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * What is done when this JVM ends: by {@code System.exit}, SIGTERM or SIGINT its children are ended in order, within two
 * graces, and what is left is killed; however it ends, the reaper ends what is left then. One per JVM, a shutdown hook from
 * its first use on. For any thread.
 */
public final class EndOfJvm {

    private static final Duration SECOND_LOOK = Duration.ofMillis(5);

    private final Map<ChildLauncher, Duration> guarded = new LinkedHashMap<>(); // guarded by this
    private final List<Runnable> first = new ArrayList<>(); // guarded by this
    private @Nullable Reaper reaper; // guarded by this
    private boolean installed; // guarded by this
    private boolean ending; // guarded by this

    private EndOfJvm() {}

    public static EndOfJvm ofThisJvm() {
        return OfThisJvm.END;
    }

    /**
     * The reaper of this JVM's run: begins to start it, if that was not done before; it stays as long as the JVM.
     *
     * @throws MeshException as {@link #guard} does
     */
    public synchronized Reaper reaper() {
        install();
        Reaper running = reaper;
        if (running == null) {
            running = Reaper.start(Run.ofThisJvm().id(), Run.ofThisJvm().directory());
            reaper = running;
        }
        return running;
    }

    /**
     * The children of that launcher are ended with the JVM.
     *
     * @throws MeshException if the JVM is ending already: it must not start anything any more
     */
    public synchronized void guard(ChildLauncher launcher, Duration grace) {
        install();
        guarded.put(launcher, grace);
    }

    /** They are gone. */
    public synchronized void release(ChildLauncher launcher) {
        guarded.remove(launcher);
    }

    /**
     * That is done first of all; it must be quick.
     *
     * @throws MeshException as {@link #guard} does
     */
    public synchronized void first(Runnable task) {
        install();
        first.add(task);
    }

    synchronized void notFirst(Runnable task) {
        first.remove(task);
    }

    private void install() {
        if (ending) {
            throw new MeshException("this JVM is ending and starts no processes any more");
        }
        if (installed) {
            return;
        }
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(this::run, "mesh-end-of-jvm"));
            installed = true;
        } catch (IllegalStateException e) {
            throw new MeshException("this JVM is ending and starts no processes any more", e);
        }
    }

    private void run() {
        Map<ChildLauncher, Duration> launchers;
        Reaper last;
        List<Runnable> tasks;
        synchronized (this) {
            ending = true;
            tasks = new ArrayList<>(first);
            launchers = new LinkedHashMap<>(guarded);
            last = reaper;
        }
        tasks.forEach(Runnable::run);
        endChildren(launchers);
        if (nothingLives()) {
            Run.ofThisJvm().discard();
            if (last != null) {
                last.close();
            }
        }
    }

    private static void endChildren(Map<ChildLauncher, Duration> launchers) {
        List<CompletableFuture<Void>> ends = new ArrayList<>();
        long boundMillis = 0;
        for (Map.Entry<ChildLauncher, Duration> one : launchers.entrySet()) {
            ends.add(one.getKey().stopAll("the test JVM ends"));
            boundMillis = Math.max(boundMillis, 2 * one.getValue().toMillis());
        }
        try {
            CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new)).get(boundMillis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException e) {
            // what is left is killed now
        } finally {
            launchers.keySet().forEach(ChildLauncher::close);
        }
    }

    /* A JVM that ends while a child of its own lives waits 300 ms for the thread that waits for that child. */
    private static boolean nothingLives() {
        if (!living().isEmpty()) {
            return false;
        }
        LockSupport.parkNanos(SECOND_LOOK.toNanos()); // one that execs has no environment for a moment
        return living().isEmpty();
    }

    private static List<ProcessInfo> living() {
        return new ProcessTable().carrying(Marks.RUN_ID, Run.ofThisJvm().id()::equals);
    }

    private static final class OfThisJvm {
        private static final EndOfJvm END = new EndOfJvm();
    }
}
