package io.meshwork.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.failure.MeshException;
import io.meshwork.id.Address;
import io.meshwork.transport.Connection;
import io.meshwork.transport.Inbound;
import io.meshwork.transport.Loss;
import io.meshwork.transport.Secret;
import io.meshwork.transport.Threads;
import io.meshwork.transport.Waiting;
import io.meshwork.transport.Warnings;
import io.meshwork.wire.Envelope;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(60)
class NettyTransportTest {

    private static final int SENDERS = 4;
    private static final int SENDS = 10_000;

    @TempDir
    Path directory;

    private final Secret secret = Secret.fresh();

    @AfterEach
    void leavesNeitherThreadNorSocket() {
        assertThat(Threads.named("mesh-data")).isEmpty();
        assertThat(Threads.named("globalEventExecutor")).isEmpty();
        assertThat(directory).isEmptyDirectory();
    }

    /** T-3 */
    @ParameterizedTest
    @EnumSource
    void keepsTheOrderOfEachSendingThread(Kind kind) throws Exception {
        try (Peer to = new Peer(kind, secret);
                Peer from = new Peer(kind, secret)) {
            Connection connection = from.transport.dial(to.listen(directory));
            List<Thread> senders = new ArrayList<>();
            for (int sender = 0; sender < SENDERS; sender++) {
                byte[] payload = new byte[100 + sender];
                Thread thread = new Thread(() -> {
                    for (int i = 0; i < SENDS / SENDERS; i++) {
                        connection.post(Peer.message(i, payload));
                    }
                });
                thread.start();
                senders.add(thread);
            }
            for (Thread sender : senders) {
                sender.join();
            }

            List<Envelope> received = to.received.await(SENDS);
            for (int sender = 0; sender < SENDERS; sender++) {
                int length = 100 + sender;
                List<Envelope> ofSender = received.stream()
                        .filter(e -> e.payload().length == length)
                        .toList();
                assertThat(Peer.numbers(ofSender))
                        .isEqualTo(IntStream.range(0, SENDS / SENDERS).boxed().toList());
            }
            assertThat(from.losses.soFar()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void carriesLargePayloadsBetweenSmallOnes(Kind kind) {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int[] sizes = {0, 5 * 1024 * 1024, 1, 65_536, 65_535, 5 * 1024 * 1024, 200_000, 0};
        List<byte[]> payloads = new ArrayList<>();
        for (int size : sizes) {
            byte[] payload = new byte[size];
            random.nextBytes(payload);
            payloads.add(payload);
        }
        try (Peer to = new Peer(kind, secret);
                Peer from = new Peer(kind, secret)) {
            Connection connection = from.transport.dial(to.listen(directory));
            for (int i = 0; i < sizes.length; i++) {
                connection.post(Peer.message(i, payloads.get(i)));
            }

            List<Envelope> received = to.received.await(sizes.length);
            for (int i = 0; i < sizes.length; i++) {
                assertThat(received.get(i).rank()).isEqualTo(i);
                assertThat(received.get(i).payload())
                        .as("seed %d size %d", seed, sizes[i])
                        .isEqualTo(payloads.get(i));
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void carriesAllOfAnEnvelope(Kind kind) {
        try (Peer to = new Peer(kind, secret);
                Peer from = new Peer(kind, secret)) {
            Envelope m = Peer.message(7);
            Envelope sent = new Envelope(
                    Envelope.Kind.REPLY, true, m.to(), m.from(), m.from().port(9), 7, new byte[] {1, 2, 3});
            from.transport.dial(to.listen(directory)).post(sent);

            Envelope got = to.received.await(1).get(0);
            assertThat(got).usingRecursiveComparison().isEqualTo(sent);
        }
    }

    /** T-2 */
    @ParameterizedTest
    @EnumSource
    void whereNobodyListensAllComesBack(Kind kind) {
        try (Peer from = new Peer(kind, secret)) {
            Address nowhere = Peer.nowhere(kind, directory);
            Connection connection = from.transport.dial(nowhere);
            for (int i = 0; i < 1000; i++) {
                connection.post(Peer.message(i));
            }

            List<Peer.Loss> losses = from.losses.await(all -> unsent(all).size() == 1000, "1000 unsent envelopes");
            assertThat(Peer.numbers(unsent(losses)))
                    .containsExactlyInAnyOrderElementsOf(
                            IntStream.range(0, 1000).boxed().toList());
            // what is posted while the loss is being told comes back by its own thread, perhaps before the rest
            assertThat(losses)
                    .filteredOn(loss -> !loss.reason().startsWith("posted too late"))
                    .singleElement()
                    .satisfies(loss -> {
                        assertThat(loss.reason()).contains("cannot connect").contains("peer=" + nowhere);
                        assertThat(loss.connection()).isSameAs(connection);
                        assertThat(Peer.numbers(loss.unsent())).isSorted();
                    });
            assertThat(losses)
                    .filteredOn(loss -> loss.reason().startsWith("posted too late"))
                    .allMatch(loss -> loss.unsent().size() == 1);
        }
    }

    /** T-2 */
    @ParameterizedTest
    @EnumSource
    void aPeerThatClosesIsALossAndLaterPostsComeBack(Kind kind) {
        try (Peer from = new Peer(kind, secret)) {
            Connection connection;
            try (Peer to = new Peer(kind, secret)) {
                connection = from.transport.dial(to.listen(directory));
                connection.post(Peer.message(1));
                to.received.await(1);
            }
            assertThat(from.losses.await(1).get(0).unsent()).isEmpty();

            connection.post(Peer.message(2));
            connection.post(Peer.message(3));

            List<Peer.Loss> losses = from.losses.await(3);
            assertThat(Peer.numbers(losses.get(1).unsent())).containsExactly(2);
            assertThat(Peer.numbers(losses.get(2).unsent())).containsExactly(3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void closingAConnectionSendsWhatWasPostedAndIsALossOnce(Kind kind) {
        try (Peer to = new Peer(kind, secret);
                Peer from = new Peer(kind, secret)) {
            Connection connection = from.transport.dial(to.listen(directory));
            connection.post(Peer.message(1));
            to.received.await(1);
            connection.post(Peer.message(2));
            connection.close();
            connection.close();

            assertThat(Peer.numbers(to.received.await(2))).containsExactly(1, 2);
            Peer.Loss loss = from.losses.await(1).get(0);
            assertThat(loss.reason()).contains("closed by this end");
            assertThat(loss.unsent()).isEmpty();
            from.transport.close();
            assertThat(from.losses.soFar()).hasSize(1);
        }
    }

    /** W-3 */
    @ParameterizedTest
    @EnumSource
    void whatIsLargerThanAFrameGoesBackToItsSenderAndNothingElseDoes(Kind kind) {
        try (Peer to = new Peer(kind, secret);
                Peer from = new Peer(kind, secret, Limits.of(1000))) {
            Connection connection = from.transport.dial(to.listen(directory));
            connection.post(Peer.message(1));
            connection.post(Peer.message(2, new byte[1000]));
            connection.post(Peer.message(3));

            Envelope bounced = from.received.await(1).get(0);
            assertThat(bounced.kind()).isEqualTo(Envelope.Kind.UNDELIVERABLE);
            assertThat(bounced.rank()).isEqualTo(2);
            assertThat(bounced.to()).isEqualTo(Peer.message(2).from().port(0));
            assertThat(bounced.text())
                    .matches(
                            "message larger than mesh.max-frame: send it in parts or raise the limit: bytes=1\\d{3} limit=1000");
            assertThat(Peer.numbers(to.received.await(2))).containsExactly(1, 3);
        }
    }

    @ParameterizedTest
    @EnumSource
    void inPlaceOfATooLargeAnswerGoesAWordOnWhyThereIsNone(Kind kind) {
        try (Peer to = new Peer(kind, secret);
                Peer from = new Peer(kind, secret, Limits.of(1000))) {
            Connection connection = from.transport.dial(to.listen(directory));
            Envelope m = Peer.message(1);
            connection.post(new Envelope(Envelope.Kind.REPLY, false, m.to(), m.from(), null, 1, new byte[1000]));
            connection.post(Peer.message(2));

            assertThat(Peer.numbers(to.received.await(1))).containsExactly(2);
            Envelope refused = from.received.await(1).get(0);
            assertThat(refused.kind()).isEqualTo(Envelope.Kind.UNDELIVERABLE);
            assertThat(refused.to()).isEqualTo(m.to());
            assertThat(refused.rank()).isEqualTo(1);
            assertThat(refused.text()).contains("larger than mesh.max-frame");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anInboundThatThrowsHarmsNoConnection(Kind kind) {
        Waiting<Envelope> received = new Waiting<>();
        Inbound throwing = new Inbound() {
            @Override
            public void received(Envelope envelope) {
                received.add(envelope);
                throw new IllegalStateException("on purpose");
            }

            @Override
            public void lost(Connection connection, Loss loss) {
                throw new IllegalStateException("on purpose");
            }
        };
        try (Warnings warnings = new Warnings();
                NettyTransport to = new NettyTransport(kind, secret, Limits.of(Peer.MAX_FRAME_BYTES), throwing);
                Peer from = new Peer(kind, secret)) {
            Address at = to.listen(
                    kind.isUnix() ? new Address.Unix(directory.resolve("p.s").toString()) : null);
            Connection connection = from.transport.dial(at);
            connection.post(Peer.message(1));
            connection.post(Peer.message(2));

            assertThat(Peer.numbers(received.await(2))).containsExactly(1, 2);
            assertThat(warnings.texts()).isNotEmpty().allMatch(text -> text.contains("threw"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void closingLosesEachConnectionOnceAndDiallingAfterwardsIsALoss(Kind kind) {
        try (Peer to = new Peer(kind, secret);
                Peer from = new Peer(kind, secret)) {
            Address at = to.listen(directory);
            Connection first = from.transport.dial(at);
            first.post(Peer.message(1));
            to.received.await(1);
            from.transport.dial(at);
            from.transport.close();
            from.transport.close();
            assertThat(from.losses.soFar()).hasSize(2);

            first.post(Peer.message(2));
            from.transport.dial(at).post(Peer.message(3));

            List<Peer.Loss> late = from.losses.soFar().subList(2, 5);
            assertThat(Peer.numbers(unsent(late))).containsExactly(2, 3);
            assertThat(late.get(1).reason()).contains("transport closed");
        }
    }

    @ParameterizedTest
    @EnumSource
    void mayBeClosedFromACallback(Kind kind) throws Exception {
        Waiting<String> lost = new Waiting<>();
        Waiting<NettyTransport> self = new Waiting<>();
        Inbound closing = new Inbound() {
            @Override
            public void received(Envelope envelope) {}

            @Override
            public void lost(Connection connection, Loss loss) {
                self.await(1).get(0).close();
                lost.add(loss.reason());
            }
        };
        try (NettyTransport transport = new NettyTransport(kind, secret, Limits.of(Peer.MAX_FRAME_BYTES), closing)) {
            self.add(transport);
            transport.dial(Peer.nowhere(kind, directory));
            lost.await(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void refusesToListenOnceClosed(Kind kind) {
        Peer peer = new Peer(kind, secret);
        peer.close();
        assertThatThrownBy(() -> peer.listen(directory)).isInstanceOf(MeshException.class);
    }

    @ParameterizedTest
    @EnumSource
    void anAddressOfTheOtherKindIsALoss(Kind kind) {
        Kind other = kind.isUnix() ? Kind.TCP_NIO : Kind.UNIX_NIO;
        try (Peer from = new Peer(kind, secret)) {
            from.transport.dial(Peer.nowhere(other, directory)).post(Peer.message(1));
            List<Peer.Loss> losses = from.losses.await(all -> unsent(all).size() == 1, "the unsent envelope");
            assertThat(losses.get(0).reason()).contains("not an address of this transport");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"UNIX_EPOLL", "UNIX_NIO"})
    void refusesASocketPathTooLongForTheKernel(Kind kind) {
        Address.Unix tooLong = new Address.Unix("/tmp/" + "x".repeat(103));
        try (Peer peer = new Peer(kind, secret)) {
            assertThatThrownBy(() -> peer.transport.listen(tooLong))
                    .isInstanceOf(MeshException.class)
                    .hasMessageContaining("bytes=108 limit=107")
                    .hasMessageContaining("-Dmesh.socket-dir");
            peer.transport.dial(tooLong);
            assertThat(peer.losses.await(1).get(0).reason()).contains("limit=107");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"UNIX_EPOLL", "UNIX_NIO"})
    void refusesASocketThatIsThereAndLeavesItToItsOwner(Kind kind) {
        try (Peer first = new Peer(kind, secret);
                Peer second = new Peer(kind, secret)) {
            Address at = first.listen(directory);
            assertThatThrownBy(() -> second.listen(directory))
                    .isInstanceOf(MeshException.class)
                    .hasMessageContaining("p.s");

            second.transport.dial(at).post(Peer.message(1));
            first.received.await(1);
        }
    }

    @Test
    void tellsWhetherEpollWorksHere() {
        assertThat(NettyTransport.epollObstacle().isEmpty()).isEqualTo(NettyTransport.epollAvailable());
    }

    private static List<Envelope> unsent(List<Peer.Loss> losses) {
        return losses.stream().flatMap(loss -> loss.unsent().stream()).toList();
    }
}
