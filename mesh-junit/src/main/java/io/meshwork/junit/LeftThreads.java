package io.meshwork.junit;

import io.meshwork.failure.MeshException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Looks for threads of an allocation in this JVM that outlive it: handlers that neither end nor heed an interrupt. */
final class LeftThreads {

    private static final int FRAMES = 8;

    private LeftThreads() {}

    /**
     * @param bound for them to end, all together
     * @throws MeshException naming each that is left, and where it is
     */
    static void requireNone(String alloc, String owner, Duration bound) {
        long deadlineNanos = System.nanoTime() + bound.toNanos();
        List<Thread> left = of(alloc);
        left.removeIf(thread -> hasEnded(thread, deadlineNanos));
        if (left.isEmpty()) {
            return;
        }
        StringBuilder text =
                new StringBuilder("threads were left behind, as handlers do not end: class=").append(owner);
        for (Thread thread : left) {
            text.append("\n  ").append(thread.getName());
            StackTraceElement[] frames = thread.getStackTrace();
            for (int i = 0; i < Math.min(FRAMES, frames.length); i++) {
                text.append("\n    at ").append(frames[i]);
            }
        }
        throw new MeshException(text.toString());
    }

    private static List<Thread> of(String alloc) {
        List<Thread> threads = new ArrayList<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().startsWith("mesh-" + alloc + "-")) {
                threads.add(thread);
            }
        }
        return threads;
    }

    private static boolean hasEnded(Thread thread, long deadlineNanos) {
        try {
            TimeUnit.NANOSECONDS.timedJoin(thread, Math.max(1, deadlineNanos - System.nanoTime()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !thread.isAlive();
    }
}
