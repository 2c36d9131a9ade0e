package io.meshwork.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.id.Address;
import io.meshwork.transport.Connection;
import io.meshwork.transport.Inbound;
import io.meshwork.transport.Loss;
import io.meshwork.transport.RawPeer;
import io.meshwork.transport.Secret;
import io.meshwork.transport.Threads;
import io.meshwork.transport.Waiting;
import io.meshwork.transport.Warnings;
import io.meshwork.transport.session.SessionId;
import io.meshwork.wire.Envelope;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** T-10 and W-1: whatever a peer sends, it harms itself alone. {@code mesh.test.frames} in all. */
@Timeout(600)
class FrameFuzzTest {

    private static final int FRAMES = Integer.getInteger("mesh.test.frames", 20_000) / Kind.values().length;
    private static final int LINES = 8;
    private static final int NEIGHBOUR_BYTES = 777;
    private static final Limits LIMITS = Limits.of(64 * 1024).withDelivery(Duration.ofHours(1));

    @TempDir
    Path directory;

    private final Secret secret = Secret.fresh();
    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private Warnings ours;
    private Warnings ofNetty;

    @BeforeEach
    void listenToTheLog() {
        ours = new Warnings();
        ofNetty = new Warnings("io.netty");
    }

    @AfterEach
    void nothingUnexpectedWasLogged() {
        ours.close();
        ofNetty.close();
        assertThat(Threads.named("mesh-data")).isEmpty();
        assertThat(ofNetty.texts()).as("seed %d", seed).isEmpty();
        assertThat(ours.thrown()).as("seed %d", seed).isEmpty();
        assertThat(ours.texts())
                .as("seed %d", seed)
                .allMatch(text -> text.startsWith("garbage from a peer, closing its connection")
                        || text.startsWith("a stranger on ")
                        || text.startsWith("a peer on "));
    }

    /** T-10 */
    @ParameterizedTest
    @EnumSource
    void whateverComesOnOneLineTheOthersGoOn(Kind kind) throws Exception {
        Neighbours neighbours = new Neighbours();
        try (NettyTransport to = new NettyTransport(kind, secret, LIMITS, neighbours);
                Peer from = new Peer(kind, secret, LIMITS)) {
            Address at = to.listen(address(kind));
            Connection connection = from.transport.dial(at);
            List<FuzzedLine> lines = new ArrayList<>();
            for (int i = 0; i < FRAMES; i++) {
                step(kind, at, lines);
                if (i % 10 == 0) {
                    connection.post(Peer.message(i / 10, new byte[NEIGHBOUR_BYTES]));
                }
            }
            for (FuzzedLine line : lines) {
                line.close();
            }
            int posted = (FRAMES + 9) / 10;
            List<Integer> received =
                    neighbours.numbers.await(all -> all.size() >= posted, posted + " of the neighbour; seed " + seed);
            assertThat(received).as("seed %d", seed).hasSize(posted).isSorted().doesNotHaveDuplicates();
            assertThat(from.losses.soFar()).as("seed %d", seed).isEmpty();
            assertThat(ours.texts()).as("refusals; seed %d", seed).hasSizeGreaterThan(FRAMES / 200);
        }
    }

    private Address.Unix address(Kind kind) {
        return kind.isUnix() ? new Address.Unix(directory.resolve("p.s").toString()) : null;
    }

    private void step(Kind kind, Address at, List<FuzzedLine> lines) throws Exception {
        int which = random.nextInt(LINES);
        if (which >= lines.size()) {
            lines.add(new FuzzedLine(kind, secret, at, random));
            which = lines.size() - 1;
        }
        FuzzedLine line = lines.get(which);
        line.send();
        if (line.isOver() || random.nextInt(40) == 0) {
            line.close();
            lines.remove(which);
        }
    }

    /** W-1: under a limit that would not fit into this JVM once, let alone so often. */
    @ParameterizedTest
    @EnumSource
    void framesThatAreOnlyAnnouncedTakeNoMemory(Kind kind) throws Exception {
        List<RawPeer> lines = new ArrayList<>();
        Limits huge = Limits.of(Integer.MAX_VALUE);
        try (Peer to = new Peer(kind, secret, huge)) {
            Address at = to.listen(directory);
            for (int i = 0; i < 50; i++) {
                RawPeer line = RawSession.begin(RawPeer.dial(at), kind, secret, new SessionId(7, i));
                line.say(ByteBuffer.allocate(4).putInt(Integer.MAX_VALUE - 100).array());
                line.say(new byte[100_000]);
                lines.add(line);
            }
            try (Peer from = new Peer(kind, secret)) {
                from.transport.dial(at).post(Peer.message(1));
                assertThat(Peer.numbers(to.received.await(1))).containsExactly(1);
            }
            for (RawPeer line : lines) {
                line.close();
            }
        }
    }

    /** T-2 and T-10: whatever an acceptor says, what it has not acknowledged comes back, once. */
    @ParameterizedTest
    @EnumSource
    void whateverAnAcceptorSaysAllElseComesBack(Kind kind) throws Exception {
        try (Peer from = new Peer(kind, secret, LIMITS)) {
            for (int round = 1; round <= Math.max(10, FRAMES / 100); round++) {
                try (RawListener listener = new RawListener(kind, directory)) {
                    Connection connection = from.transport.dial(listener.address);
                    for (int i = 0; i < 5; i++) {
                        connection.post(Peer.message(i));
                    }
                    try (RawPeer line = listener.accept()) {
                        RawSession.accept(line, kind, secret);
                        sayWords(line);
                    }
                }
                Loss loss = from.losses.await(round).get(round - 1).whole();
                List<Integer> back = Peer.numbers(loss.all());
                assertThat(back)
                        .as("seed %d", seed)
                        .isSubsetOf(0, 1, 2, 3, 4)
                        .isSorted()
                        .doesNotHaveDuplicates();
            }
            assertThat(from.received.soFar()).isEmpty();
        }
    }

    private void sayWords(RawPeer line) {
        RawSession.say(line, random.nextInt(10) == 0 ? 0 : 17);
        RawSession.say(line, random.nextInt(4) == 0 ? random.nextLong() : 0);
        for (int i = random.nextInt(20); i > 0; i--) {
            RawSession.say(line, random.nextInt(8) == 0 ? random.nextLong() : random.nextInt(6));
        }
        byte[] part = new byte[random.nextInt(Long.BYTES)];
        random.nextBytes(part);
        line.say(part);
    }

    /** Keeps the numbers of what a peer sends that sends nothing else. */
    private static final class Neighbours implements Inbound {

        final Waiting<Integer> numbers = new Waiting<>();

        @Override
        public void received(Envelope envelope) {
            if (envelope.payload().length == NEIGHBOUR_BYTES) {
                numbers.add(envelope.rank());
            }
        }

        @Override
        public void lost(Connection connection, Loss loss) {}
    }
}
