package io.meshwork.junit;

import io.meshwork.actor.Actor;
import io.meshwork.actor.ActorContext;
import io.meshwork.actor.Handler;
import io.meshwork.actor.Message;
import io.meshwork.actor.Request;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Starts processes, of which some outlive it. */
final class Leaker implements Actor {

    /** What it can start; the argument of {@code sleep} tells them apart. */
    enum Kind {
        /** A child of the proc. */
        PLAIN("exec sleep 301"),
        /** In a session of its own, whose parent has ended. */
        DOUBLE_FORKED("setsid sleep 302 </dev/null >/dev/null 2>&1 & echo $!"),
        /** Carries no mark. */
        CLEARED("exec env -i sleep 303"),
        /** Ends at once; nobody waits for it. */
        ENDED("exit 3"),
        /** Ends with its stdin, which is when its proc ends. Has a child that has ended and that it never waits for. */
        WITH_A_ZOMBIE("true & exec cat"),
        /** Ends some time after its stdin. */
        SLOW_TO_END("cat; exec sleep 0.3");

        private final String script;

        Kind(String script) {
            this.script = script;
        }
    }

    /** Answers the pid. */
    record Start(Kind kind) implements Request<Leaker, Long> {}

    /** Nobody waits until that is done. */
    record StartSoon(Kind kind) implements Message<Leaker> {}

    /** When it's stopped, it starts one. */
    record StartAtTheEnd(Kind kind) implements Message<Leaker> {}

    /** Starts one after the other from now on, on a thread of its own, as long as its process lives. */
    record GoOnStarting(Kind kind) implements Message<Leaker> {}

    private final List<Process> started = new ArrayList<>(); // so that no stdin is closed before its time
    private final List<Kind> last = new ArrayList<>();

    @Handler
    long start(Start order) throws IOException {
        Process process = start(order.kind());
        started.add(process);
        return order.kind() == Kind.DOUBLE_FORKED ? said(process) : process.pid();
    }

    @Handler
    void startSoon(StartSoon order) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        started.add(start(order.kind()));
    }

    @Handler
    void startAtTheEnd(StartAtTheEnd order) {
        last.add(order.kind());
    }

    @Handler
    void goOnStarting(GoOnStarting order) {
        Thread thread = new Thread(() -> {
            while (true) {
                start(order.kind());
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void stopped(ActorContext cx, String reason) {
        last.forEach(Leaker::start);
    }

    private static Process start(Kind kind) {
        try {
            return new ProcessBuilder("sh", "-c", kind.script)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static long said(Process process) throws IOException {
        try (BufferedReader reader = process.inputReader(StandardCharsets.US_ASCII)) {
            return Long.parseLong(reader.readLine());
        }
    }
}
