package io.meshwork;

import io.meshwork.proc.StartPhases;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A step on the way to the first answer, and what it took.
 *
 * @param took never negative
 */
public record Phase(Kind kind, Duration took) {

    /** The steps, in their order. A process without a process of the system has the last two alone. */
    public enum Kind {
        /** From the moment on that a process is asked for, until it is there. */
        FORK("fork"),
        /** Until its main is entered. */
        JVM("JVM"),
        /** Until it says hello: its classes, for the most part. */
        CLASSES("classes"),
        /** Until its parent hears that. */
        HELLO("hello"),
        /** Until its agent serves. */
        AGENT("agent"),
        /** Until the actors run that were asked for. */
        SPAWN("spawn"),
        /** From the first call of their mesh until it is answered. */
        FIRST_CALL("first call");

        private final String text;

        Kind(String text) {
            this.text = text;
        }

        /** For people. */
        @Override
        public String toString() {
            return text;
        }
    }

    static Phase of(Kind kind, long nanos) {
        return new Phase(kind, Duration.ofNanos(nanos));
    }

    /** In their order; none if nothing is known of the steps. */
    static List<Phase> of(@Nullable StartPhases start) {
        if (start == null) {
            return List.of();
        }
        return List.of(
                of(Kind.FORK, start.forkNanos()),
                of(Kind.JVM, start.jvmNanos()),
                of(Kind.CLASSES, start.classesNanos()),
                of(Kind.HELLO, start.helloNanos()),
                of(Kind.AGENT, start.agentNanos()));
    }

    /** What they took together. */
    public static Duration total(List<Phase> phases) {
        Duration total = Duration.ZERO;
        for (Phase phase : phases) {
            total = total.plus(phase.took());
        }
        return total;
    }

    /** For people: {@code classes 160.2 ms}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%s %.1f ms", kind, took.toNanos() / 1e6);
    }
}
