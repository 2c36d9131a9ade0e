package io.meshwork.wire.codec;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.wire.WireFormatException;
import io.meshwork.wire.codec.Travel.TypeOf;
import java.io.IOException;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

class RandomPayloadsTest {

    private static final int SENDS = Integer.getInteger("mesh.test.sends", 10_000);
    private static final List<Type> DECLARED = List.of(
            Object.class,
            Graphs.Mixed.class,
            new TypeOf<Graphs.Tree<Graphs.Mixed>>() {}.type(),
            new TypeOf<Graphs.Shelf<Graphs.Mixed, String>>() {}.type(),
            new TypeOf<List<Graphs.Call>>() {}.type(),
            Graphs.Call.Code.class,
            Throwable.class,
            Comparable.class,
            int.class,
            Object[].class);

    private final Travel travel = new Travel();
    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private final Graphs graphs = new Graphs(random);

    @BeforeEach
    void printSeed(TestReporter reporter) {
        reporter.publishEntry("seed", Long.toString(seed));
    }

    @Test
    void randomGraphsComeBackEqual() {
        for (int i = 0; i < SENDS; i++) {
            Object value = graphs.any(5);
            assertThat(travel.<Object>anywhere(value))
                    .as("seed=%d round=%d", seed, i)
                    .isEqualTo(value);
        }
    }

    @Test
    void randomArraysExceptionsAndHandlesComeBackAlike() {
        Unequal unequal = new Unequal(random, graphs);
        for (int i = 0; i < SENDS / 2; i++) {
            Object value = unequal.any(4);
            assertThat(Unequal.likeness(travel.<Object>anywhere(value)))
                    .as("seed=%d round=%d", seed, i)
                    .isEqualTo(Unequal.likeness(value));
        }
    }

    /** W-1: bytes, whatever they are, lead to a value or to a WireFormatException. */
    @Test
    void randomBytesAreAValueOrRefused() {
        for (int i = 0; i < SENDS; i++) {
            byte[] payload = new byte[random.nextInt(64)];
            random.nextBytes(payload);
            if (payload.length > 0) {
                payload[0] = (byte) random.nextInt(Kind.count());
            }
            decode(payload, i);
        }
    }

    /** W-1: so do bytes that were a value once. */
    @Test
    void damagedPayloadsAreAValueOrRefused() {
        List<byte[]> whole = wholePayloads();
        for (int i = 0; i < SENDS; i++) {
            byte[] payload = whole.get(random.nextInt(whole.size())).clone();
            int damages = 1 + random.nextInt(3);
            for (int damage = 0; damage < damages; damage++) {
                payload[random.nextInt(payload.length)] ^= (byte) (1 << random.nextInt(8));
            }
            decode(payload, i);
        }
    }

    /** W-1: and those that were cut short. */
    @Test
    void payloadsCutShortAreRefused() {
        for (byte[] payload : wholePayloads()) {
            byte[] cut = new byte[random.nextInt(payload.length)];
            System.arraycopy(payload, 0, cut, 0, cut.length);
            decode(cut, 0);
        }
    }

    private List<byte[]> wholePayloads() {
        List<byte[]> payloads = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            payloads.add(travel.encode(graphs.any(3)));
            payloads.add(travel.encode(graphs.mixed(2)));
        }
        payloads.add(travel.encode(new IllegalStateException("x", new IOException("y"))));
        payloads.add(travel.encode(new Object[] {new int[][] {{1, 2}, {3}}, "a", String[].class}));
        payloads.add(travel.encode(ZonedDateTime.now()));
        payloads.add(travel.encode(new BigDecimal("12.5")));
        return payloads;
    }

    private void decode(byte[] payload, int round) {
        for (Type declared : DECLARED) {
            try {
                travel.decode(payload, declared);
            } catch (WireFormatException refused) {
                assertThat(refused.getMessage()).isNotEmpty();
            } catch (Throwable e) {
                throw new AssertionError("seed=" + seed + " round=" + round + " declared=" + declared, e);
            }
        }
    }
}
