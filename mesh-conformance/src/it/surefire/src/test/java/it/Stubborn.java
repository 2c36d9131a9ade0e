package it;

import io.meshwork.ProcMesh;
import io.meshwork.actor.Actor;
import io.meshwork.actor.Handler;
import io.meshwork.actor.Message;
import io.meshwork.bootstrap.allocator.Reserve;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Members that don't end when they are asked to. */
final class Stubborn {

    private Stubborn() {}

    static void make(String kind, ProcMesh procs) {
        switch (kind) {
            case "none" -> {}
            case "standby" -> {
                if (!Reserve.ofThisJvm().awaitReady(Duration.ofSeconds(60))) {
                    throw new IllegalStateException("none stands by");
                }
            }
            case "stopped" -> stop(procs.call(() -> ProcessHandle.current().pid()).get(0));
            case "host-stopped" -> stop(procs.call(
                            () -> ProcessHandle.current().parent().orElseThrow().pid())
                    .get(0));
            case "deaf" -> procs.run(Stubborn::hookThatNeverEnds);
            case "looping" -> {
                procs.spawn("looping", Looping.class).cast(new Looping.Loop());
                procs.run(Looping::awaitLooping);
            }
            case "helper" -> procs.run(Stubborn::helperInASessionOfItsOwn);
            default -> throw new IllegalArgumentException("no such member: " + kind);
        }
    }

    private static void stop(long pid) {
        run("kill", "-STOP", Long.toString(pid));
    }

    /* What exit and SIGTERM begin never comes to an end. */
    private static void hookThatNeverEnds() {
        Runtime.getRuntime().addShutdownHook(new Thread(() -> awaitFor(new CountDownLatch(1), 600)));
    }

    /* Its parent ends at once, so it hangs below init; it holds no pipe of ours. */
    private static void helperInASessionOfItsOwn() {
        run("setsid", "sh", "-c", "sleep 600 </dev/null >/dev/null 2>&1 &");
    }

    private static void run(String... command) {
        try {
            int code = new ProcessBuilder(command).start().waitFor();
            if (code != 0) {
                throw new IllegalStateException(String.join(" ", command) + " ended with " + code);
            }
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void awaitFor(CountDownLatch latch, int seconds) {
        try {
            if (!latch.await(seconds, TimeUnit.SECONDS)) {
                throw new IllegalStateException("not in " + seconds + " s");
            }
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Never returns from its handler, and hears no interrupt. */
    static final class Looping implements Actor {

        record Loop() implements Message<Looping> {}

        private static final CountDownLatch LOOPING = new CountDownLatch(1);

        static void awaitLooping() {
            awaitFor(LOOPING, 30);
        }

        @Handler
        void loop(Loop message) {
            LOOPING.countDown();
            while (true) {
                LockSupport.parkNanos(1_000_000);
            }
        }
    }
}
