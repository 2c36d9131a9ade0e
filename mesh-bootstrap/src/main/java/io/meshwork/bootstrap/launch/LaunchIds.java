package io.meshwork.bootstrap.launch;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The launch ids of the children of this process, fresh per started process and unique in the run: {@code a1}, {@code a2}
 * for those of the test JVM, {@code a2b1} for those of the process {@code a2}. The chain of a process holds the run, those
 * of its ancestors and its own, {@code run/a2/a2b1}, so what a process leaves behind can be told from everything else.
 */
public final class LaunchIds {

    /* One per JVM: several allocators of a test JVM start children of one run. */
    private static final AtomicInteger OF_THIS_JVM = new AtomicInteger();

    private static final String BELOW = "b";

    private final String prefix;
    private final String chain;
    private final AtomicInteger last;

    private LaunchIds(String prefix, String chain, AtomicInteger last) {
        this.prefix = prefix;
        this.chain = chain;
        this.last = last;
    }

    /** For the test JVM. Its chains begin with the run, as other runs count their children alike. */
    public static LaunchIds ofThisJvm(String runId) {
        return new LaunchIds("a", runId + "/", OF_THIS_JVM);
    }

    /** For the children of a child. */
    public static LaunchIds below(String launchId, String chain) {
        return new LaunchIds(launchId + BELOW, chain + "/", new AtomicInteger());
    }

    /** @param number in the order in which it was started, from 1 */
    static String childOf(String launchId, int number) {
        return launchId + BELOW + number;
    }

    String next() {
        return prefix + last.incrementAndGet();
    }

    String chainOf(String launchId) {
        return chain + launchId;
    }
}
