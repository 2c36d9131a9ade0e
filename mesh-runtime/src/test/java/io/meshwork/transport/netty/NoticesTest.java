package io.meshwork.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.id.ActorId;
import io.meshwork.id.Address;
import io.meshwork.id.PortId;
import io.meshwork.transport.Connection;
import io.meshwork.transport.Inbound;
import io.meshwork.transport.Loss;
import io.meshwork.transport.RawPeer;
import io.meshwork.transport.Secret;
import io.meshwork.transport.Threads;
import io.meshwork.transport.Waiting;
import io.meshwork.wire.Envelope;
import io.meshwork.wire.Sender;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** T-11: what an acceptor has to say of what it receives comes on the same line, before what it received is acknowledged. */
@Timeout(60)
class NoticesTest {

    private static final int COUNT = 3_000;
    private static final int PAYLOAD = 1_000;
    private static final Limits LIMITS = Limits.of(Peer.MAX_FRAME_BYTES).withFlush(Duration.ofMillis(50));

    @TempDir
    Path directory;

    private final Secret secret = Secret.fresh();

    @AfterEach
    void leavesNoThread() {
        assertThat(Threads.named("mesh-data")).isEmpty();
    }

    private static Envelope notice(Envelope.Kind kind, int rank) {
        PortId to = ActorId.parse("proc.p1@unix:/tmp/from.s").port(PortId.HANDLER);
        return new Envelope(kind, false, to, ActorId.parse("to.p0@unix:/tmp/to.s"), null, rank, new byte[8]);
    }

    private Path directory(String name) throws Exception {
        return Files.createDirectory(directory.resolve(name));
    }

    /** Says that it is full when the first has come. */
    private static final class Full implements Inbound {
        private final Waiting<Address> diallers = new Waiting<>();
        private final Waiting<Address> gone = new Waiting<>();
        private final Waiting<Sender> backs = new Waiting<>();
        private @Nullable Sender back; // of the event loop
        private boolean said; // of the event loop

        @Override
        public void received(Envelope envelope) {
            Sender line = back;
            if (!said && line != null) {
                said = true;
                line.post(notice(Envelope.Kind.FULL, 1));
            }
        }

        @Override
        public void lost(Connection connection, Loss loss) {}

        @Override
        public void dialledBy(Address peer, Sender line) {
            back = line;
            diallers.add(peer);
            backs.add(line);
        }

        @Override
        public void leftBy(Address peer, Sender line) {
            gone.add(peer);
        }
    }

    /** Sends, and looks when a notice comes at how much of what it has sent is not acknowledged. */
    private static final class Eager implements Inbound {
        private final Waiting<Envelope> notices = new Waiting<>();
        private final Waiting<Connection> interrupted = new Waiting<>();
        private final AtomicInteger posted = new AtomicInteger();
        private volatile @Nullable Connection connection;
        private volatile boolean nothingWasAcknowledged;

        @Override
        public void received(Envelope envelope) {
            Connection to = connection;
            int sent = posted.get();
            long each = PAYLOAD + Envelope.BYTES_BESIDE_PAYLOAD;
            nothingWasAcknowledged |= notices.soFar().isEmpty() && to != null && to.pendingBytes() >= sent * each;
            notices.add(envelope);
        }

        @Override
        public void lost(Connection connection, Loss loss) {}

        @Override
        public void interrupted(Connection line) {
            interrupted.add(line);
        }

        void send(Connection to) {
            connection = to;
            for (int i = 0; i < COUNT; i++) {
                to.post(Peer.message(i, new byte[PAYLOAD]));
                posted.incrementAndGet();
            }
        }
    }

    private static Address.@Nullable Unix at(Kind kind, Path in) {
        return kind.isUnix() ? new Address.Unix(in.resolve("p.s").toString()) : null;
    }

    /** T-11 */
    @ParameterizedTest
    @EnumSource
    void aNoticeComesBeforeTheAcknowledgementOfWhatItIsAbout(Kind kind) throws Exception {
        Full full = new Full();
        Eager eager = new Eager();
        try (NettyTransport to = new NettyTransport(kind, secret, LIMITS, full);
                NettyTransport from = new NettyTransport(kind, secret, LIMITS, eager)) {
            Address acceptor = to.listen(at(kind, directory("to")));
            Address dialler = from.listen(at(kind, directory("from")));

            eager.send(from.dial(acceptor));

            Envelope first = eager.notices.await(1).get(0);
            assertThat(first.kind()).isEqualTo(Envelope.Kind.FULL);
            assertThat(first.rank()).isEqualTo(1);
            assertThat(eager.nothingWasAcknowledged).isTrue();
            assertThat(full.diallers.soFar()).containsExactly(dialler);
            for (int rank = 2; rank < 50; rank++) { // from another thread, in order
                full.backs.soFar().get(0).post(notice(Envelope.Kind.ROOM, rank));
            }
            assertThat(Peer.numbers(eager.notices.await(49))).isSorted().doesNotHaveDuplicates();
        }
        assertThat(full.gone.soFar()).containsExactlyElementsOf(full.diallers.soFar());
    }

    /** T-11: lost with the line, so who dials it hears that it broke. */
    @ParameterizedTest
    @EnumSource
    void aLineThatBreaksIsToldBeforeTheNextOneIsUp(Kind kind) throws Exception {
        Eager eager = new Eager();
        try (RawListener listener = new RawListener(kind, directory);
                NettyTransport from = new NettyTransport(kind, secret, LIMITS, eager)) {
            Connection connection = from.dial(listener.address);
            try (RawPeer line = listener.accept()) {
                RawSession.accept(line, kind, secret);
                RawSession.say(line, 17, 0);
                line.say(NoticeFrame.framed(notice(Envelope.Kind.FULL, 1)));
                eager.notices.await(1);
                assertThat(eager.interrupted.soFar()).isEmpty();
            }
            try (RawPeer line = listener.accept()) {
                RawSession.accept(line, kind, secret);
                assertThat(eager.interrupted.soFar()).containsExactly(connection);
            }
        }
    }
}
