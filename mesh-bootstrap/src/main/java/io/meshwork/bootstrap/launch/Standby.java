package io.meshwork.bootstrap.launch;

import io.meshwork.bootstrap.process.ChildProcess;
import io.meshwork.bootstrap.process.ProcessInfo;
import io.meshwork.bootstrap.process.ProcessTable;
import io.meshwork.bootstrap.process.Signals;
import io.meshwork.transport.Run;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** A child without a part: it has been started, and waits on its stdin for what it is to become. For any thread. */
public final class Standby {

    private final String launchId;
    private final ChildProcess process;
    private volatile boolean serving; // what it has become is ended as that
    private volatile boolean ready;

    Standby(String launchId, ChildProcess process) {
        this.launchId = launchId;
        this.process = process;
    }

    String launchId() {
        return launchId;
    }

    ChildProcess process() {
        return process;
    }

    /** @param ready whether it has nothing to do any more but to wait: then its answer comes soon */
    void taken(boolean ready) {
        this.ready = ready;
    }

    boolean wasReady() {
        return ready;
    }

    /** Whether it lives and does not stand still. */
    boolean isFit() {
        return process.isAlive() && !new ProcessTable().isStandingStill(process.pid(), process.startTicks());
    }

    /** It has become a child, which has an end of its own. */
    void serves() {
        serving = true;
    }

    /**
     * Once it has ended, kills what stood by below it, unless it has become a child by then: what stands still does not hear
     * that its parent is gone.
     */
    void sweepOnceEnded(Run run, Duration bound) {
        process.exit().thenRun(() -> {
            if (!serving && !Sweep.living(run.id(), Set.of(launchId)).isEmpty()) {
                Sweep.kill(run.id(), Set.of(launchId), bound);
            }
        });
    }

    /** Kills it and what stands by below it; waits for nothing. */
    void discard() {
        if (process.isAlive()) { // its pid is its own only as long as it lives
            List<ProcessInfo> below = new ProcessTable().descendants(process.pid());
            process.signal(Signals.KILL);
            below.forEach(info -> info.signal(Signals.KILL));
        }
    }

    @Override
    public String toString() {
        return "standby " + launchId + " pid " + process.pid();
    }
}
