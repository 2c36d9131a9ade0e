package io.meshwork.proc;

import java.util.List;

/** What the JVM of a host or proc is good at. */
public enum Jvm {
    /** To be up soon, and to be small: one compiler, that is soon done, and no threads of a collector. The standard. */
    QUICK_START("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"),

    /**
     * To move many messages for long: C2 behind C1, and G1. Takes more memory and CPU at the start, and a while until it is at
     * its best. Its heap is as large as the other's.
     */
    THROUGHPUT("-XX:+UseG1GC", "-XX:TieredStopAtLevel=4");

    private final List<String> arguments;

    Jvm(String... arguments) {
        this.arguments = List.of(arguments);
    }

    /** Those of the {@code java} program. */
    public List<String> arguments() {
        return arguments;
    }
}
