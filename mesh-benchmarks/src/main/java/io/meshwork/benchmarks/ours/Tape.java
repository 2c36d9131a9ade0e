package io.meshwork.benchmarks.ours;

import io.meshwork.MeshEvent;
import io.meshwork.Phase;
import io.meshwork.benchmarks.measure.Usage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Marks and figures of this JVM, printed at its end: nothing is written while something is timed. One per JVM, for one
 * thread at a time.
 */
public final class Tape {

    /* The test class that JUnit makes has no other way to it. */
    private static final List<String> NAMES = new ArrayList<>(32);
    private static final long[] NANOS = new long[32];
    private static final List<String> LINES = new ArrayList<>();

    private Tape() {}

    static void mark(String name) {
        NANOS[NAMES.size()] = System.nanoTime();
        NAMES.add(name);
    }

    /** Milliseconds between two marks. */
    static double millis(String from, String to) {
        return (NANOS[NAMES.indexOf(to)] - NANOS[NAMES.indexOf(from)]) / 1e6;
    }

    static void figure(String name, double value) {
        LINES.add("figure=" + name + " value=" + value);
    }

    /**
     * What the journal has: {@code at.host-0.ready}, milliseconds since the first mark, and {@code took.host-0.2-classes},
     * what a step took, numbered by its place. Called soon after the first mark.
     */
    static void phases(List<MeshEvent> events) {
        Instant begin = Instant.now().minusNanos(System.nanoTime() - NANOS[0]);
        for (MeshEvent event : events) {
            String[] member = event.member().split(" ");
            String name = member[0] + "-" + member[1] + ".";
            figure(
                    "at." + name + event.kind().name().toLowerCase(Locale.ROOT),
                    millis(Duration.between(begin, event.when())));
            for (Phase phase : event.phases()) {
                String step = phase.kind().ordinal() + "-" + phase.kind().name().toLowerCase(Locale.ROOT);
                figure("took." + name + step, millis(phase.took()));
            }
        }
    }

    static double millis(Duration time) {
        return time.toNanos() / 1e6;
    }

    /** Of live children: whether all use a class archive, and their processor time, in all and divided by the cores. */
    static void children(Iterable<Long> pids) {
        try {
            boolean archive = true;
            double cpu = 0;
            for (long pid : pids) {
                archive &= Usage.hasArchive(pid);
                cpu += Usage.cpuMillis(pid);
            }
            LINES.add("archive=" + archive);
            figure("children-cpu", cpu);
            figure("pace", cpu / Runtime.getRuntime().availableProcessors());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void print() {
        StringBuilder text = new StringBuilder("\n");
        for (int i = 0; i < NAMES.size(); i++) {
            text.append("mark=")
                    .append(NAMES.get(i))
                    .append(" nanos=")
                    .append(NANOS[i])
                    .append('\n');
        }
        LINES.forEach(line -> text.append(line).append('\n'));
        System.out.print(text);
        System.out.flush();
    }
}
