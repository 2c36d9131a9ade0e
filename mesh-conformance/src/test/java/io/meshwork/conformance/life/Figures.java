package io.meshwork.conformance.life;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** What was measured of one backend, by label, in the order in which it was. For one thread. */
final class Figures {

    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_MICRO = 1e3;

    private final Map<String, Double> values = new LinkedHashMap<>();
    private final Map<String, String> units = new LinkedHashMap<>();

    void millis(String label, long nanos) {
        put(label, nanos / NANOS_PER_MILLI, "ms");
    }

    /** The median and the one that one in a hundred exceeds, as {@code label, p50} and {@code label, p99}. */
    void percentiles(String label, long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        put(label + ", p50", sorted[sorted.length / 2] / NANOS_PER_MICRO, "us");
        put(label + ", p99", sorted[(sorted.length - 1) * 99 / 100] / NANOS_PER_MICRO, "us");
    }

    void bandwidth(String label, long bytes, long nanos) {
        put(label, bytes * 1e3 / nanos, "MB/s");
    }

    Set<String> labels() {
        return values.keySet();
    }

    Collection<Double> values() {
        return values.values();
    }

    double value(String label) {
        return values.get(label);
    }

    void write(Path file) throws IOException {
        StringBuilder text = new StringBuilder("| what | figure |\n|---|---|\n");
        values.forEach((label, value) ->
                text.append(String.format(Locale.ROOT, "| %s | %.1f %s |%n", label, value, units.get(label))));
        Files.createDirectories(file.toAbsolutePath().getParent());
        Files.writeString(file, text);
    }

    private void put(String label, double value, String unit) {
        values.put(label, value);
        units.put(label, unit);
    }
}
