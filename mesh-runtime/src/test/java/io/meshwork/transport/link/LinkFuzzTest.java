package io.meshwork.transport.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.id.Address;
import io.meshwork.transport.Preamble;
import io.meshwork.transport.RawPeer;
import io.meshwork.transport.Secret;
import io.meshwork.transport.Threads;
import io.meshwork.transport.Waiting;
import io.meshwork.transport.Warnings;
import io.meshwork.wire.WireInput;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** LK-1, LK-2 and W-1 on a control link: whatever comes, the other links go on. {@code mesh.test.frames} in all. */
@Timeout(600)
class LinkFuzzTest {

    private static final int FRAMES = Integer.getInteger("mesh.test.frames", 20_000);
    private static final int LINES = 8;
    private static final int NEIGHBOUR = 200;

    @TempDir
    Path directory;

    private final Secret secret = Secret.fresh();
    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);

    /** LK-2 */
    @Test
    void whateverComesOnOneLinkTheOthersGoOn() throws Exception {
        Path socket = directory.resolve("c.s");
        Counting events = new Counting();
        try (Warnings warnings = new Warnings();
                LinkLoop loop = LinkLoop.start("link-fuzz", 1 << 16, Duration.ofSeconds(30))) {
            loop.listen(socket, secret, events);
            Link neighbour = loop.dial(socket, secret, new LinkEnd());
            List<RawPeer> lines = new ArrayList<>();
            for (int i = 0; i < FRAMES; i++) {
                step(new Address.Unix(socket.toString()), lines);
                if (i % 10 == 0) {
                    neighbour.send(
                            NEIGHBOUR, ByteBuffer.allocate(4).putInt(i / 10).array());
                }
            }
            for (RawPeer line : lines) {
                line.close();
            }
            int sent = (FRAMES + 9) / 10;
            List<Integer> heard =
                    events.neighbours.await(all -> all.size() >= sent, sent + " of the neighbour; seed " + seed);
            assertThat(heard).as("seed %d", seed).hasSize(sent).isSorted().doesNotHaveDuplicates();
            assertThat(neighbour.isOpen()).isTrue();
            assertThat(warnings.thrown()).as("seed %d", seed).isEmpty();
            assertThat(warnings.texts())
                    .as("seed %d", seed)
                    .allMatch(text -> text.startsWith("garbage on a control link, closing it")
                            || text.startsWith("a stranger on ")
                            || text.startsWith("a peer on "));
        }
        assertThat(Threads.named("link-fuzz")).isEmpty();
        assertThat(events.afterEnd.get())
                .as("frames after the end; seed %d", seed)
                .isZero();
    }

    private void step(Address at, List<RawPeer> lines) throws Exception {
        int which = random.nextInt(LINES);
        if (which >= lines.size()) {
            lines.add(begun(at));
            return;
        }
        if (!frame(lines.get(which)) || random.nextInt(40) == 0) {
            lines.remove(which).close();
        }
    }

    private RawPeer begun(Address at) throws Exception {
        RawPeer line = RawPeer.dial(at);
        byte[] preamble = Preamble.ofDialer(secret);
        int choice = random.nextInt(20);
        if (choice == 0) {
            random.nextBytes(preamble);
        } else if (choice == 1) {
            preamble[7] += (byte) (1 + random.nextInt(200));
        }
        return line.say(preamble);
    }

    /** @return false if that was the last */
    private boolean frame(RawPeer line) {
        byte[] valid = framed(1 + random.nextInt(300));
        int choice = random.nextInt(100);
        if (choice < 85) {
            line.say(valid);
        } else if (choice < 90) {
            valid[random.nextInt(valid.length)] = (byte) random.nextInt(256);
            line.say(valid);
        } else if (choice < 93) {
            line.say(ByteBuffer.allocate(4).putInt(random.nextInt()).array());
        } else if (choice < 96) {
            line.say(new byte[4]);
        } else {
            line.say(Arrays.copyOf(valid, random.nextInt(valid.length)));
            return false;
        }
        return true;
    }

    private byte[] framed(int length) {
        byte[] body = new byte[length];
        random.nextBytes(body);
        body[0] = (byte) random.nextInt(NEIGHBOUR);
        return ByteBuffer.allocate(4 + length).putInt(length).put(body).array();
    }

    private static final class Counting implements LinkEvents {

        final Waiting<Integer> neighbours = new Waiting<>();
        final AtomicInteger afterEnd = new AtomicInteger();

        @Override
        public void frame(Link link, int type, WireInput body) {
            if (!link.isOpen()) {
                afterEnd.incrementAndGet();
            }
            if (type == NEIGHBOUR && body.remaining() == 4) {
                neighbours.add(body.readInt());
            }
        }

        @Override
        public void closed(Link link, @Nullable String reason) {}
    }
}
