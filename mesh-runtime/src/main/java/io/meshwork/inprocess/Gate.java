package io.meshwork.inprocess;

import io.meshwork.failure.BrokenInvariants;
import io.meshwork.mailbox.Turns;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the turns of one process on threads that it shares with others. While the process stands still they wait; when it
 * has ended they are dropped, and those that run are interrupted. For any thread.
 */
final class Gate implements Turns {

    private static final Logger log = LoggerFactory.getLogger(Gate.class);
    /* After so many a thread is given back, so that one process can't starve the others. */
    private static final int TURNS_PER_RUN = 16;

    private final Executor threads;
    private final int most;
    private final List<Thread> running = new ArrayList<>(1); // guarded by this
    private @Nullable Deque<Runnable> waiting; // guarded by this
    private int active; // guarded by this
    private volatile boolean held; // written under this; true also when ended
    private boolean ended; // guarded by this

    private Gate(Executor threads, int most) {
        this.threads = threads;
        this.most = most;
    }

    /** One turn at a time, in the order in which they came. */
    static Gate serial(Executor threads) {
        return new Gate(threads, 1);
    }

    static Gate parallel(Executor threads) {
        return new Gate(threads, Integer.MAX_VALUE);
    }

    @Override
    public void execute(Runnable turn) {
        synchronized (this) {
            if (ended) {
                return;
            }
            if (held || active == most) {
                waiting().add(turn);
                return;
            }
            active++;
        }
        threads.execute(() -> run(turn));
    }

    @Override
    public boolean areHeld() {
        return held;
    }

    /** No turn begins from now on; those that run go on to the end of their item. */
    synchronized void hold() {
        held = true;
    }

    void release() {
        List<Runnable> next = new ArrayList<>();
        synchronized (this) {
            if (ended) {
                return;
            }
            held = false;
            while (active < most && waiting != null && !waiting.isEmpty()) {
                active++;
                next.add(waiting.remove());
            }
        }
        next.forEach(turn -> threads.execute(() -> run(turn)));
    }

    /** Nothing runs here any more; this thread alone, if it is one of them, is not interrupted. */
    synchronized void end() {
        ended = true;
        held = true;
        waiting = null;
        for (Thread thread : running) {
            if (thread != Thread.currentThread()) {
                thread.interrupt();
            }
        }
    }

    /** The threads on which something of the process still runs. */
    synchronized List<Thread> running() {
        return List.copyOf(running);
    }

    private Deque<Runnable> waiting() {
        Deque<Runnable> turns = waiting;
        if (turns == null) {
            turns = new ArrayDeque<>();
            waiting = turns;
        }
        return turns;
    }

    private void run(Runnable first) {
        Runnable turn = first;
        for (int i = 0; turn != null && i < TURNS_PER_RUN; i++) {
            turn = runOne(turn);
        }
        if (turn != null) {
            Runnable later = turn;
            threads.execute(() -> run(later));
        }
    }

    private @Nullable Runnable runOne(Runnable turn) {
        if (!begin(turn)) {
            return null;
        }
        try {
            turn.run();
        } catch (RuntimeException | Error e) {
            BrokenInvariants.report(log, "MB-2", "a turn threw", e);
        }
        return finished();
    }

    private synchronized boolean begin(Runnable turn) {
        if (!held) {
            running.add(Thread.currentThread());
            return true;
        }
        active--;
        if (!ended) {
            waiting().addFirst(turn);
        }
        return false;
    }

    private synchronized @Nullable Runnable finished() {
        running.remove(Thread.currentThread());
        Deque<Runnable> turns = waiting;
        if (!held && turns != null && !turns.isEmpty()) {
            return turns.remove();
        }
        active--;
        return null;
    }
}
