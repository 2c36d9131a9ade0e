package io.meshwork.benchmarks.ours;

import io.meshwork.benchmarks.measure.Usage;
import io.meshwork.bootstrap.allocator.Reserve;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Waits until what this JVM has started is at rest: children that are to stand by do. */
final class Quiet {

    private static final long LONGEST_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final long LOOK_MILLIS = 400;
    private static final double RESTING_MILLIS = 4;

    private Quiet() {}

    static void await() throws InterruptedException {
        long deadlineNanos = System.nanoTime() + LONGEST_NANOS;
        Reserve.ofThisJvm().awaitReady(Duration.ofNanos(LONGEST_NANOS)); // also where no core is idle
        double before = cpuMillis();
        double now = Double.MAX_VALUE;
        while (Math.abs(now - before) > RESTING_MILLIS && System.nanoTime() - deadlineNanos < 0) {
            Thread.sleep(LOOK_MILLIS);
            before = now;
            now = cpuMillis();
        }
    }

    private static double cpuMillis() {
        return ProcessHandle.current()
                .descendants()
                .mapToDouble(Quiet::cpuMillis)
                .sum();
    }

    private static double cpuMillis(ProcessHandle process) {
        try {
            return Usage.cpuMillis(process.pid());
        } catch (IOException | UncheckedIOException e) {
            return 0; // it has just ended
        }
    }
}
