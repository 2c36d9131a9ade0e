package io.meshwork.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import io.meshwork.id.ActorId;
import io.meshwork.id.Address;
import io.meshwork.id.PortId;
import io.meshwork.id.ProcId;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EnvelopeFormatTest {

    private static final long SEED = 20261122;
    private static final int ROUNDS = Integer.getInteger("mesh.test.sends", 10_000);

    private final Random random = new Random(SEED);

    @Test
    void everyEnvelopeComesBackAsItWas() {
        for (int i = 0; i < 200; i++) {
            Envelope sent = randomEnvelope();

            Envelope read = EnvelopeFormat.read(new WireInput(bytes(sent)));

            assertThat(read)
                    .usingRecursiveComparison()
                    .as("seed=%d round=%d", SEED, i)
                    .isEqualTo(sent);
        }
    }

    /** W-2: what is posted to many is one array, and neither end changes it. */
    @Test
    void aPayloadIsNeverChanged() {
        Envelope sent = randomEnvelope();
        byte[] before = sent.payload().clone();
        byte[] written = bytes(sent);

        Envelope read = EnvelopeFormat.read(new WireInput(written));
        Arrays.fill(written, (byte) 0);

        assertThat(sent.payload()).isEqualTo(before);
        assertThat(read.payload()).isEqualTo(before);
    }

    /** W-1: bytes of a peer lead to a value or to a WireFormatException. */
    @Test
    void bytesThatAreNoEnvelopeAreRefused() {
        for (int i = 0; i < ROUNDS; i++) {
            byte[] bytes = bytes(randomEnvelope());
            for (int changes = random.nextInt(4); changes >= 0; changes--) {
                bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            }
            int length = random.nextInt(bytes.length + 1);
            assertThatCode(() -> readOrRefuse(bytes, length))
                    .as("seed=%d round=%d", SEED, i)
                    .doesNotThrowAnyException();
        }
    }

    /** W-1, for what a peer says of an envelope that it could not deliver. */
    @Test
    void aBounceComesBackAsItWasAndBytesThatAreNoneAreRefused() {
        for (int i = 0; i < ROUNDS; i++) {
            Envelope sent = randomEnvelope();
            byte[] bytes =
                    Bounce.of(sent, Undeliverable.Category.FULL, "full: é " + i).encoded();
            Bounce read = Bounce.decoded(bytes);
            assertThat(read.category()).isEqualTo(Undeliverable.Category.FULL);
            assertThat(read.destination()).as("seed=%d round=%d", SEED, i).isEqualTo(sent.to());
            assertThat(read.order()).isEqualTo(sent.order());
            assertThat(read.reason()).isEqualTo("full: é " + i);
            assertThat(read.isWhole()).isTrue();

            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt();
            byte[] cut = Arrays.copyOf(bytes, random.nextInt(bytes.length + 1));
            assertThatCode(() -> {
                        try {
                            Bounce.decoded(cut);
                        } catch (WireFormatException expected) {
                            assertThat(expected).hasMessageContaining(" ");
                        }
                    })
                    .as("seed=%d round=%d", SEED, i)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void aBounceOfALargePayloadIsSmall() {
        byte[] large = new byte[1_000_000];
        Envelope sent = new Envelope(Envelope.Kind.MESSAGE, false, port("a", 0), actor("me"), null, 0, large);

        Envelope back = sent.bounced(Undeliverable.Category.ACTOR_STOPPED, "x".repeat(1_000_000));

        assertThat(back.payload()).hasSizeLessThan(10_000);
        assertThat(Bounce.decoded(back.payload()).payloadBytes()).isEqualTo(1_000_000);
        assertThat(Bounce.decoded(back.payload()).isWhole()).isFalse();
    }

    @Test
    void aBounceGoesToWhoWaitsElseToTheSenderAndNeverTwice() {
        Envelope asked =
                new Envelope(Envelope.Kind.MESSAGE, true, port("a", 0), actor("me"), port("me", 7), 3, new byte[0]);
        Envelope told = new Envelope(Envelope.Kind.MESSAGE, false, port("a", 0), actor("me"), null, 0, new byte[0]);

        assertThat(asked.bounced(Undeliverable.Category.LOST, "why").to()).isEqualTo(port("me", 7));
        assertThat(asked.bounced(Undeliverable.Category.LOST, "why").rank()).isEqualTo(3);
        assertThat(asked.bounced(Undeliverable.Category.LOST, "why").control()).isTrue();
        assertThat(told.bounced(Undeliverable.Category.LOST, "why").to()).isEqualTo(port("me", PortId.HANDLER));
        assertThat(told.bounced(Undeliverable.Category.LOST, "why").text()).isEqualTo("why");
        assertThat(told.mayBounce()).isTrue();
        assertThat(told.bounced(Undeliverable.Category.LOST, "why").mayBounce()).isFalse();
    }

    private static void readOrRefuse(byte[] bytes, int length) {
        try {
            EnvelopeFormat.read(new WireInput(bytes, 0, length));
        } catch (WireFormatException expected) {
            assertThat(expected).hasMessageContaining(" ");
        }
    }

    private Envelope randomEnvelope() {
        Envelope.Kind[] kinds = Envelope.Kind.values();
        byte[] payload = new byte[random.nextInt(40)];
        random.nextBytes(payload);
        return new Envelope(
                kinds[random.nextInt(kinds.length)],
                random.nextBoolean(),
                random.nextBoolean(),
                port("actor" + random.nextInt(9), random.nextInt(1_000_000)),
                actor("from"),
                random.nextBoolean() ? port("reply", random.nextLong() >>> 1) : null,
                random.nextInt(Integer.MAX_VALUE),
                random.nextBoolean() ? new Envelope.Order(random.nextLong(), random.nextLong()) : null,
                random.nextBoolean()
                        ? new Envelope.Cast(random.nextLong(), random.nextLong(), random.nextInt(Integer.MAX_VALUE))
                        : null,
                payload);
    }

    private static byte[] bytes(Envelope envelope) {
        WireOutput out = new WireOutput();
        EnvelopeFormat.write(envelope, out);
        return out.toByteArray();
    }

    private static ActorId actor(String name) {
        return new ProcId("p0", new Address.Unix("/tmp/x.s")).actor(name);
    }

    private static PortId port(String name, long index) {
        return actor(name).port(index);
    }
}
