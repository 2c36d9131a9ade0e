package io.meshwork.actor;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.proc.LocalProc;
import io.meshwork.proc.ProcAgent;
import io.meshwork.wire.Envelope;
import io.meshwork.wire.Sender;
import io.meshwork.wire.Undeliverable;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Messages that are lost on the way, without a word: a fault between a client and the gateway. */
class LostMessagesTest {

    private static final Config SHORT =
            Config.of(Map.of(Keys.DELIVERY_TIMEOUT.name(), "200ms", Keys.CALL_TIMEOUT.name(), "30s"));

    static final class Recorder implements Actor {

        record Note(int number) implements Message<Recorder> {}

        record Noted() implements Request<Recorder, List<Integer>> {}

        private final List<Integer> noted = new ArrayList<>();

        @Handler
        void note(Note note) {
            noted.add(note.number());
        }

        @Handler
        List<Integer> noted(Noted ask) {
            return List.copyOf(noted);
        }
    }

    /** Drops the messages with some numbers. */
    private record Dropping(Sender next, List<Long> dropped) implements Sender {
        @Override
        public void post(Envelope envelope) {
            Envelope.Order order = envelope.order();
            if (order == null || !dropped.contains(order.number())) {
                next.post(envelope);
            }
        }
    }

    /** B33, OD-4: the stream goes on after a bounded wait, in order, and the sender is told what is missing. */
    @Test
    @DisplayName("B33: a lost message holds up the others for a bounded time, and is told to its sender")
    void b33_aLostMessageHoldsUpTheOthersForABoundedTimeAndIsToldToItsSender() throws InterruptedException {
        try (LocalProc local = new LocalProc(SHORT, gateway -> new Dropping(gateway, List.of(2L, 3L)))) {
            ActorRef<Recorder> recorder = local.create("recorder", Recorder.class);

            for (int number = 1; number <= 5; number++) {
                recorder.send(new Recorder.Note(number));
            }

            assertThat(recorder.call(new Recorder.Noted())).containsExactly(1, 4, 5);
            Undeliverable told = local.bounced.poll(30, TimeUnit.SECONDS);
            assertThat(told).isNotNull();
            assertThat(told.category()).isEqualTo(Undeliverable.Category.LOST);
            assertThat(told.destination().actor()).isEqualTo(recorder.id());
            assertThat(told.reason()).contains("first=2 count=2");
            assertThat(local.bounced).isEmpty();
        }
    }

    /** what waits behind a gap comes back when the actor ends. */
    @Test
    void a4_whatWaitsBehindAGapComesBackWhenTheActorEnds() throws InterruptedException {
        try (LocalProc local = new LocalProc(gateway -> new Dropping(gateway, List.of(1L)))) {
            ActorRef<Recorder> recorder = local.create("recorder", Recorder.class);
            recorder.send(new Recorder.Note(1));
            recorder.send(new Recorder.Note(2));

            local.agent().call(new ProcAgent.Stop("recorder", "over"));

            Undeliverable back = local.bounced.poll(30, TimeUnit.SECONDS);
            assertThat(back).isNotNull();
            assertThat(back.category()).isEqualTo(Undeliverable.Category.ACTOR_STOPPED);
            assertThat(back.message()).isEqualTo("Note[number=2]");
        }
    }
}
