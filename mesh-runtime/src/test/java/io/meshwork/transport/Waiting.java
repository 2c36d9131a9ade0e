package io.meshwork.transport;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Things that come from other threads, in the order they came, for a test to wait for under a deadline. */
public final class Waiting<T> {

    private static final long DEADLINE_NANOS = 20_000_000_000L;

    private final List<T> things = new ArrayList<>(); // guarded by this

    public synchronized void add(T thing) {
        things.add(thing);
        notifyAll();
    }

    /** All that came so far. */
    public synchronized List<T> soFar() {
        return new ArrayList<>(things);
    }

    /** Waits until as many came; gives all. */
    public List<T> await(int count) {
        return await(all -> all.size() >= count, count + " of them");
    }

    public synchronized List<T> await(Predicate<List<T>> condition, String what) {
        long deadline = System.nanoTime() + DEADLINE_NANOS;
        while (!condition.test(things)) {
            long millis = (deadline - System.nanoTime()) / 1_000_000;
            if (millis <= 0) {
                throw new AssertionError("not seen in time: " + what + "; came: " + things.size());
            }
            try {
                wait(millis);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("interrupted waiting for " + what, e);
            }
        }
        return new ArrayList<>(things);
    }
}
