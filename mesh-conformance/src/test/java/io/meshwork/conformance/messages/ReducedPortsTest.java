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
import io.meshwork.mailbox.NothingReceivedException;
import io.meshwork.mailbox.PortRef;
import io.meshwork.mailbox.ReducedPort;
import io.meshwork.mailbox.Reducer;
import io.meshwork.mailbox.ReductionException;
import io.meshwork.value.ValueMesh;
import io.meshwork.wire.Envelope;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** One value of all members of a cast, folded on the way: seven procs, three levels. */
@EachBackend
class ReducedPortsTest {

    private static final int MEMBERS = 7;
    private static final int FANOUT = 2;

    @Parameter
    Backend backend;

    private Bench bench;
    private ActorMesh<Giver> givers;

    static final class Giver implements Actor {

        record GiveRank(PortRef<Long> port) implements Message<Giver> {}

        record GiveText(PortRef<String> port) implements Message<Giver> {}

        record GiveList(PortRef<List<String>> port) implements Message<Giver> {}

        record GiveSet(PortRef<Set<Integer>> port) implements Message<Giver> {}

        /** The rank in the view, and nothing from one rank. */
        record GiveBut(int silent, PortRef<Integer> port) implements Message<Giver> {}

        record GiveTwice(PortRef<Integer> port) implements Message<Giver> {}

        /** Whether the second value came back. */
        record CameBack() implements Request<Giver, Integer> {}

        record Alive() implements Request<Giver, Boolean> {}

        private int cameBack;

        @Handler
        void giveRank(GiveRank order, ActorContext cx) {
            order.port().send((long) cx.viewRank());
        }

        @Handler
        void giveText(GiveText order, ActorContext cx) {
            order.port().send("r" + cx.viewRank());
        }

        @Handler
        void giveList(GiveList order, ActorContext cx) {
            order.port().send(List.of("a" + cx.viewRank(), "b" + cx.viewRank()));
        }

        @Handler
        void giveSet(GiveSet order, ActorContext cx) {
            order.port().send(Set.of(cx.viewRank() % 3));
        }

        @Handler
        void giveBut(GiveBut order, ActorContext cx) {
            if (cx.viewRank() != order.silent()) {
                order.port().send(cx.viewRank());
            }
        }

        @Handler
        void giveTwice(GiveTwice order) {
            order.port().send(1);
            order.port().send(1);
        }

        @Handler
        int cameBack(CameBack ask) {
            return cameBack;
        }

        @Handler
        boolean alive(Alive ask) {
            return true;
        }

        @Override
        public void undeliverable(io.meshwork.wire.Undeliverable returned, ActorContext cx) {
            cameBack++;
        }
    }

    @BeforeParameterizedClassInvocation
    void start() {
        bench = Bench.start(backend, 1, MEMBERS, backend.config().with(Keys.CAST_FANOUT, Integer.toString(FANOUT)));
        givers = bench.procs().spawn("givers", Giver.class);
    }

    @AfterParameterizedClassInvocation
    void close() {
        bench.close();
    }

    @Test
    @Row("B36")
    void aReducedPortGetsOneValueInNoMoreEnvelopesThanTheFanOut() {
        long before = received();
        ReducedPort<Long> port = bench.client().openReducePort(Reducer.sumOfLongs());

        givers.cast(new Giver.GiveRank(port.ref()));

        assertThat(port.receive()).isEqualTo(21);
        assertThat(port.receive()).as("again").isEqualTo(21);
        assertThat(received() - before).isBetween(1L, (long) FANOUT);
    }

    private long received() {
        return bench.client().statistics().received(Envelope.Kind.PART);
    }

    @Test
    @Row("B36")
    void theLeastAndTheGreatestAreFound() {
        ReducedPort<Long> least = bench.client().openReducePort(Reducer.min(Long.class));
        ReducedPort<Long> greatest = bench.client().openReducePort(Reducer.max(Long.class));

        givers.cast(new Giver.GiveRank(least.ref()));
        givers.cast(new Giver.GiveRank(greatest.ref()));

        assertThat(least.receive()).isZero();
        assertThat(greatest.receive()).isEqualTo(6);
    }

    /** CA-5. */
    @Test
    void whatIsJoinedIsInTheOrderOfRanks() {
        ReducedPort<String> text = bench.client().openReducePort(Reducer.join("-"));
        ReducedPort<List<String>> list = bench.client().openReducePort(Reducer.joinOfLists());
        ReducedPort<Set<Integer>> set = bench.client().openReducePort(Reducer.joinOfSets());
        ReducedPort<String> own = bench.client()
                .openReducePort(Reducer.of(String.class, (left, right) -> left.substring(1) + right.charAt(1)));

        givers.cast(new Giver.GiveText(text.ref()));
        givers.cast(new Giver.GiveList(list.ref()));
        givers.cast(new Giver.GiveSet(set.ref()));
        givers.range("procs", 1, 3).cast(new Giver.GiveText(own.ref()));

        assertThat(text.receive()).isEqualTo("r0-r1-r2-r3-r4-r5-r6");
        assertThat(list.receive())
                .isEqualTo(IntStream.range(0, MEMBERS)
                        .boxed()
                        .flatMap(rank -> List.of("a" + rank, "b" + rank).stream())
                        .collect(Collectors.toList()));
        assertThat(set.receive()).containsExactlyInAnyOrder(0, 1, 2);
        assertThat(own.receive()).isEqualTo("01");
    }

    @Test
    void aViewAndASingleMemberGiveTheirOwn() {
        ReducedPort<Long> some = bench.client().openReducePort(Reducer.sumOfLongs());
        ReducedPort<Long> one = bench.client().openReducePort(Reducer.sumOfLongs());
        ReducedPort<Long> unsplit = bench.client().openReducePort(Reducer.sumOfLongs());

        givers.range("procs", 2, 7).cast(new Giver.GiveRank(some.ref()));
        givers.get(3).send(new Giver.GiveRank(one.ref()));
        givers.cast(new Giver.GiveRank(unsplit.ref().unsplit()));

        assertThat(some.receive()).isEqualTo(10);
        assertThat(one.receive()).isZero();
        assertThat(unsplit.receive()).isEqualTo(21);
    }

    @Test
    void aReducerThatThrowsFailsItsPortAndNothingElse() {
        ReducedPort<Long> port = bench.client().openReducePort(Reducer.of(Long.class, (left, right) -> {
            if (right >= 4) {
                throw new IllegalStateException("too much");
            }
            return left + right;
        }));
        ReducedPort<Long> other = bench.client().openReducePort(Reducer.sumOfLongs());

        givers.cast(new Giver.GiveRank(port.ref()));
        givers.cast(new Giver.GiveRank(other.ref()));

        assertThatThrownBy(port::receive)
                .isInstanceOf(ReductionException.class)
                .hasMessageContaining("the reducer threw: at rank")
                .hasMessageContaining("too much")
                .rootCause()
                .isInstanceOf(IllegalStateException.class);
        assertThat(other.receive()).isEqualTo(21);
        assertThat(givers.call(new Giver.Alive())).containsOnly(true);
    }

    @Test
    void aRankThatSaysNothingIsNamedWhenTheTimeIsUp() {
        ReducedPort<Integer> port = bench.client().openReducePort(Reducer.sumOfInts());

        givers.cast(new Giver.GiveBut(4, port.ref()));

        await().untilAsserted(() -> assertThatThrownBy(() -> port.receive(Duration.ofMillis(200)))
                .isInstanceOf(NothingReceivedException.class)
                .hasMessageContaining("got=6 of=7 missing: rank 4 (proc p0_4)"));
    }

    @Test
    void aSecondValueOfARankComesBackToIt() {
        ReducedPort<Integer> port = bench.client().openReducePort(Reducer.sumOfInts());
        ValueMesh<Integer> before = givers.call(new Giver.CameBack());

        givers.cast(new Giver.GiveTwice(port.ref()));

        assertThat(port.receive()).isEqualTo(MEMBERS);
        givers.call(new Giver.Alive());
        assertThat(givers.call(new Giver.CameBack())).isEqualTo(before.map(count -> count + 1));
    }

    @Test
    void aPortThatIsClosedGetsNothingAndEachMemberHasItsValueBack() {
        ReducedPort<Long> port = bench.client().openReducePort(Reducer.sumOfLongs());
        ValueMesh<Integer> before = givers.call(new Giver.CameBack());

        port.close();
        givers.cast(new Giver.GiveRank(port.ref()));

        assertThatThrownBy(port::receive)
                .isInstanceOf(NothingReceivedException.class)
                .hasMessageContaining("closed before a value came");
        await().untilAsserted(
                        () -> assertThat(givers.call(new Giver.CameBack())).isEqualTo(before.map(count -> count + 1)));
    }
}
