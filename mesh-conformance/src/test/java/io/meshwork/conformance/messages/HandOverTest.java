package io.meshwork.conformance.messages;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.ActorMesh;
import io.meshwork.Client;
import io.meshwork.actor.Actor;
import io.meshwork.actor.ActorRef;
import io.meshwork.actor.Handler;
import io.meshwork.actor.Message;
import io.meshwork.actor.Request;
import io.meshwork.config.Keys;
import io.meshwork.conformance.Backend;
import io.meshwork.conformance.Bench;
import io.meshwork.conformance.EachBackend;
import io.meshwork.mailbox.Port;
import io.meshwork.mailbox.PortRef;
import io.meshwork.wire.Undeliverable;
import io.meshwork.wire.Undeliverable.Category;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;

/**
 * From a fresh mesh's first message on: what takes the control links, what waits, and what goes by the connections that
 * come up meanwhile. G-3.
 */
@EachBackend(processes = "in one JVM all takes one way")
@Timeout(240)
class HandOverTest {

    private static final Duration LONGEST = Duration.ofSeconds(60);
    private static final int ROUNDS = 2;
    private static final int COUNT = 300;

    @Parameter
    Backend backend;

    /** Keeps what it gets, and answers values to a port, which only the way keeps in order. */
    static final class Echo implements Actor {

        record Number(int number, byte[] padding, PortRef<Integer> values) implements Message<Echo> {}

        record Numbers() implements Request<Echo, List<Integer>> {}

        record Forward(ActorRef<Echo> to, int count, long seed, PortRef<Integer> values) implements Message<Echo> {}

        private final List<Integer> numbers = new ArrayList<>();

        @Handler
        void number(Number message) {
            numbers.add(message.number());
            message.values().send(message.number());
        }

        @Handler
        List<Integer> numbers(Numbers ask) {
            return List.copyOf(numbers);
        }

        @Handler
        void forward(Forward order) {
            Random random = new Random(order.seed());
            for (int i = 0; i < order.count(); i++) {
                order.to().send(new Number(i, new byte[size(random, i)], order.values()));
            }
        }
    }

    /* At first so small that many take the links. */
    private static int size(Random random, int number) {
        int bound = number < 40 ? 100 : random.nextInt(20) == 0 ? 150_000 : 2_000;
        return random.nextInt(bound);
    }

    private static List<Integer> upTo(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    @Test
    void fromTheFirstMessageOnNothingIsLostNorDoubledNorOutOfOrder() throws InterruptedException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            try (Bench bench = Bench.start(backend, 2, 1)) {
                ActorMesh<Echo> echoes = bench.procs().spawn("a0", Echo.class);
                Port<Integer> fromFirst = bench.client().openPort(Integer.class);
                Port<Integer> fromSecond = bench.client().openPort(Integer.class);
                ActorRef<Echo> second = echoes.get(1);
                echoes.get(0).send(new Echo.Forward(second, COUNT, random.nextLong(), fromSecond.ref()));
                int waits = 1 + random.nextInt(20);
                List<Integer> seen = new ArrayList<>();
                for (int i = 0; i < COUNT; i++) {
                    byte[] padding = new byte[size(random, i)];
                    echoes.get(0).send(new Echo.Number(i, padding, fromFirst.ref()));
                    if (i % waits == 0) {
                        seen.add(fromFirst.receive(LONGEST));
                    }
                }
                while (seen.size() < COUNT) {
                    seen.add(fromFirst.receive(LONGEST));
                }

                assertThat(seen).as("values: seed=%d round=%d", seed, round).isEqualTo(upTo(COUNT));
                assertThat(fromSecond.receive(COUNT))
                        .as("seed=%d round=%d", seed, round)
                        .isEqualTo(upTo(COUNT));
                assertThat(echoes.call(new Echo.Numbers()))
                        .as("messages: seed=%d round=%d", seed, round)
                        .containsExactly(upTo(COUNT), upTo(COUNT));
                assertThat(fromFirst.poll()).isEmpty();
                assertThat(bench.client().undeliverables().poll()).isEmpty();
            }
        }
    }

    @Test
    void anotherClientOfTheJvmReachesThemByWayOfTheirOwnUntilItsConnectionIsUp() {
        try (Bench bench = Bench.start(backend, 1, 1);
                Client other = Client.start("other", backend.config())) {
            ActorMesh<Echo> echoes = bench.procs().spawn("a0", Echo.class).as(other);
            try (Port<Integer> values = other.openPort(Integer.class)) {
                for (int i = 0; i < COUNT; i++) {
                    echoes.cast(new Echo.Number(i, new byte[i == COUNT / 2 ? 100_000 : 10], values.ref()));
                    if (i < 20) {
                        assertThat(values.receive(LONGEST)).isEqualTo(i);
                    }
                }

                assertThat(echoes.call(new Echo.Numbers())).containsExactly(upTo(COUNT));
                assertThat(values.receive(COUNT - 20)).isEqualTo(upTo(COUNT).subList(20, COUNT));
            }
        }
    }

    /* Stopped before anything has gone by a connection. */
    private List<Undeliverable> sentToOneThatStandsStill(Bench bench, int count, int bytes, boolean kills) {
        ActorMesh<Echo> echoes = bench.procs().spawn("a0", Echo.class);
        try (Port<Integer> values = bench.client().openPort(Integer.class)) {
            bench.procs().get(0).suspend();
            for (int i = 0; i < count; i++) {
                echoes.cast(new Echo.Number(i, new byte[bytes], values.ref()));
            }
            if (kills) {
                bench.procs().get(0).kill();
                assertThat(bench.client().failures().next(LONGEST).what()).contains("SIGKILL");
            }
            List<Undeliverable> returned = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                returned.add(bench.client().undeliverables().next(LONGEST));
            }
            assertThat(bench.client().undeliverables().poll()).isEmpty();
            return returned;
        }
    }

    @Test
    void whatTookTheLinksToOneThatIsKilledComesBackOnce() {
        try (Bench bench = Bench.start(backend, 1, 1)) {
            assertThat(sentToOneThatStandsStill(bench, 5, 10, true))
                    .allSatisfy(message -> assertThat(message.category()).isEqualTo(Category.PROCESS_ENDED))
                    .allSatisfy(message -> assertThat(message.reason()).contains("it may have been received"));
        }
    }

    @Test
    void whatWasHeldForOneThatIsKilledComesBackOnce() {
        try (Bench bench = Bench.start(backend, 1, 1)) {
            assertThat(sentToOneThatStandsStill(bench, 200, 10, true))
                    .allSatisfy(message -> assertThat(message.category()).isEqualTo(Category.PROCESS_ENDED))
                    .anySatisfy(message -> assertThat(message.reason()).contains("it may have been received"));
        }
    }

    @Test
    void whatOneThatStandsStillHasNotTakenInTimeComesBackOnceAndItCanBeUsedAgain() {
        try (Bench bench = Bench.start(backend, 1, 1, backend.config().with(Keys.DELIVERY_TIMEOUT, "2s"))) {
            assertThat(sentToOneThatStandsStill(bench, 200, 10, false))
                    .allSatisfy(message -> assertThat(message.category()).isEqualTo(Category.TIMED_OUT));

            bench.procs().get(0).resume();

            assertThat(bench.procs().call(() -> 7)).containsExactly(7);
        }
    }

    @Test
    void aHostThatStandsStillHoldsUpNoDataThatIsOnItsWayForLong() {
        try (Bench bench = Bench.start(backend, 1, 1)) {
            assertThat(bench.procs().call(() -> 1)).containsExactly(1);
            byte[] large = new byte[100_000];
            assertThat(bench.procs().call(() -> large.length)).containsExactly(large.length); // the client has dialled
            byte[] answer = bench.procs().<byte[]>call(() -> new byte[100_000]).get(0); // and the proc

            bench.hosts().get(0).suspend();

            assertThat(bench.procs().call(() -> 2)).containsExactly(2);
            bench.hosts().get(0).resume();
            assertThat(answer).hasSize(100_000);
        }
    }

    /** The links stand still before anything has gone by a connection, and nobody has been told to take any. */
    @Test
    void norDoesOneThatStoodStillBeforeTheFirstMessage() {
        try (Bench bench = Bench.start(backend, 1, 1)) {
            bench.hosts().get(0).suspend();

            assertThat(bench.procs().call(() -> 1)).containsExactly(1);
            bench.hosts().get(0).resume();
        }
    }
}
