package io.meshwork.conformance.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.ActorMesh;
import io.meshwork.actor.Actor;
import io.meshwork.actor.Handler;
import io.meshwork.actor.Message;
import io.meshwork.actor.Request;
import io.meshwork.conformance.Backend;
import io.meshwork.conformance.Bench;
import io.meshwork.conformance.EachBackend;
import io.meshwork.conformance.Row;
import io.meshwork.mailbox.Port;
import io.meshwork.mailbox.PortRef;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;

/**
 * What a mesh costs on each backend, measured the same way and written to {@code target/figures-BACKEND.md}: to compare
 * backends with each other. Nothing is asserted of the times but that they are there and in order.
 */
@EachBackend
@Timeout(120)
class FiguresTest {

    private static final int FULL_ROUNDS = 30;
    private static final boolean IS_FULL = Integer.getInteger("mesh.test.rounds", 0) >= FULL_ROUNDS;
    private static final int[] ACTORS = {1, 10, 100};
    private static final int[] PAYLOADS = {64, 1 << 10, 1 << 16, 1 << 20};
    private static final int EXCHANGES = 50;
    private static final int SENT_BYTES = 8 << 20;
    private static final int MOST_MESSAGES = 2_000;

    @Parameter
    Backend backend;

    /** Answers by a port, and counts what it is given. */
    static final class Counter implements Actor {

        record Ask(PortRef<Integer> port) implements Message<Counter> {}

        record Take(byte[] payload) implements Message<Counter> {}

        record Taken() implements Request<Counter, Long> {}

        private long bytes;

        @Handler
        void ask(Ask ask) {
            ask.port().send(1);
        }

        @Handler
        void take(Take take) {
            bytes += take.payload().length;
        }

        @Handler
        long taken(Taken ask) {
            return bytes;
        }
    }

    @Test
    @Row("B104")
    void startsAnswersBandwidthAndEndsAreMeasuredOnEachBackend() throws IOException {
        Figures figures = new Figures();

        for (int procs : procs()) {
            measure(procs, figures);
        }

        figures.write(Path.of("target/figures-" + backend.name() + ".md"));
        assertThat(figures.labels())
                .contains("start, 1 procs", "start, 8 procs", "end, 8 procs", "cast and answer, 100 actors, p99")
                .contains("65536 B payloads")
                .hasSize(2 * procs().length + 2 * ACTORS.length + PAYLOADS.length);
        assertThat(figures.values()).allSatisfy(value -> assertThat(value).isPositive());
        for (int actors : ACTORS) {
            assertThat(figures.value("cast and answer, " + actors + " actors, p99"))
                    .isGreaterThanOrEqualTo(figures.value("cast and answer, " + actors + " actors, p50"));
        }
    }

    /* 48 JVMs are a minute's work of a small machine. */
    private int[] procs() {
        return IS_FULL || !backend.hasProcesses() ? new int[] {1, 8, 48} : new int[] {1, 8};
    }

    private void measure(int procs, Figures figures) {
        long begin = System.nanoTime();
        Bench bench = Bench.start(backend, 1, procs);
        try {
            figures.millis("start, " + procs + " procs", System.nanoTime() - begin);
            if (procs == 1) {
                converse(bench, figures);
            }
        } finally {
            long end = System.nanoTime();
            bench.close();
            figures.millis("end, " + procs + " procs", System.nanoTime() - end);
        }
    }

    private static void converse(Bench bench, Figures figures) {
        List<ActorMesh<Counter>> actors = new ArrayList<>();
        for (int wanted : ACTORS) {
            while (actors.size() < wanted) {
                actors.add(bench.procs().spawn("a" + actors.size(), Counter.class));
            }
            exchange(bench, actors, figures);
        }
        for (int payload : PAYLOADS) {
            stream(actors.get(0), payload, figures);
        }
    }

    private static void exchange(Bench bench, List<ActorMesh<Counter>> actors, Figures figures) {
        Port<Integer> port = bench.client().openPort(Integer.class);
        long[] nanos = new long[EXCHANGES];
        for (int i = 0; i < EXCHANGES; i++) {
            long begin = System.nanoTime();
            actors.forEach(actor -> actor.cast(new Counter.Ask(port.ref())));
            assertThat(port.receive(actors.size())).hasSize(actors.size()).containsOnly(1);
            nanos[i] = System.nanoTime() - begin;
        }
        figures.percentiles("cast and answer, " + actors.size() + " actors", nanos);
    }

    private static void stream(ActorMesh<Counter> actor, int payload, Figures figures) {
        int messages = Math.min(MOST_MESSAGES, SENT_BYTES / payload);
        byte[] bytes = new byte[payload];
        long before = actor.call(new Counter.Taken()).get(0);
        long begin = System.nanoTime();
        for (int i = 0; i < messages; i++) {
            actor.cast(new Counter.Take(bytes));
        }
        long taken = actor.call(new Counter.Taken()).get(0) - before; // one sender's messages come in order
        figures.bandwidth(payload + " B payloads", taken, System.nanoTime() - begin);
        assertThat(taken).isEqualTo((long) messages * payload);
    }
}
