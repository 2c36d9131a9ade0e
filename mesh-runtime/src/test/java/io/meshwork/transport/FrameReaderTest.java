package io.meshwork.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.wire.WireFormatException;
import io.meshwork.wire.WireOutput;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class FrameReaderTest {

    private static final int LIMIT = 1 << 20;

    private final List<byte[]> read = new ArrayList<>();
    private final FrameReader reader = new FrameReader(LIMIT, this::take);

    private void take(byte[] bytes, int offset, int length) {
        read.add(Arrays.copyOfRange(bytes, offset, offset + length));
    }

    private static void feed(FrameReader reader, byte[] bytes, int mostAtOnce, Random random) {
        int at = 0;
        while (at < bytes.length) {
            int most = Math.min(reader.room(), Math.min(bytes.length - at, mostAtOnce));
            int count = 1 + random.nextInt(most);
            System.arraycopy(bytes, at, reader.buffer(), reader.position(), count);
            reader.advance(count);
            at += count;
        }
    }

    @Test
    void givesTheSameFramesHoweverTheBytesAreCut() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<byte[]> frames = new ArrayList<>();
        WireOutput stream = new WireOutput();
        for (int i = 0; i < 300; i++) {
            int size = i % 50 == 49 ? 300_000 + random.nextInt(300_000) : random.nextInt(1 << random.nextInt(14));
            byte[] frame = new byte[size];
            random.nextBytes(frame);
            frames.add(frame);
            stream.writeInt(size);
            stream.writeRaw(frame, 0, size);
        }

        for (int mostAtOnce : new int[] {7, 1500, 64 * 1024}) {
            read.clear();
            feed(reader, stream.toByteArray(), mostAtOnce, random);

            assertThat(read)
                    .as("seed %d, at most %d bytes at once", seed, mostAtOnce)
                    .hasSize(frames.size());
            for (int i = 0; i < frames.size(); i++) {
                assertThat(read.get(i)).as("seed %d frame %d", seed, i).isEqualTo(frames.get(i));
            }
        }
    }

    /** W-1 */
    @Test
    void anAnnouncedLengthTakesNoMemory() {
        FrameReader huge = new FrameReader(Integer.MAX_VALUE, this::take);
        feed(huge, new byte[] {0x7F, 0, 0, 0, 1, 2, 3}, 7, new Random(1));

        assertThat(huge.buffer().length).isLessThanOrEqualTo(64 * 1024);
    }

    /** W-1 */
    @Test
    void refusesLengthsThatCantBe() {
        for (byte first : new byte[] {-1, -128, 0x10, 0x7F}) {
            FrameReader fresh = new FrameReader(LIMIT, this::take);
            assertThatThrownBy(() -> feed(fresh, new byte[] {first, 0, 0, 1}, 4, new Random(1)))
                    .isInstanceOf(WireFormatException.class)
                    .hasMessageContaining("limit=" + LIMIT);
        }
    }

    @Test
    void givesALargeBufferUpAgain() {
        byte[] stream = new byte[4 + 900_000];
        stream[1] = (byte) (900_000 >> 16);
        stream[2] = (byte) (900_000 >> 8);
        stream[3] = (byte) 900_000;
        feed(reader, stream, stream.length, new Random(1));

        assertThat(read).hasSize(1);
        assertThat(reader.buffer().length).isEqualTo(64 * 1024);
    }

    @Test
    void handsNothingOnOnceStopped() {
        List<Integer> lengths = new ArrayList<>();
        FrameReader[] self = new FrameReader[1];
        self[0] = new FrameReader(LIMIT, (bytes, offset, length) -> {
            lengths.add(length);
            self[0].stop();
        });
        feed(self[0], new byte[] {0, 0, 0, 1, 9, 0, 0, 0, 1, 9}, 10, new Random(1));
        feed(self[0], new byte[200_000], 64 * 1024, new Random(1));

        assertThat(lengths).containsExactly(1);
    }

    /** W-1: whatever comes, the buffer is not longer than the longest frame, or a few times what came. */
    @Test
    void noiseTakesNoMoreMemoryThanTheLimit() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < 200; round++) {
            FrameReader fresh = new FrameReader(LIMIT, (bytes, offset, length) -> {});
            int came = 0;
            try {
                for (int part = 0; part < 20; part++) {
                    byte[] noise = new byte[1 + random.nextInt(1 << random.nextInt(17))];
                    random.nextBytes(noise);
                    noise[0] = 0; // mostly a length that may be
                    feed(fresh, noise, 64 * 1024, random);
                    came += noise.length;
                    assertThat(fresh.buffer().length)
                            .as("seed %d round %d", seed, round)
                            .isLessThanOrEqualTo(Math.max(64 * 1024, Math.min(LIMIT + 4, 4 * came)));
                }
            } catch (WireFormatException e) {
                assertThat(e).as("seed %d round %d", seed, round).hasMessageContaining("limit=" + LIMIT);
            }
        }
    }
}
