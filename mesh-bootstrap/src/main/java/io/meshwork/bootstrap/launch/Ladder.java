package io.meshwork.bootstrap.launch;

import io.meshwork.bootstrap.process.ChildProcess;
import io.meshwork.bootstrap.process.ProcessInfo;
import io.meshwork.bootstrap.process.ProcessTable;
import io.meshwork.bootstrap.process.Signals;
import io.meshwork.host.ProcEnd.Forced;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * How a process is made to end: it is asked, then SIGTERM, then SIGKILL, a grace apart. Remembers what it sent, and who
 * hung below the process at that time: they go with it. For any thread.
 */
final class Ladder {

    private final Duration grace;
    private final ScheduledExecutorService timer;
    private final BooleanSupplier isEnding;
    private final List<String> sent = new ArrayList<>(); // guarded by this
    private final Map<Long, ProcessInfo> below = new LinkedHashMap<>(); // guarded by this, by pid
    private @Nullable ChildProcess process; // guarded by this
    private Forced forced = Forced.NOTHING; // guarded by this
    private @Nullable Long askedNanos; // guarded by this

    /**
     * @param timer of the steps; nobody else's, so that nobody holds them up
     * @param isEnding whether the process has ended, or said that it is about to: nothing has to be forced then
     */
    Ladder(Duration grace, ScheduledExecutorService timer, BooleanSupplier isEnding) {
        this.grace = grace;
        this.timer = timer;
        this.isEnding = isEnding;
    }

    /** There is a process now; what was to be forced before is made up for. */
    void found(ChildProcess started) {
        boolean late;
        synchronized (this) {
            process = started;
            late = isBegun();
        }
        if (late) {
            send(Signals.KILL, "it was to end before it was started");
        }
    }

    /** @return whether this was the first call */
    synchronized boolean begin() {
        if (askedNanos != null) {
            return false;
        }
        askedNanos = System.nanoTime();
        return true;
    }

    /** Whether the process was asked to end, or made to. */
    synchronized boolean isBegun() {
        return askedNanos != null || forced != Forced.NOTHING;
    }

    /** After the process was asked: it has a grace to end by itself. */
    void asked() {
        after(grace, () -> terminate("it was asked to end and did not within " + grace.toMillis() + " ms"));
    }

    /** SIGTERM, and SIGKILL a grace later; at once if the process stands still, since it would not hear the other. */
    void terminate(String why) {
        if (isStandingStill()) {
            kill(why + ", and it stood still");
        } else if (!isEnding.getAsBoolean()) {
            force(Forced.SIGTERM, Signals.TERM, why);
            after(grace, () -> kill("it did not end within " + grace.toMillis() + " ms of SIGTERM"));
        }
    }

    void kill(String why) {
        if (!isEnding.getAsBoolean()) {
            killNow(why);
        }
    }

    /** SIGKILL to one that has said that it ends, and then doesn't. */
    void insistAfter(Duration patience, String why) {
        after(patience, () -> killNow(why));
    }

    /** SIGKILL, whether or not it has said that it ends. */
    void killNow(String why) {
        force(Forced.SIGKILL, Signals.KILL, why);
    }

    void killAfter(Duration patience, String why) {
        after(patience, () -> kill(why));
    }

    /** Sends a signal, whatever state things are in. */
    boolean send(int signal, String why) {
        ChildProcess running;
        synchronized (this) {
            running = process;
            if (running == null) {
                return false;
            }
            sent.add(Signals.name(signal) + ", " + why); // before the process can end of it
        }
        boolean found = running.signal(signal);
        if (!found) {
            forget(Signals.name(signal) + ", " + why);
        }
        return found;
    }

    private synchronized void forget(String line) {
        sent.remove(line);
    }

    /** Whoever hangs below the process now is remembered. */
    void lookBelow() {
        ChildProcess running;
        synchronized (this) {
            running = process;
        }
        if (running == null || !running.isAlive()) {
            return; // its pid is its own only as long as it lives
        }
        List<ProcessInfo> found = new ProcessTable().descendants(running.pid());
        synchronized (this) {
            found.forEach(info -> below.put(info.pid(), info));
        }
    }

    /** Those that were seen below it. */
    synchronized List<ProcessInfo> below() {
        return new ArrayList<>(below.values());
    }

    synchronized Forced forced() {
        return forced;
    }

    /** What was sent to it, oldest first, for people. */
    synchronized List<String> sent() {
        return new ArrayList<>(sent);
    }

    /** Since it was asked; zero if it was not. */
    synchronized Duration took() {
        return askedNanos == null ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - askedNanos);
    }

    boolean isStandingStill() {
        ChildProcess running;
        synchronized (this) {
            running = process;
        }
        return running != null && new ProcessTable().isStandingStill(running.pid(), running.startTicks());
    }

    private void force(Forced step, int signal, String why) {
        synchronized (this) {
            if (process == null) {
                forced = step; // made up for when there is one
                return;
            }
        }
        lookBelow();
        if (send(signal, why)) {
            synchronized (this) {
                forced = step.compareTo(forced) > 0 ? step : forced;
            }
        }
    }

    private void after(Duration delay, Runnable task) {
        timer.schedule(task, delay.toNanos(), TimeUnit.NANOSECONDS);
    }
}
