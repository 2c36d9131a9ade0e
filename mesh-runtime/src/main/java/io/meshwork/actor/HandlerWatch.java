package io.meshwork.actor;

import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.mailbox.Workers;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reports handlers that don't end: one WARN with actor, message and stack after {@code mesh.handler-warning}, and again
 * each time that has doubled. It stops nothing (SV-8). A daemon thread looks from time to time; messages pay a few plain
 * writes.
 */
public final class HandlerWatch implements AutoCloseable {

    private static final long SHORTEST_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int LOOKS_PER_BOUND = 10;

    private final String name;
    private final boolean ofOneProcess;
    private final long boundNanos;
    private final long everyNanos;
    private final List<Turn> turns = new CopyOnWriteArrayList<>();
    private final ActivityLog activity = new ActivityLog();
    private volatile long handledByDead; // written by the watch's thread
    private @Nullable Thread thread; // guarded by this
    private volatile boolean closed;
    private long fullNanos; // guarded by this; when it was last heard that no worker is left
    private long fullAgainNanos; // guarded by this; when that is reported next
    private long fullPauseNanos; // guarded by this

    private HandlerWatch(String name, boolean ofOneProcess, long boundNanos) {
        this.name = name;
        this.ofOneProcess = ofOneProcess;
        this.boundNanos = boundNanos;
        everyNanos = Math.max(SHORTEST_NANOS, Math.min(LONGEST_NANOS, boundNanos / LOOKS_PER_BOUND));
    }

    /**
     * Of what runs on these workers.
     *
     * @param name what the name of its thread begins with
     */
    public static HandlerWatch of(String name, Workers workers, Config config) {
        return of(name, true, workers, config);
    }

    /** The same of workers that several processes share. */
    public static HandlerWatch ofMany(String name, Workers workers, Config config) {
        return of(name, false, workers, config);
    }

    private static HandlerWatch of(String name, boolean ofOneProcess, Workers workers, Config config) {
        long boundNanos = config.duration(Keys.HANDLER_WARNING).toNanos();
        HandlerWatch watch = new HandlerWatch(name, ofOneProcess, boundNanos);
        workers.whenFull(watch.new WhenFull());
        return watch;
    }

    /** A thread that runs actors; its turns are looked at as long as it lives. */
    void add(Turn turn) {
        turns.add(turn);
        start();
    }

    private synchronized void start() {
        if (thread == null && !closed) {
            Thread made = new Looks(name + "-handlers");
            made.start();
            thread = made;
        }
    }

    /** Where that actor's handler is right now; null if it is at nothing. For any thread. */
    @Nullable
    HandlerStack running(ActorCell cell) {
        for (Turn turn : turns) {
            if (turn.isOf(cell)) {
                StackTraceElement[] stack = turn.thread().getStackTrace();
                String what = turn.doing(System.nanoTime());
                if (what != null && turn.isOf(cell)) {
                    return HandlerStack.of(what, stack);
                }
            }
        }
        return null;
    }

    /** What its process has handled up to now; nothing where several share the workers. For any thread. */
    public Activity activity() {
        if (!ofOneProcess) {
            return Activity.NONE;
        }
        count();
        return activity.read();
    }

    /** Actors wait for a worker, and there can be no more: names what the workers are at. May be called often. */
    void full(int workers) {
        long now = System.nanoTime();
        if (!isNews(now)) {
            return;
        }
        StringBuilder text = new StringBuilder();
        for (Turn turn : turns) {
            String line = turn.describe(now);
            if (line != null) {
                text.append("\n  ").append(line);
            }
        }
        log().warn("actors wait and no worker is left: workers={} (mesh.max-workers), which are at:{}", workers, text);
    }

    private synchronized boolean isNews(long now) {
        if (fullPauseNanos == 0 || now - fullNanos > LONGEST_NANOS) {
            fullPauseNanos = boundNanos;
            fullAgainNanos = now;
        }
        fullNanos = now;
        if (now - fullAgainNanos < 0) {
            return false;
        }
        fullAgainNanos = now + fullPauseNanos;
        fullPauseNanos *= 2;
        return true;
    }

    private void watch() {
        while (!closed) {
            LockSupport.parkNanos(this, everyNanos);
            for (Turn turn : turns) {
                look(turn);
            }
            count();
        }
    }

    private void count() {
        long handled = handledByDead;
        for (Turn turn : turns) {
            handled += turn.handled();
        }
        activity.note(System.currentTimeMillis() / 1_000, handled);
    }

    private void look(Turn turn) {
        if (!turn.thread().isAlive()) {
            turns.remove(turn);
            handledByDead += turn.handled();
            return;
        }
        long now = System.nanoTime();
        if (turn.isDue(now, boundNanos)) {
            StackTraceElement[] stack = turn.thread().getStackTrace();
            String what = turn.describe(now);
            if (what != null) {
                log().warn("a handler does not end, and holds up its own actor: {}{}", what, rendered(stack));
            }
        }
    }

    private static String rendered(StackTraceElement[] stack) {
        StringBuilder text = new StringBuilder();
        for (StackTraceElement frame : stack) {
            text.append("\n\tat ").append(frame);
        }
        return text.toString();
    }

    /** Ends its thread. */
    @Override
    public synchronized void close() {
        closed = true;
        if (thread != null) {
            LockSupport.unpark(thread);
        }
    }

    private final class WhenFull implements IntConsumer {
        @Override
        public void accept(int workers) {
            full(workers);
        }
    }

    private final class Looks extends Thread {

        Looks(String name) {
            super(name);
            setDaemon(true);
        }

        @Override
        public void run() {
            watch();
        }
    }

    private static Logger log() {
        return LoggerFactory.getLogger(HandlerWatch.class);
    }
}
