package io.meshwork.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.id.ActorId;
import io.meshwork.id.Address;
import io.meshwork.id.PortId;
import io.meshwork.id.ProcId;
import io.meshwork.wire.Envelope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class OrderBufferTest {

    private static final int ROUNDS = 500;
    private static final long LONG = Long.MAX_VALUE / 2;

    private final Taken taken = new Taken();

    /** What a receiver hears, as text: {@code a1 a2 b1}. */
    private static final class Taken implements OrderBuffer.Receiver {

        private final List<String> messages = new ArrayList<>();
        private final List<String> lost = new ArrayList<>();
        private int gaps;

        @Override
        public void take(Envelope envelope) {
            messages.add(text(envelope));
        }

        @Override
        public void gapOpened() {
            gaps++;
        }

        @Override
        public void tellLost(Envelope behind, String reason) {
            lost.add(text(behind) + " " + reason);
        }
    }

    /** OD-2 and OD-3: without loss, whatever the way they come, they are taken as if by one queue per sender. */
    @Test
    void od2_whateverIsDelayedAndDoubledIsTakenAsItWasSentAndOnce() {
        for (int round = 0; round < ROUNDS; round++) {
            long seed = new Random().nextLong();
            Random random = new Random(seed);
            Taken heard = new Taken();
            OrderBuffer buffer = new OrderBuffer(heard, LONG);

            List<Envelope> sent = sentBy(3, random.nextInt(40));
            for (Envelope one : delayed(doubled(sent, random), random)) {
                offer(buffer, one);
            }

            assertThat(heard.lost).as("seed=" + seed).isEmpty();
            assertThat(buffer.takeWaiting()).as("seed=" + seed).isEmpty();
            assertThat(bySender(heard.messages)).as("seed=" + seed).isEqualTo(bySender(texts(sent)));
        }
    }

    /** OD-4: against a queue that is told what is lost, with gaps given up at random moments. */
    @Test
    void od4_underLossDuplicationAndDelayItDoesWhatAReferenceQueueDoes() {
        for (int round = 0; round < ROUNDS; round++) {
            long seed = new Random().nextLong();
            Random random = new Random(seed);
            Taken heard = new Taken();
            OrderBuffer buffer = new OrderBuffer(heard, 0);
            Map<String, ReferenceQueue> reference = new HashMap<>();

            List<Envelope> arriving = delayed(doubled(lossy(sentBy(3, random.nextInt(60)), random), random), random);
            for (Envelope one : arriving) {
                offer(buffer, one);
                reference
                        .computeIfAbsent(one.from().name(), name -> new ReferenceQueue())
                        .offer(number(one));
                if (random.nextInt(10) == 0) {
                    buffer.expire();
                    reference.values().forEach(ReferenceQueue::giveUp);
                }
            }

            reference.forEach(
                    (sender, queue) -> assertThat(bySender(heard.messages).getOrDefault(sender, List.of()))
                            .as("seed=" + seed + " sender=" + sender)
                            .isEqualTo(queue.taken));
            int gaps = reference.values().stream().mapToInt(queue -> queue.gaps).sum();
            assertThat(heard.lost).as("seed=" + seed).hasSize(gaps);
        }
    }

    /* A sorted set of what waits; simple rather than fast. */
    private static final class ReferenceQueue {
        private final List<Long> taken = new ArrayList<>();
        private final TreeSet<Long> waiting = new TreeSet<>();
        private long next = 1;
        private int gaps;

        void offer(long number) {
            if (number >= next) {
                waiting.add(number);
                drain();
            }
        }

        void giveUp() {
            if (!waiting.isEmpty()) {
                gaps++;
                next = waiting.first();
                drain();
            }
        }

        private void drain() {
            while (waiting.remove(next)) {
                taken.add(next++);
            }
        }
    }

    @Test
    void od4_aGapIsToldOnceWithWhatIsMissingAndTheRestGoesOn() {
        OrderBuffer buffer = new OrderBuffer(taken, 0);
        offer(buffer, message("a", 1));
        offer(buffer, message("a", 4));
        offer(buffer, message("a", 5));
        assertThat(taken.gaps).isEqualTo(1);

        buffer.expire();
        offer(buffer, message("a", 6));
        offer(buffer, message("a", 2));

        assertThat(taken.messages).containsExactly("a1", "a4", "a5", "a6");
        assertThat(taken.lost).singleElement().asString().startsWith("a4 ").contains("first=2 count=2");
    }

    /** OD-4: a gap is bounded in what waits behind it too. */
    @Test
    void od4_aSenderThatLeavesAGapCanNotFillTheMemoryOfItsReceiver() {
        OrderBuffer buffer = new OrderBuffer(taken, LONG);
        for (int number = 2; number <= 100_003; number++) {
            offer(buffer, message("a", number));
        }
        assertThat(taken.lost).hasSize(1);
        assertThat(taken.messages).hasSize(100_002);
    }

    /** OD-5. */
    @Test
    void od5_aNumberThatWillNotComeIsNotWaitedFor() {
        OrderBuffer buffer = new OrderBuffer(taken, LONG);
        offer(buffer, message("a", 2));
        offer(buffer, message("a", 3));

        offer(buffer, message("a", 1).skipped());

        assertThat(taken.messages).containsExactly("a2", "a3");
    }

    @Test
    void aSenderOfTheSameIdWithAnotherSessionBeginsAnew() {
        OrderBuffer buffer = new OrderBuffer(taken, LONG);
        offer(buffer, message("a", 1));
        offer(buffer, message("a", 2));

        offer(buffer, message("a", 7, 1));

        assertThat(taken.messages).containsExactly("a1", "a2", "a1");
    }

    @Test
    void whatWaitsWhenTheReceiverEndsIsHandedOutOnce() {
        OrderBuffer buffer = new OrderBuffer(taken, LONG);
        offer(buffer, message("a", 2));
        offer(buffer, message("b", 3));

        assertThat(texts(buffer.takeWaiting())).containsExactlyInAnyOrder("a2", "b3");
        assertThat(buffer.takeWaiting()).isEmpty();
    }

    private static void offer(OrderBuffer buffer, Envelope envelope) {
        Envelope.Order place = envelope.order();
        assertThat(place).isNotNull();
        buffer.offer(envelope, place);
    }

    private static List<Envelope> sentBy(int senders, int each) {
        List<Envelope> sent = new ArrayList<>();
        for (int number = 1; number <= each; number++) {
            for (int sender = 0; sender < senders; sender++) {
                sent.add(message(String.valueOf((char) ('a' + sender)), number));
            }
        }
        return sent;
    }

    private static List<Envelope> lossy(List<Envelope> sent, Random random) {
        return sent.stream().filter(one -> random.nextInt(8) > 0).toList();
    }

    private static List<Envelope> doubled(List<Envelope> sent, Random random) {
        List<Envelope> all = new ArrayList<>();
        for (Envelope one : sent) {
            all.add(one);
            if (random.nextInt(5) == 0) {
                all.add(one);
            }
        }
        return all;
    }

    /* Each comes at its place plus a random delay. */
    private static List<Envelope> delayed(List<Envelope> sent, Random random) {
        record At(Envelope envelope, double time) {}
        List<At> arrivals = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            arrivals.add(new At(sent.get(i), i + random.nextDouble() * 12));
        }
        arrivals.sort((one, other) -> Double.compare(one.time(), other.time()));
        return arrivals.stream().map(At::envelope).toList();
    }

    private static Map<String, List<Long>> bySender(List<String> texts) {
        Map<String, List<Long>> numbers = new HashMap<>();
        for (String text : texts) {
            numbers.computeIfAbsent(text.substring(0, 1), sender -> new ArrayList<>())
                    .add(Long.parseLong(text.substring(1)));
        }
        return numbers;
    }

    private static List<String> texts(List<Envelope> envelopes) {
        return envelopes.stream().map(OrderBufferTest::text).toList();
    }

    private static String text(Envelope envelope) {
        return envelope.from().name() + number(envelope);
    }

    private static long number(Envelope envelope) {
        Envelope.Order order = envelope.order();
        return order == null ? 0 : order.number();
    }

    private static Envelope message(String sender, long number) {
        return message(sender, 1, number);
    }

    private static Envelope message(String sender, long session, long number) {
        ActorId from = new ProcId("p0", new Address.Unix("/tmp/x.s")).actor(sender);
        PortId to = new ProcId("p1", new Address.Unix("/tmp/y.s")).actor("to").port(PortId.HANDLER);
        return new Envelope(
                Envelope.Kind.MESSAGE,
                false,
                true,
                to,
                from,
                null,
                0,
                new Envelope.Order(session, number),
                new byte[0]);
    }
}
