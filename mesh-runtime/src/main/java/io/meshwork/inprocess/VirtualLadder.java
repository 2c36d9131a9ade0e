package io.meshwork.inprocess;

import io.meshwork.config.Keys;
import io.meshwork.host.ProcEnd.Forced;
import io.meshwork.proc.Signals;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * How a process without a process is made to end: it is asked, then SIGTERM, then SIGKILL, a grace apart; and what other
 * signals do to it. For any thread.
 */
final class VirtualLadder {

    private final VirtualProcess process;
    private final Machine machine;
    private final Duration grace;
    private final Deque<Integer> pending =
            new ArrayDeque<>(0); // guarded by this; what one that stands still doesn't hear
    private @Nullable Future<?> step; // guarded by this
    private Forced forced = Forced.NOTHING; // guarded by this
    private long askedNanos; // guarded by this
    private boolean begun; // guarded by this
    private boolean leaving; // guarded by this
    private boolean still; // guarded by this
    private @Nullable Duration took; // guarded by this

    VirtualLadder(VirtualProcess process, Machine machine) {
        this.process = process;
        this.machine = machine;
        grace = machine.config().duration(Keys.GRACE);
    }

    Duration grace() {
        return grace;
    }

    /** @return whether this was the first call */
    synchronized boolean begin() {
        if (begun) {
            return false;
        }
        begun = true;
        askedNanos = System.nanoTime();
        return true;
    }

    /** Whether it was asked to end. */
    synchronized boolean isBegun() {
        return begun;
    }

    synchronized boolean isStandingStill() {
        return still;
    }

    synchronized Forced forced() {
        return forced;
    }

    /** Since it was asked, until it ended; zero if it was not. */
    synchronized Duration took() {
        Duration known = took;
        if (known != null) {
            return known;
        }
        return begun ? Duration.ofNanos(System.nanoTime() - askedNanos) : Duration.ZERO;
    }

    /** It ends by itself: nothing has to be forced. */
    synchronized void leaving() {
        leaving = true;
    }

    synchronized void ended() {
        took = took();
        cancel();
    }

    /** After it was asked: it has a grace to end by itself. */
    void asked() {
        after(() -> terminate("it was asked to end and did not within " + grace.toMillis() + " ms"));
    }

    /** SIGTERM, and SIGKILL a grace later; at once if it stands still, since it would not hear the other. */
    void terminate(String why) {
        if (isStandingStill()) {
            force(Forced.SIGKILL, Signals.KILL, why + ", and it stood still");
        } else if (!isLeaving()) {
            force(Forced.SIGTERM, Signals.TERM, why);
            after(() -> force(
                    Forced.SIGKILL, Signals.KILL, "it did not end within " + grace.toMillis() + " ms of SIGTERM"));
        }
    }

    void killNow(String why) {
        force(Forced.SIGKILL, Signals.KILL, why);
    }

    /** Sends a signal. @return whether it lives */
    boolean send(int signal, String why) {
        if (process.status().isTerminal()) {
            return false;
        }
        switch (SignalEffect.of(signal)) {
            case SUSPENDS -> suspend();
            case RESUMES -> resume();
            case ENDS -> {
                if (signal == Signals.KILL || !isKeptFor(signal)) {
                    process.finish(signal, Signals.name(signal) + ", " + why);
                }
            }
            case NONE -> {}
        }
        return true;
    }

    private synchronized boolean isKeptFor(int signal) {
        if (still) {
            pending.add(signal);
        }
        return still;
    }

    /* Under the lock, so that of a suspend and a resume at once the one that counts is the one that takes effect. */
    private synchronized void suspend() {
        if (!still) {
            still = true;
            process.standStill();
        }
    }

    private void resume() {
        Integer kept;
        synchronized (this) {
            if (!still) {
                return;
            }
            still = false;
            kept = pending.poll();
            if (kept == null) {
                process.goOn();
            }
        }
        if (kept != null) {
            process.finish(kept, Signals.name(kept) + ", sent while it stood still");
        } else {
            process.handOn();
        }
    }

    private void force(Forced by, int signal, String why) {
        if (process.status().isTerminal()) {
            return;
        }
        synchronized (this) {
            forced = by.compareTo(forced) > 0 ? by : forced;
        }
        send(signal, why);
    }

    private synchronized boolean isLeaving() {
        return leaving;
    }

    private synchronized void after(Runnable next) {
        cancel();
        if (took == null) {
            step = machine.timer().schedule(next, grace.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    private void cancel() {
        if (step != null) {
            step.cancel(false);
            step = null;
        }
    }
}
