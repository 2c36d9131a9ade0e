package io.meshwork.conformance.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

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
import io.meshwork.failure.MeshFailure;
import io.meshwork.gateway.Statistics;
import io.meshwork.mailbox.Port;
import io.meshwork.mailbox.PortRef;
import io.meshwork.mailbox.ReducedPort;
import io.meshwork.mailbox.Reducer;
import io.meshwork.mailbox.ReductionException;
import io.meshwork.wire.Envelope;
import io.meshwork.wire.Undeliverable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/**
 * Casts over a tree of seven procs with a fan-out of 2, in which the proc of rank 3 hands on to those of 4, 5 and 6, and ends
 * or takes nothing any more. No call could end here by its own time-out: that is an hour.
 */
@EachBackend
@Timeout(120)
class CastTreeTest {

    private static final int MEMBERS = 7;
    private static final int INNER = 3;
    private static final int CASTS = 300; // before, while and after a proc ends: each
    private static final int LIMIT_BYTES = 1 << 20;
    private static final Duration LONGEST = Duration.ofSeconds(60);

    @Parameter
    Backend backend;

    private Bench whole; // no test harms its procs
    private Bench bench; // that one, or the test's own
    private ActorMesh<Leaf> leaves;
    private int spawned; // a name is used once

    static final class Leaf implements Actor {

        record Number(int number) implements Message<Leaf> {}

        /** That rank fails by it. */
        record FailAt(int rank) implements Message<Leaf> {}

        /** Counts as a number: how long it is. */
        record Blob(byte[] bytes) implements Message<Leaf> {}

        record Numbers() implements Request<Leaf, List<Integer>> {}

        /** The rank gives its own at once, the others when asked to. */
        record Keep(int givesAtOnce, PortRef<Long> sum, PortRef<Integer> one, PortRef<Integer> kept)
                implements Message<Leaf> {}

        record GiveNow() implements Message<Leaf> {}

        /** All give their rank but that one. */
        record GiveBut(int silent, PortRef<Long> sum, PortRef<Integer> asked) implements Message<Leaf> {}

        /** Has the actor itself ask the others, with {@link GiveBut}, and tell what became of it. */
        record SumUp(int silent, PortRef<Integer> asked) implements Request<Leaf, String> {}

        private final List<Integer> numbers = new ArrayList<>();
        private final List<Keep> kept = new ArrayList<>();

        @Handler
        void number(Number number) {
            numbers.add(number.number());
        }

        @Handler
        void blob(Blob blob) {
            numbers.add(blob.bytes().length);
        }

        @Handler
        void failAt(FailAt order, ActorContext cx) {
            if (cx.rank() == order.rank()) {
                throw new IllegalStateException("not for me");
            }
        }

        @Handler
        List<Integer> numbers(Numbers ask) {
            return List.copyOf(numbers);
        }

        @Handler
        void keep(Keep keep, ActorContext cx) {
            if (cx.rank() == keep.givesAtOnce()) {
                give(keep, cx);
            } else {
                kept.add(keep);
            }
            keep.kept().send(cx.rank());
        }

        @Handler
        void giveNow(GiveNow order, ActorContext cx) {
            kept.forEach(keep -> give(keep, cx));
        }

        private static void give(Keep keep, ActorContext cx) {
            keep.sum().send((long) cx.rank());
            keep.one().send(cx.rank());
        }

        @Handler
        void giveBut(GiveBut order, ActorContext cx) {
            if (cx.rank() != order.silent()) {
                order.sum().send((long) cx.rank());
            }
            order.asked().send(cx.rank());
        }

        @Handler
        String sumUp(SumUp order, ActorContext cx) {
            ReducedPort<Long> sum = cx.openReducePort(Reducer.sumOfLongs());
            ActorMesh<Leaf> others = ActorMesh.<Leaf>of(cx).range("procs", 1, MEMBERS);
            others.cast(new GiveBut(order.silent(), sum.ref(), order.asked()));
            try {
                return "sum " + sum.receive(LONGEST);
            } catch (ReductionException e) {
                return e.getMessage();
            }
        }
    }

    @BeforeParameterizedClassInvocation
    void start() {
        whole = startBench();
    }

    private Bench startBench() {
        return Bench.start(
                backend,
                1,
                MEMBERS,
                backend.config()
                        .with(Keys.CAST_FANOUT, "2")
                        .with(Keys.CALL_TIMEOUT, "60min")
                        .with(Keys.MAX_FRAME, Integer.toString(LIMIT_BYTES)));
    }

    private void spawnOn(Bench chosen) {
        bench = chosen;
        spawned++;
        leaves = bench.procs().spawn("leaves" + spawned, Leaf.class);
    }

    @AfterEach
    void closeItsOwn() {
        if (bench == whole) {
            leaves.close();
        } else {
            bench.close();
        }
    }

    @AfterParameterizedClassInvocation
    void close() {
        whole.close();
    }

    /** CA-1, CA-8. */
    @Test
    void whenAProcThatHandsOnIsKilledTheLivingHandleEachCastOnceInOrderAndItsOwnComeBack() {
        spawnOn(startBench());
        castNumbers(0, CASTS);
        CompletableFuture<Void> killed =
                CompletableFuture.runAsync(() -> bench.procs().get(INNER).kill());
        castNumbers(CASTS, 2 * CASTS);
        killed.join();
        castNumbers(2 * CASTS, 3 * CASTS);

        assertTheKilledOneIsHeard();
        assertThat(callLiving(new Leaf.Numbers())).hasSize(MEMBERS - 1).containsOnly(numbers(3 * CASTS));
        List<String> later = texts(2 * CASTS, 3 * CASTS);
        assertThat(textsThatCameBack(back -> back.containsAll(later)))
                .doesNotHaveDuplicates()
                .isSubsetOf(texts(0, 3 * CASTS));
    }

    /** CA-1. */
    @Test
    void aProcThatStandsStillHoldsUpNoneBelowItAndHandlesEachCastOnceWhenItGoesOn() {
        spawnOn(whole);
        castNumbers(0, 1);
        bench.procs().get(INNER).suspend();
        castNumbers(1, CASTS);

        assertThat(callLiving(new Leaf.Numbers())).hasSize(MEMBERS - 1).containsOnly(numbers(CASTS));
        bench.procs().get(INNER).resume();
        castNumbers(CASTS, 2 * CASTS);

        assertThat(leaves.call(new Leaf.Numbers())).hasSize(MEMBERS).containsOnly(numbers(2 * CASTS));
        assertThat(bench.client().undeliverables().takeAll()).isEmpty();
    }

    private void castNumbers(int from, int to) {
        for (int number = from; number < to; number++) {
            leaves.cast(new Leaf.Number(number));
        }
    }

    private <A> List<A> callLiving(Request<Leaf, A> ask) {
        List<A> answers =
                new ArrayList<>(leaves.range("procs", 0, INNER).call(ask).values());
        answers.addAll(leaves.range("procs", INNER + 1, MEMBERS).call(ask).values());
        return answers;
    }

    /* As soon as they are as wished; all of them were to the one that ended. */
    private List<String> textsThatCameBack(Predicate<List<String>> wished) {
        List<String> texts = new ArrayList<>();
        await().atMost(LONGEST).until(() -> {
            for (Undeliverable one : bench.client().undeliverables().takeAll()) {
                assertThat(one.destination().actor())
                        .isEqualTo(leaves.get(INNER).id());
                texts.add(one.message());
            }
            return wished.test(texts);
        });
        return texts;
    }

    private void assertTheKilledOneIsHeard() {
        assertThat(bench.client().failures().next(LONGEST).ranks()).containsExactly(INNER);
        assertThat(bench.client().failures().poll()).isEmpty();
    }

    @Test
    @Row("B37")
    void unsplitPortsGetWhatIsGivenAlthoughAProcOnTheWayIsKilled() {
        spawnOn(startBench());
        ReducedPort<Long> sum = bench.client().openReducePort(Reducer.sumOfLongs());
        Port<Integer> one = bench.client().openPort(Integer.class);
        Port<Integer> kept = bench.client().openPort(Integer.class);
        long before = bench.client().statistics().received(Envelope.Kind.PART);
        leaves.cast(new Leaf.Keep(INNER, sum.ref().unsplit(), one.ref().unsplit(), kept.ref()));
        assertThat(kept.receive(MEMBERS)).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6);
        assertThat(one.receive(LONGEST)).isEqualTo(INNER);

        bench.procs().get(INNER).kill();
        leaves.range("procs", 0, INNER).cast(new Leaf.GiveNow());
        leaves.range("procs", INNER + 1, MEMBERS).cast(new Leaf.GiveNow());

        assertThat(sum.receive(LONGEST)).isEqualTo(21);
        assertThat(one.receive(MEMBERS - 1)).containsExactlyInAnyOrder(0, 1, 2, 4, 5, 6);
        assertThat(bench.client().statistics().received(Envelope.Kind.PART) - before)
                .as("each came straight")
                .isEqualTo(MEMBERS);
        assertTheKilledOneIsHeard();
    }

    @Test
    void aReducedPortFailsAsSoonAsARankItNeedsHasEndedAndSoDoesThatOfAnActor() throws Exception {
        spawnOn(startBench());
        ReducedPort<Long> underWay = bench.client().openReducePort(Reducer.sumOfLongs());
        ReducedPort<Long> later = bench.client().openReducePort(Reducer.sumOfLongs());
        Port<Integer> asked = bench.client().openPort(Integer.class);
        leaves.cast(new Leaf.GiveBut(INNER, underWay.ref(), asked.ref()));
        assertThat(asked.receive(MEMBERS)).hasSize(MEMBERS);
        Future<String> ofAnActor = leaves.get(0).callAsync(new Leaf.SumUp(INNER, asked.ref()));
        assertThat(asked.receive(MEMBERS - 1)).containsExactlyInAnyOrder(1, 2, 3, 4, 5, 6);

        bench.procs().get(INNER).kill();

        assertNamesTheKilledRank(underWay);
        assertThat(ofAnActor.get(LONGEST.toSeconds(), TimeUnit.SECONDS))
                .as("the rank is that in the view")
                .startsWith("rank 2 can't give its value: actor leaves" + spawned + " on proc p0_3: ");
        assertTheKilledOneIsHeard();
        leaves.cast(new Leaf.GiveBut(-1, later.ref(), asked.ref()));
        assertNamesTheKilledRank(later);
        textsThatCameBack(back -> back.stream()
                        .filter(text -> text.startsWith("GiveBut[silent=-1"))
                        .count()
                == 1);
    }

    private void assertNamesTheKilledRank(ReducedPort<Long> port) {
        assertThatThrownBy(() -> port.receive(LONGEST))
                .isInstanceOf(ReductionException.class)
                .hasMessageContaining("rank 3 can't give its value: actor leaves" + spawned + " on proc p0_3: ");
    }

    @Test
    void whatHasNoRoomForTheHeaderOfARelayGoesStraightInTheSameOrder() {
        spawnOn(whole);
        List<Integer> lengths = IntStream.range(0, 15)
                .mapToObj(i -> LIMIT_BYTES - 8_000 + 500 * i)
                .collect(Collectors.toList());
        Statistics before = bench.client().statistics();

        lengths.forEach(length -> leaves.cast(new Leaf.Blob(new byte[length])));

        assertThat(leaves.call(new Leaf.Numbers())).hasSize(MEMBERS).containsOnly(lengths);
        Statistics after = bench.client().statistics();
        assertThat(after.sent(Envelope.Kind.MESSAGE) - before.sent(Envelope.Kind.MESSAGE))
                .as("straight")
                .isBetween((long) MEMBERS, 14L * MEMBERS);
        assertThat(after.sent(Envelope.Kind.RELAY) - before.sent(Envelope.Kind.RELAY))
                .as("by the tree")
                .isPositive();
    }

    /** CA-8. */
    @Test
    void whatOneMemberCanNotTakeHarmsNoOther() {
        spawnOn(whole);
        leaves.cast(new Leaf.FailAt(INNER));
        assertTheFailureOfItsActorIsHeard();

        castNumbers(0, CASTS);

        List<String> all = texts(0, CASTS);
        assertThat(callLiving(new Leaf.Numbers())).hasSize(MEMBERS - 1).containsOnly(numbers(CASTS));
        assertThat(textsThatCameBack(back -> back.size() >= CASTS)).containsExactlyElementsOf(all);
    }

    private void assertTheFailureOfItsActorIsHeard() {
        MeshFailure failure = bench.client().failures().next(LONGEST);
        assertThat(failure.mesh()).isEqualTo("leaves" + spawned);
        assertThat(failure.ranks()).containsExactly(INNER);
    }

    private static List<Integer> numbers(int to) {
        return IntStream.range(0, to).boxed().collect(Collectors.toList());
    }

    private static List<String> texts(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(number -> "Number[number=" + number + "]")
                .collect(Collectors.toList());
    }
}
