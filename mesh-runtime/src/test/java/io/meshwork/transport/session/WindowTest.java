package io.meshwork.transport.session;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.id.ActorId;
import io.meshwork.id.PortId;
import io.meshwork.wire.Envelope;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** T-6: what is kept is what was not acknowledged, by number, whatever comes in between. */
class WindowTest {

    private static Envelope message(int number) {
        PortId to = ActorId.parse("to.p0@unix:/tmp/to.s").port(PortId.HANDLER);
        ActorId from = ActorId.parse("from.p1@unix:/tmp/from.s");
        return new Envelope(Envelope.Kind.MESSAGE, false, to, from, null, number, new byte[number % 7]);
    }

    /** T-6: against lists, over random adds, sends, acknowledgements and breaks. */
    @Test
    void keepsWhatAListWouldKeep() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Window window = new Window();
        List<Envelope> all = new ArrayList<>();
        int acknowledged = 0;
        int sent = 0;
        for (int step = 0; step < 20_000; step++) {
            int choice = random.nextInt(100);
            if (choice < 45) {
                Envelope next = message(all.size());
                all.add(next);
                window.add(next);
            } else if (choice < 90) {
                Envelope next = window.next();
                assertThat(next).as("seed %d step %d", seed, step).isSameAs(sent < all.size() ? all.get(sent) : null);
                if (next != null) {
                    window.nextSent();
                    sent++;
                }
            } else if (choice < 98) {
                int upTo = acknowledged + random.nextInt(sent - acknowledged + 1);
                long bytes = all.subList(acknowledged, upTo).stream()
                        .mapToLong(Envelope::heapBytes)
                        .sum();
                assertThat(window.acknowledge(upTo))
                        .as("seed %d step %d", seed, step)
                        .isEqualTo(bytes);
                acknowledged = upTo;
            } else {
                window.rewind();
                sent = acknowledged;
            }
            assertThat(window.canBeAcknowledged(sent + 1L))
                    .as("seed %d step %d", seed, step)
                    .isFalse();
            assertThat(window.canBeAcknowledged(acknowledged - 1L))
                    .as("seed %d step %d", seed, step)
                    .isFalse();
        }
        List<Envelope> sentOnes = new ArrayList<>();
        List<Envelope> rest = new ArrayList<>();
        window.moveTo(sentOnes, rest);

        assertThat(sentOnes).as("seed %d", seed).isEqualTo(all.subList(acknowledged, sent));
        assertThat(rest).as("seed %d", seed).isEqualTo(all.subList(sent, all.size()));
        assertThat(window.isEmpty()).isTrue();
    }
}
