package io.meshwork.conformance.messages;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.ActorMesh;
import io.meshwork.actor.Actor;
import io.meshwork.actor.Handler;
import io.meshwork.actor.Message;
import io.meshwork.actor.Request;
import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.conformance.Backend;
import io.meshwork.conformance.Bench;
import io.meshwork.conformance.Row;
import io.meshwork.conformance.backends.TcpProcesses;
import io.meshwork.conformance.backends.UnixProcesses;
import io.meshwork.wire.Undeliverable;
import io.meshwork.wire.Undeliverable.Category;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a process that doesn't read has been sent comes back when it is killed, or when it has been silent for too long. */
@Timeout(120)
class PendingMessagesTest {

    private static final int COUNT = 200;
    private static final Duration LONGEST = Duration.ofSeconds(60);

    static final class Sink implements Actor {

        record Fill(int number, byte[] bytes) implements Message<Sink> {}

        /** Answered with how many bytes these are. */
        record Weigh(byte[] bytes) implements Request<Sink, Integer> {}

        record Taken() implements Request<Sink, Integer> {}

        private int taken;

        @Handler
        void fill(Fill message) {
            taken++;
        }

        @Handler
        int weigh(Weigh ask) {
            return ask.bytes().length;
        }

        @Handler
        int taken(Taken ask) {
            return taken;
        }
    }

    private static Backend backend(String transport) {
        return transport.equals("unix") ? new UnixProcesses() : new TcpProcesses();
    }

    private static Config config(String transport, String loop, String deliveryTimeout) {
        return backend(transport)
                .config()
                .with(Map.of(
                        Keys.EVENT_LOOP.name(), loop,
                        Keys.CALL_TIMEOUT.name(), "60min",
                        Keys.DELIVERY_TIMEOUT.name(), deliveryTimeout));
    }

    /* More than the kernel takes, so that some are sent and some are not. A request that is too large for the control links
     * has the connection up before. */
    private static void postToSuspended(Bench bench, ActorMesh<Sink> sinks) {
        assertThat(sinks.call(new Sink.Weigh(new byte[100_000]))).containsExactly(100_000);
        bench.procs().get(0).suspend();
        for (int i = 0; i < COUNT; i++) {
            sinks.cast(new Sink.Fill(i, new byte[100_000]));
        }
    }

    private static List<Undeliverable> returned(Bench bench) {
        List<Undeliverable> all = new ArrayList<>();
        for (int i = 0; i < COUNT; i++) {
            all.add(bench.client().undeliverables().next(LONGEST));
        }
        return all;
    }

    @ParameterizedTest
    @CsvSource({"unix,epoll", "unix,nio", "tcp,epoll", "tcp,nio"})
    @Row("B43")
    void whatWasPendingComesBackOnceWhenThePeerProcessIsKilled(String transport, String loop) throws Exception {
        try (Bench bench = Bench.start(backend(transport), 1, 1, config(transport, loop, "30min"))) {
            ActorMesh<Sink> sinks = bench.procs().spawn("a0", Sink.class);
            postToSuspended(bench, sinks);

            killDashNine(bench.procs().get(0).pid());

            List<Undeliverable> returned = returned(bench);
            assertThat(returned)
                    .allSatisfy(message -> assertThat(message.category()).isEqualTo(Category.PROCESS_ENDED))
                    .allSatisfy(message -> assertThat(message.reason()).contains("SIGKILL"))
                    .anySatisfy(message -> assertThat(message.reason()).contains("it may have been received"));
            assertThat(returned)
                    .extracting(Undeliverable::destination)
                    .containsOnly(returned.get(0).destination());
            assertThat(bench.client().failures().next(LONGEST).what()).contains("SIGKILL");
            assertThat(bench.client().undeliverables().poll()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"unix", "tcp"})
    @Row("B43")
    void whatIsNotAcknowledgedInTimeComesBackOnceAndThePeerCanBeUsedAgain(String transport) {
        try (Bench bench = Bench.start(backend(transport), 1, 1, config(transport, "auto", "2s"))) {
            ActorMesh<Sink> sinks = bench.procs().spawn("a0", Sink.class);
            postToSuspended(bench, sinks);

            List<Undeliverable> returned = returned(bench);
            assertThat(returned)
                    .allSatisfy(message -> assertThat(message.category()).isEqualTo(Category.TIMED_OUT))
                    .anySatisfy(message -> assertThat(message.reason()).contains("it may have been received"));
            assertThat(bench.client().undeliverables().poll()).isEmpty();

            bench.procs().get(0).resume();
            long sent = returned.stream()
                    .filter(message -> message.reason().contains("it may have been received"))
                    .count();
            assertThat(sinks.call(new Sink.Taken()).get(0).longValue()).isBetween(0L, sent);
        }
    }

    private static void killDashNine(long pid) throws IOException, InterruptedException {
        int code = new ProcessBuilder(List.of("kill", "-9", Long.toString(pid)))
                .start()
                .waitFor();
        assertThat(code).isZero();
    }
}
