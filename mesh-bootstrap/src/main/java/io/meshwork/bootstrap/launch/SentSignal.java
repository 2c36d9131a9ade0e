package io.meshwork.bootstrap.launch;

import io.meshwork.bootstrap.process.ChildProcess;
import io.meshwork.bootstrap.process.Signals;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;

/**
 * A signal on its way to a child, sent and waited for on a thread of its own: some take a shell. What hangs below the child
 * is not cared for, as with a signal from anywhere: that is for the nets.
 */
final class SentSignal {

    private static final Duration STEP = Duration.ofMillis(1);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final ChildProcess process;
    private final Ladder ladder;
    private final CompletableFuture<?> end;
    private final int signal;

    /** @param end completes when the child has ended */
    SentSignal(ChildProcess process, Ladder ladder, CompletableFuture<?> end, int signal) {
        this.process = process;
        this.ladder = ladder;
        this.end = end;
        this.signal = signal;
    }

    /** Sends it; completes when it has taken effect, with whether it found the process alive. */
    CompletableFuture<Boolean> effect() {
        CompletableFuture<Boolean> effect = new CompletableFuture<>();
        Thread sender = new Thread(() -> send(effect), "mesh-signal");
        sender.setDaemon(true);
        sender.start();
        return effect;
    }

    private void send(CompletableFuture<Boolean> effect) {
        try {
            if (signal == Signals.CONT && process.isAlive() && !ladder.isStandingStill()) {
                effect.complete(true); // as it is
                return;
            }
            boolean sent = ladder.send(signal, "asked for by kill(" + signal + ")");
            if (signal == Signals.KILL) {
                end.whenComplete((ended, failed) -> effect.complete(sent));
            } else {
                effect.complete(sent && isInEffect());
            }
        } catch (RuntimeException | Error e) {
            effect.complete(false);
            throw e;
        }
    }

    private boolean isInEffect() {
        if (signal != Signals.STOP && signal != Signals.CONT) {
            return true;
        }
        long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
        while (process.isAlive() && System.nanoTime() < deadlineNanos) {
            if (ladder.isStandingStill() == (signal == Signals.STOP)) {
                return true;
            }
            LockSupport.parkNanos(STEP.toNanos());
        }
        return false;
    }
}
