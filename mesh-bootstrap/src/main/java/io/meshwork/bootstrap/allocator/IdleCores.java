package io.meshwork.bootstrap.allocator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** How much of the machine's cores nobody has used between two looks, as the kernel tells in {@code /proc/stat}. Not safe for threads. */
final class IdleCores {

    private static final int IDLE = 4; // cpu user nice system idle iowait …
    private static final double NANOS_PER_TICK = 1e7; // as for all programs

    private final Path statistics;
    private long ticks = -1;
    private long asOfNanos;

    IdleCores() {
        this(Path.of("/proc/stat"));
    }

    IdleCores(Path statistics) {
        this.statistics = statistics;
    }

    /** Looks for the first time. */
    void begin(long nowNanos) {
        ticks = read();
        asOfNanos = nowNanos;
    }

    /** How many on average since the look before; all of them where the kernel doesn't tell. */
    double since(long nowNanos) {
        long before = ticks;
        double passed = Math.max(1, nowNanos - asOfNanos) / NANOS_PER_TICK;
        begin(nowNanos);
        return before < 0 || ticks < 0 ? Runtime.getRuntime().availableProcessors() : (ticks - before) / passed;
    }

    private long read() {
        try {
            List<String> lines = Files.readAllLines(statistics);
            return Long.parseLong(word(lines.get(0), IDLE));
        } catch (IOException | RuntimeException e) {
            return -1; // no kernel of ours
        }
    }

    /* Not by a pattern: the first look is while the first mesh comes up, and a JVM that has used none takes long for it. */
    private static String word(String line, int number) {
        int from = 0;
        for (int i = 0; i < number; i++) {
            from = line.indexOf(' ', from);
            while (line.charAt(from) == ' ') {
                from++;
            }
        }
        return line.substring(from, line.indexOf(' ', from));
    }
}
