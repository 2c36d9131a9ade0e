package org.openjdk.jcstress.vm;

import java.util.List;

/**
 * What jcstress runs to find out whether a JVM takes an option. This one stands in front of its own, and refuses biased
 * locking.
 */
public final class SimpleTestMain {

    /*
     * jcstress has no option for it: where a JVM has biased locking, it runs each test with and without it, in twice as many
     * forks. It is off unless asked for since JDK 15, deprecated, and gone since JDK 18: no process of a mesh has it.
     */
    private static final String UNWANTED = "-XX:+UseBiasedLocking";

    private SimpleTestMain() {}

    public static void main(String[] args) {
        String[] options = ProcessHandle.current().info().arguments().orElse(new String[0]);
        System.exit(List.of(options).contains(UNWANTED) ? 1 : 0);
    }
}
