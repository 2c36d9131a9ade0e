package io.meshwork.conformance.messages;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.ActorMesh;
import io.meshwork.actor.Actor;
import io.meshwork.actor.ActorContext;
import io.meshwork.actor.Handler;
import io.meshwork.actor.Message;
import io.meshwork.actor.Request;
import io.meshwork.config.Keys;
import io.meshwork.conformance.Backend;
import io.meshwork.conformance.Bench;
import io.meshwork.conformance.EachBackend;
import io.meshwork.conformance.Row;
import io.meshwork.wire.Envelope;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** What one sender sends, each actor handles in that order, whatever way it was sent. */
@EachBackend
class OrderTest {

    private static final int SENDS = Integer.getInteger("mesh.test.sends", 10_000);

    @Parameter
    Backend backend;

    private Bench bench;

    static final class Recorder implements Actor {

        /** @param padding makes some messages larger than a chunk of a frame */
        record Number(int number, byte[] padding) implements Message<Recorder> {}

        record Numbers() implements Request<Recorder, List<Integer>> {}

        /** Has the actor itself send to the mesh it lives in, and ask what each member got. */
        record SendYourself(int count, long seed) implements Request<Recorder, Outcome> {}

        /** By rank. */
        record Outcome(List<List<Integer>> sent, List<List<Integer>> handled) {}

        private final List<Integer> numbers = new ArrayList<>();

        @Handler
        void number(Number number) {
            numbers.add(number.number());
        }

        @Handler
        List<Integer> numbers(Numbers ask) {
            return List.copyOf(numbers);
        }

        @Handler
        CompletionStage<Outcome> sendYourself(SendYourself order, ActorContext cx) {
            ActorMesh<Recorder> mesh = ActorMesh.of(cx);
            List<List<Integer>> sent = new MixedSends(mesh, order.seed()).send(order.count());
            return mesh.callAsync(new Numbers()).thenApply(handled -> new Outcome(sent, handled.values()));
        }
    }

    /** Numbers sent to random parts of a 2 × 2 mesh, and what each rank should get of them. */
    private static final class MixedSends {

        private static final int LARGE_BYTES = 100_000;

        private final ActorMesh<Recorder> mesh;
        private final Random random;
        private final List<List<Integer>> expected = new ArrayList<>();

        MixedSends(ActorMesh<Recorder> mesh, long seed) {
            this.mesh = mesh;
            random = new Random(seed);
            for (int rank = 0; rank < 4; rank++) {
                expected.add(new ArrayList<>());
            }
        }

        List<List<Integer>> send(int count) {
            for (int number = 0; number < count; number++) {
                send(new Recorder.Number(number, new byte[random.nextInt(200) == 0 ? LARGE_BYTES : 0]));
            }
            return expected;
        }

        private void send(Recorder.Number message) {
            int index = random.nextInt(2);
            int rank = random.nextInt(4);
            switch (random.nextInt(6)) {
                case 0 -> cast(mesh, message, 0, 1, 2, 3);
                case 1 -> cast(mesh.slice("hosts", index), message, 2 * index, 2 * index + 1);
                case 2 -> cast(mesh.slice("procs", index), message, index, index + 2);
                case 3 ->
                    cast(
                            mesh.range("hosts", index, 2),
                            message,
                            IntStream.range(2 * index, 4).toArray());
                case 4 -> cast(mesh.slice("hosts", index).range("procs", 1, 2), message, 2 * index + 1);
                default -> {
                    mesh.get(rank).send(message);
                    expected.get(rank).add(message.number());
                }
            }
        }

        private void cast(ActorMesh<Recorder> view, Recorder.Number message, int... ranks) {
            view.cast(message);
            for (int rank : ranks) {
                expected.get(rank).add(message.number());
            }
        }
    }

    @BeforeParameterizedClassInvocation
    void start() {
        bench = Bench.start(backend, 2, 2);
    }

    @AfterParameterizedClassInvocation
    void close() {
        bench.close();
    }

    @Test
    @Row("B31")
    void castsAndSendsOfAClientAreHandledInTheOrderOfSending() {
        long seed = new Random().nextLong();
        ActorMesh<Recorder> recorders = bench.procs().spawn("client", Recorder.class);

        List<List<Integer>> expected = new MixedSends(recorders, seed).send(SENDS);

        assertThat(recorders.call(new Recorder.Numbers())).as("seed=" + seed).containsExactlyElementsOf(expected);
    }

    @Test
    @Row("B31")
    void castsAndSendsOfAnActorAreHandledInTheOrderOfSending() {
        long seed = new Random().nextLong();
        int count = Math.max(1, SENDS / 10);
        ActorMesh<Recorder> recorders = bench.procs().spawn("actor", Recorder.class);

        Recorder.Outcome outcome = recorders.get(1).call(new Recorder.SendYourself(count, seed));

        assertThat(outcome.handled()).as("seed=" + seed).isEqualTo(outcome.sent());
    }

    /** CA-1: those to all four go by a tree, the others straight. */
    @Test
    @Row("B31")
    void castsThatGoByATreeKeepTheOrderToo() {
        long seed = new Random().nextLong();
        int count = Math.max(1, SENDS / 10);
        try (Bench narrow = Bench.start(backend, 2, 2, backend.config().with(Keys.CAST_FANOUT, "2"))) {
            ActorMesh<Recorder> recorders = narrow.procs().spawn("client", Recorder.class);
            ActorMesh<Recorder> others = narrow.procs().spawn("actor", Recorder.class);

            List<List<Integer>> expected = new MixedSends(recorders, seed).send(count);
            Recorder.Outcome outcome = others.get(1).call(new Recorder.SendYourself(count, seed));

            assertThat(recorders.call(new Recorder.Numbers()))
                    .as("seed=" + seed)
                    .containsExactlyElementsOf(expected);
            assertThat(outcome.handled()).as("seed=" + seed).isEqualTo(outcome.sent());
            assertThat(narrow.client().statistics().sent(Envelope.Kind.RELAY)).isPositive();
        }
    }
}
