package io.meshwork.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.id.Address;
import io.meshwork.transport.Connection;
import io.meshwork.transport.FrameReader;
import io.meshwork.transport.Preamble;
import io.meshwork.transport.RawPeer;
import io.meshwork.transport.Secret;
import io.meshwork.transport.Threads;
import io.meshwork.wire.Envelope;
import io.meshwork.wire.EnvelopeFormat;
import io.meshwork.wire.WireInput;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** T-1 and T-2 at the dialling end: it takes nobody for a peer that isn't one, and knows what it has not sent. */
@Timeout(60)
class ImpostorTest {

    private static final Limits QUICK = Limits.of(Peer.MAX_FRAME_BYTES).withFlush(Duration.ofMillis(50));

    @TempDir
    Path directory;

    private final Secret secret = Secret.fresh();

    @AfterEach
    void leavesNoThread() {
        assertThat(Threads.named("mesh-data")).isEmpty();
    }

    private static void post(Connection connection, int count, int payloadBytes) {
        for (int i = 0; i < count; i++) {
            connection.post(Peer.message(i, new byte[payloadBytes]));
        }
    }

    private static List<Integer> unsent(Peer from, int count) {
        List<Integer> numbers = new ArrayList<>();
        from.losses.await(
                losses -> losses.stream().mapToInt(loss -> loss.unsent().size()).sum() >= count, count + " unsent");
        from.losses.soFar().forEach(loss -> numbers.addAll(Peer.numbers(loss.unsent())));
        return numbers;
    }

    private static List<Integer> upTo(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    @ParameterizedTest
    @EnumSource
    void aListenerWithoutTheSecretGetsNothingThatIsNotGivenBack(Kind kind) throws Exception {
        try (RawListener listener = new RawListener(kind, directory);
                Peer from = new Peer(kind, secret)) {
            post(from.transport.dial(listener.address), 1000, 1000);
            try (RawPeer impostor = listener.accept()) {
                if (kind.isUnix()) {
                    impostor.say(Preamble.ofAcceptor(Secret.fresh()));
                } else {
                    impostor.say(Nonces.freshHello()).hear(Nonces.HELLO_BYTES + Nonces.PROOF_BYTES);
                    impostor.say(new byte[Nonces.PROOF_BYTES]);
                }
                int heard = impostor.hearToTheEnd().length;
                assertThat(heard).isEqualTo(kind.isUnix() ? Preamble.BYTES : 0);
            }
            assertThat(unsent(from, 1000)).isEqualTo(upTo(1000));
            assertThat(from.losses.soFar().get(0).reason())
                    .contains("not a peer")
                    .contains("the token of this run");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aListenerOfAnotherVersionIsALossThatNamesBoth(Kind kind) throws Exception {
        try (RawListener listener = new RawListener(kind, directory);
                Peer from = new Peer(kind, secret)) {
            post(from.transport.dial(listener.address), 10, 10);
            try (RawPeer other = listener.accept()) {
                byte[] shown = kind.isUnix() ? Preamble.ofAcceptor(secret) : Nonces.freshHello();
                shown[7] = 2;
                other.say(shown).hearToTheEnd();
            }
            assertThat(unsent(from, 10)).isEqualTo(upTo(10));
            assertThat(from.losses.soFar().get(0).reason()).contains("theirs=2 ours=1");
        }
    }

    @ParameterizedTest
    @EnumSource
    void aListenerThatClosesOrNeverAnswersIsALossOfAll(Kind kind) throws Exception {
        try (RawListener listener = new RawListener(kind, directory);
                Peer from = new Peer(kind, secret, Peer.MAX_FRAME_BYTES, Duration.ofMillis(20))) {
            post(from.transport.dial(listener.address), 10, 10);
            listener.accept().close();
            assertThat(unsent(from, 10)).isEqualTo(upTo(10));

            post(from.transport.dial(listener.address), 10, 10);
            try (RawPeer silent = listener.accept()) {
                silent.hearToTheEnd();
            }
            unsent(from, 20);
            assertThat(from.losses.soFar()).anyMatch(loss -> loss.reason().contains("silent for too long"));
        }
    }

    /** T-2 */
    @ParameterizedTest
    @EnumSource
    void whatIsNotAcknowledgedComesBackAndSaysWhatThePeerMayHaveRead(Kind kind) throws Exception {
        for (int payloadBytes : new int[] {10, 2500, 150_000}) {
            int posted = payloadBytes > 100_000 ? 40 : 3000;
            try (RawListener listener = new RawListener(kind, directory);
                    Peer from = new Peer(kind, secret, QUICK)) {
                Connection connection = from.transport.dial(listener.address);
                try (RawPeer slow = listener.accept()) {
                    RawSession.accept(slow, kind, secret);
                    RawSession.say(slow, 17, 0);
                    post(connection, posted, payloadBytes);
                    List<Integer> first = read(slow.hear(Peer.framed(Peer.message(0, new byte[payloadBytes])).length));
                    RawSession.say(slow, 1);
                    awaitPending(connection, pending(posted - 1, payloadBytes));
                    from.transport.close();
                    List<Integer> read = read(slow.hearToTheEnd());

                    io.meshwork.transport.Loss loss =
                            from.losses.await(1).get(0).whole();
                    assertThat(first).containsExactly(0);
                    assertThat(Peer.numbers(loss.all())).isEqualTo(upTo(posted).subList(1, posted));
                    assertThat(Peer.numbers(loss.sent())).hasSizeGreaterThanOrEqualTo(read.size());
                    assertThat(read).isEqualTo(upTo(posted).subList(1, 1 + read.size()));
                    assertThat(from.losses.soFar()).hasSize(1);
                }
            }
        }
    }

    private static void awaitPending(Connection connection, long bytes) {
        long deadline = System.nanoTime() + 20_000_000_000L;
        while (connection.pendingBytes() != bytes) {
            assertThat(deadline - System.nanoTime())
                    .as("pending %d", connection.pendingBytes())
                    .isPositive();
            Thread.onSpinWait();
        }
    }

    private static long pending(int count, int payloadBytes) {
        return (long) count * (payloadBytes + Envelope.BYTES_BESIDE_PAYLOAD);
    }

    private static List<Integer> read(byte[] stream) {
        List<Integer> numbers = new ArrayList<>();
        FrameReader reader = new FrameReader(Peer.MAX_FRAME_BYTES, (bytes, offset, length) -> {
            if (!Flush.is(bytes, offset, length)) {
                numbers.add(EnvelopeFormat.read(new WireInput(bytes, offset, length))
                        .rank());
            }
        });
        int at = 0;
        while (at < stream.length) {
            int part = Math.min(reader.room(), stream.length - at);
            System.arraycopy(stream, at, reader.buffer(), reader.position(), part);
            reader.advance(part);
            at += part;
        }
        return numbers;
    }

    /** T-3, with a peer that reads only now and then. */
    @ParameterizedTest
    @EnumSource
    void aSlowPeerGetsAllInOrder(Kind kind) throws Exception {
        try (RawListener listener = new RawListener(kind, directory);
                Peer from = new Peer(kind, secret, QUICK)) {
            Address at = listener.address;
            Connection connection = from.transport.dial(at);
            try (RawPeer slow = listener.accept()) {
                RawSession.accept(slow, kind, secret);
                RawSession.say(slow, 17, 0);
                post(connection, 3000, 2500);
                byte[] first = slow.hear(100_000);
                post(connection, 1, 0);
                int bytes = 0;
                for (int i = 0; i < 3000; i++) {
                    bytes += Peer.framed(Peer.message(i, new byte[2500])).length;
                }
                bytes += Peer.framed(Peer.message(0)).length;
                byte[] rest = slow.hear(bytes - first.length);

                List<Integer> expected = new ArrayList<>(upTo(3000));
                expected.add(0);
                assertThat(read(RawPeer.joined(first, rest))).isEqualTo(expected);
            }
        }
    }
}
