package io.meshwork.conformance.scale;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.ActorMesh;
import io.meshwork.actor.Actor;
import io.meshwork.actor.ActorContext;
import io.meshwork.actor.Handler;
import io.meshwork.actor.Message;
import io.meshwork.actor.Request;
import io.meshwork.config.Keys;
import io.meshwork.conformance.Bench;
import io.meshwork.conformance.Row;
import io.meshwork.conformance.backends.InProcess;
import io.meshwork.gateway.Statistics;
import io.meshwork.mailbox.PortRef;
import io.meshwork.mailbox.ReducedPort;
import io.meshwork.mailbox.Reducer;
import io.meshwork.wire.Envelope;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Casts to more members than one would start processes for: in-process, where relays and parts are the same. */
class CastToManyTest {

    private static final int FANOUT = 16;

    static final class Member implements Actor {

        record GiveRank(PortRef<Long> port) implements Message<Member> {}

        record Note() implements Message<Member> {}

        record Noted() implements Request<Member, Integer> {}

        record Rank() implements Request<Member, Integer> {}

        private int noted;

        @Handler
        void giveRank(GiveRank order, ActorContext cx) {
            order.port().send((long) cx.rank());
        }

        @Handler
        void note(Note note) {
            noted++;
        }

        @Handler
        int noted(Noted ask) {
            return noted;
        }

        @Handler
        int rank(Rank ask, ActorContext cx) {
            return cx.rank();
        }
    }

    @Test
    @Row("B36")
    void theSumOfSixtyFourComesInNoMoreThanSixteenParts() {
        try (Bench bench = start(64)) {
            ActorMesh<Member> members = bench.procs().spawn("members", Member.class);
            ReducedPort<Long> port = bench.client().openReducePort(Reducer.sumOfLongs());

            members.cast(new Member.GiveRank(port.ref()));

            assertThat(port.receive()).isEqualTo(2016);
            assertThat(bench.client().statistics().received(Envelope.Kind.PART)).isBetween(1L, (long) FANOUT);
        }
    }

    @Test
    void twoHundredAndFiftySixAreCastToAndCalledByTheTree() {
        try (Bench bench = start(256)) {
            ActorMesh<Member> members = bench.procs().spawn("members", Member.class);
            Statistics before = bench.client().statistics();

            members.cast(new Member.Note());

            assertThat(members.call(new Member.Noted())).hasSize(256).containsOnly(1);
            assertThat(members.call(new Member.Rank()))
                    .containsExactlyElementsOf(IntStream.range(0, 256).boxed().collect(Collectors.toList()));
            Statistics after = bench.client().statistics();
            assertThat(after.sent(Envelope.Kind.MESSAGE) - before.sent(Envelope.Kind.MESSAGE))
                    .as("sent directly")
                    .isZero();
            assertThat(after.sent(Envelope.Kind.RELAY) - before.sent(Envelope.Kind.RELAY))
                    .as("one set-up and three casts")
                    .isEqualTo(4 * FANOUT);
        }
    }

    private static Bench start(int procs) {
        InProcess backend = new InProcess();
        return Bench.start(backend, 1, procs, backend.config().with(Keys.CAST_FANOUT, Integer.toString(FANOUT)));
    }
}
