package io.meshwork.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.id.Address;
import io.meshwork.transport.Connection;
import io.meshwork.transport.Inbound;
import io.meshwork.transport.Loss;
import io.meshwork.transport.RawPeer;
import io.meshwork.transport.Secret;
import io.meshwork.transport.Threads;
import io.meshwork.transport.Warnings;
import io.meshwork.transport.session.Opening;
import io.meshwork.transport.session.SessionId;
import io.meshwork.transport.session.Sessions;
import io.meshwork.wire.Envelope;
import io.meshwork.wire.Undeliverable.Category;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** T-6, T-7 and T-8 word by word: each end of a session against one in the test's own hands. */
@Timeout(60)
class SessionTest {

    private static final SessionId SESSION = new SessionId(7, 1);
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Limits PATIENT = Limits.of(Peer.MAX_FRAME_BYTES).withDelivery(HOUR);

    /* Between two lines of one connection is a second at most. */
    private static final Duration LONGER_THAN_ANY_PAUSE = Duration.ofMillis(1_200);

    @TempDir
    Path directory;

    private final Secret secret = Secret.fresh();

    @AfterEach
    void leavesNoThread() {
        assertThat(Threads.named("mesh-data")).isEmpty();
    }

    private static void post(Connection connection, int... numbers) {
        for (int number : numbers) {
            connection.post(Peer.message(number));
        }
    }

    private static RawPeer hear(RawPeer raw, int... numbers) {
        for (int number : numbers) {
            byte[] expected = Peer.framed(Peer.message(number));
            assertThat(raw.hear(expected.length)).isEqualTo(expected);
        }
        return raw;
    }

    // the dialling end

    /** T-6 */
    @ParameterizedTest
    @EnumSource
    void whatThePeerHasNotReceivedIsSentAgainAndNothingElse(Kind kind) throws Exception {
        try (RawListener listener = new RawListener(kind, directory);
                Peer from = new Peer(kind, secret, PATIENT.withFlush(Duration.ofMillis(50)))) {
            Connection connection = from.transport.dial(listener.address);
            post(connection, 1, 2, 3);
            Opening first;
            try (RawPeer line = listener.accept()) {
                first = RawSession.accept(line, kind, secret);
                assertThat(first.acceptor()).isZero();
                assertThat(first.next()).isEqualTo(1);
                RawSession.say(line, 17, 0);
                hear(line, 1, 2, 3);
                RawSession.say(line, 1);
            }
            post(connection, 4);
            try (RawPeer line = listener.accept()) {
                Opening again = RawSession.accept(line, kind, secret);
                assertThat(again.session()).isEqualTo(first.session());
                assertThat(again.acceptor()).isEqualTo(17);
                RawSession.say(line, 17, 2);
                hear(line, 3, 4);
                RawSession.say(line, 4);
                post(connection, 5);
                hear(line, 5);
            }
            assertThat(from.losses.soFar()).isEmpty();
        }
    }

    /** B44, T-7 */
    @ParameterizedTest
    @EnumSource
    void anotherProcessAtTheOldAddressGetsNothingOfASession(Kind kind) throws Exception {
        for (long received : new long[] {Sessions.REFUSED, 0, 1}) {
            try (RawListener listener = new RawListener(kind, directory);
                    Peer from = new Peer(kind, secret, PATIENT)) {
                Connection connection = from.transport.dial(listener.address);
                post(connection, 1, 2, 3);
                try (RawPeer line = listener.accept()) {
                    RawSession.accept(line, kind, secret);
                    RawSession.say(line, 17, 0);
                    RawSession.say(hear(line, 1, 2, 3), 1);
                }
                try (RawPeer other = listener.accept()) {
                    RawSession.accept(other, kind, secret);
                    RawSession.say(other, 18, received);
                    assertThat(other.hearToTheEnd()).isEmpty();
                }
                Peer.Loss loss = from.losses.await(1).get(0);
                assertThat(loss.reason()).contains("another process is at this address now");
                assertThat(Peer.numbers(loss.whole().sent()))
                        .isSubsetOf(1, 2, 3)
                        .endsWith(2, 3);
                assertThat(loss.whole().unsent()).isEmpty();

                post(from.transport.dial(listener.address), 4);
                try (RawPeer other = listener.accept()) {
                    assertThat(RawSession.accept(other, kind, secret).acceptor())
                            .isZero();
                    RawSession.say(other, 18, 0);
                    RawSession.say(hear(other, 4), 1);
                    from.transport.close();
                }
            }
        }
    }

    /** T-7: the process that the address is of has ended, and another one has its port. */
    @ParameterizedTest
    @EnumSource(names = {"TCP_EPOLL", "TCP_NIO"})
    void noSessionBeginsWithAnotherProcessThanTheAddressIsOf(Kind kind) throws Exception {
        try (RawListener listener = new RawListener(kind, directory);
                Peer from = new Peer(kind, secret, PATIENT)) {
            Address.Tcp place = (Address.Tcp) listener.address;
            post(from.transport.dial(new Address.Tcp(place.host(), place.port(), 17)), 1);
            try (RawPeer other = listener.accept()) {
                RawSession.accept(other, kind, secret);
                RawSession.say(other, 18, 0);
                assertThat(other.hearToTheEnd()).isEmpty();
            }

            Peer.Loss loss = from.losses.await(1).get(0);
            assertThat(loss.reason()).contains("another process is at this address now");
            assertThat(Peer.numbers(loss.whole().unsent())).containsExactly(1);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPeerThatIsGoneIsALossAtOnceWithWhatItMayHaveReceived(Kind kind) throws Exception {
        try (Peer from = new Peer(kind, secret, PATIENT)) {
            try (RawListener listener = new RawListener(kind, directory)) {
                Connection connection = from.transport.dial(listener.address);
                post(connection, 1, 2);
                try (RawPeer line = listener.accept()) {
                    RawSession.accept(line, kind, secret);
                    RawSession.say(line, 17, 0);
                    hear(line, 1, 2);
                    listener.stop();
                }
            }
            Peer.Loss loss = from.losses.await(1).get(0);
            assertThat(Peer.numbers(loss.whole().sent())).containsExactly(1, 2);
            assertThat(loss.whole().category()).isEqualTo(Category.CONNECTION_LOST);
            assertThat(loss.reason()).contains("cannot connect again");
        }
    }

    /** T-8 */
    @ParameterizedTest
    @EnumSource
    void aPeerThatAcknowledgesNothingIsGivenUpInTime(Kind kind) throws Exception {
        Limits limits = PATIENT.withDelivery(Duration.ofSeconds(2));
        try (RawListener listener = new RawListener(kind, directory);
                Peer from = new Peer(kind, secret, limits)) {
            Connection connection = from.transport.dial(listener.address);
            post(connection, 1, 2);
            try (RawPeer line = listener.accept()) {
                RawSession.accept(line, kind, secret);
                RawSession.say(line, 17, 0);
                RawSession.say(hear(line, 1, 2), 1);

                Peer.Loss loss = from.losses.await(1).get(0);
                assertThat(loss.whole().category()).isEqualTo(Category.TIMED_OUT);
                assertThat(Peer.numbers(loss.whole().sent())).containsExactly(2);
                assertThat(loss.reason()).contains("acknowledged nothing: afterMillis=");
            }
        }
    }

    /** T-8 */
    @ParameterizedTest
    @EnumSource
    void aPeerWhoseLinesBreakAgainAndAgainIsGivenUpInTime(Kind kind) throws Exception {
        Limits limits = PATIENT.withDelivery(LONGER_THAN_ANY_PAUSE);
        try (RawListener listener = new RawListener(kind, directory);
                Peer from = new Peer(kind, secret, limits)) {
            Connection connection = from.transport.dial(listener.address);
            post(connection, 1);
            Thread breaking = new Thread(() -> breakAllLines(listener, kind));
            breaking.start();

            Peer.Loss loss = from.losses.await(1).get(0);
            assertThat(loss.whole().category()).isEqualTo(Category.TIMED_OUT);
            assertThat(Peer.numbers(loss.unsent())).containsExactly(1);
            listener.stop();
            breaking.join();
        }
    }

    private void breakAllLines(RawListener listener, Kind kind) {
        try {
            while (true) {
                try (RawPeer line = listener.accept()) {
                    RawSession.accept(line, kind, secret);
                    RawSession.say(line, 17, 0);
                }
            }
        } catch (IOException | RuntimeException e) {
            return; // the listener is closed, or the dialler has given up in mid-word
        }
    }

    /** T-8: the clock of what was refused doesn't run on; the other connection shows that its time is over. */
    @Test
    void aConnectionWhoseOneEnvelopeWasTooLargeIsNotGivenUp() throws Exception {
        Kind kind = Kind.TCP_NIO;
        Limits limits = Limits.of(1_000).withDelivery(Duration.ofSeconds(2));
        try (RawListener listener = new RawListener(kind, directory);
                RawListener silent = new RawListener(kind, directory);
                Peer from = new Peer(kind, secret, limits)) {
            Connection connection = from.transport.dial(listener.address);
            try (RawPeer line = listener.accept()) {
                connection.post(Peer.message(1, new byte[2_000]));
                RawSession.accept(line, kind, secret);
                RawSession.say(line, 17, 0);
                assertThat(from.received.await(1).get(0).kind()).isEqualTo(Envelope.Kind.UNDELIVERABLE);

                post(from.transport.dial(silent.address), 2);
                try (RawPeer never = silent.accept()) {
                    RawSession.accept(never, kind, secret);
                    RawSession.say(never, 17, 0);
                    Peer.Loss first = from.losses.await(1).get(0);
                    assertThat(first.connection().peer()).isEqualTo(silent.address);
                }
                post(connection, 3);
                RawSession.say(hear(line, 3), 1);
            }
        }
    }

    /** T-10 */
    @ParameterizedTest
    @EnumSource
    void anAcceptorThatSaysWhatCannotBeLosesTheConnection(Kind kind) throws Exception {
        long[][] saids = {
            {17, 1}, {17, -2}, {0}, {17, 0, 4}, {17, 0, Long.MIN_VALUE}, {17, 0, 1, 0}, {17, 0, Long.MIN_VALUE + 8, 5}
        };
        for (long[] said : saids) {
            try (RawListener listener = new RawListener(kind, directory);
                    Peer from = new Peer(kind, secret, PATIENT)) {
                Connection connection = from.transport.dial(listener.address);
                post(connection, 1, 2);
                try (RawPeer line = listener.accept()) {
                    RawSession.accept(line, kind, secret);
                    RawSession.say(line, said[0]);
                    if (said.length > 1) {
                        RawSession.say(line, said[1]);
                    }
                    if (said.length > 2) {
                        hear(line, 1, 2);
                    }
                    for (int i = 2; i < said.length; i++) {
                        RawSession.say(line, said[i]);
                    }
                    assertThat(from.losses.await(1).get(0).reason())
                            .as("said %s", said)
                            .contains("no right to send");
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void onceThePeerIsKnownToHaveEndedAllComesBackWithThatReason(Kind kind) throws Exception {
        try (RawListener listener = new RawListener(kind, directory);
                Peer from = new Peer(kind, secret, PATIENT)) {
            Connection connection = from.transport.dial(listener.address);
            post(connection, 1, 2);
            connection.lose("it was killed");

            assertThat(from.losses.await(1).get(0).reason()).isEqualTo("it was killed");
            assertThat(from.losses.soFar().get(0).whole().category()).isEqualTo(Category.PROCESS_ENDED);
            assertThat(Peer.numbers(from.losses.soFar().get(0).unsent())).containsExactly(1, 2);
        }
    }

    // the accepting end

    private long[] open(RawPeer raw, Kind kind, Opening opening) {
        RawListener.prove(raw, Carrier.of(kind).dialling(secret));
        return RawSession.open(raw, opening);
    }

    private static RawPeer say(RawPeer raw, int... numbers) {
        for (int number : numbers) {
            raw.say(Peer.framed(Peer.message(number)));
        }
        return raw;
    }

    /** T-6 */
    @ParameterizedTest
    @EnumSource
    void anAcceptorGoesOnWithWhatItHasReceived(Kind kind) throws Exception {
        try (Peer to = new Peer(kind, secret)) {
            Address at = to.listen(directory);
            long acceptor;
            try (RawPeer line = RawPeer.dial(at)) {
                long[] welcome = open(line, kind, new Opening(SESSION, 0, 1));
                acceptor = welcome[0];
                assertThat(welcome[1]).isZero();
                byte[] half = Peer.framed(Peer.message(4, new byte[1000]));
                say(line, 1, 2, 3).say(Arrays.copyOf(half, 500));
                to.received.await(3);
            }
            try (RawPeer line = RawPeer.dial(at)) {
                assertThat(open(line, kind, new Opening(SESSION, acceptor, 1))).containsExactly(acceptor, 3);
                say(line, 4);
                assertThat(Peer.numbers(to.received.await(4))).containsExactly(1, 2, 3, 4);
            }
        }
    }

    /** T-6 */
    @ParameterizedTest
    @EnumSource
    void aSessionThatGoesOnElsewhereIsOverOnItsOldLine(Kind kind) throws Exception {
        try (Peer to = new Peer(kind, secret)) {
            Address at = to.listen(directory);
            try (RawPeer old = RawPeer.dial(at);
                    RawPeer line = RawPeer.dial(at)) {
                long acceptor = open(old, kind, new Opening(SESSION, 0, 1))[0];
                say(old, 1);
                to.received.await(1);
                open(line, kind, new Opening(SESSION, acceptor, 2));
                say(old, 2).hearToTheEnd();
                say(line, 3);

                assertThat(Peer.numbers(to.received.await(2))).containsExactly(1, 3);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void anAcceptorSaysWhatItHasReceivedAfterAMomentOrWhenAsked(Kind kind) throws Exception {
        try (Peer to = new Peer(kind, secret)) {
            try (RawPeer line = RawPeer.dial(to.listen(directory))) {
                open(line, kind, new Opening(SESSION, 0, 1));
                say(line, 1, 2);
                long said = 0;
                while (said < 2) {
                    said = ByteBuffer.wrap(line.hear(Long.BYTES)).getLong();
                }
                line.say(Flush.framed());
                assertThat(line.hear(Long.BYTES)).endsWith(2);
            }
        }
    }

    /** T-8: what can't be taken is not sent again and again. */
    @ParameterizedTest
    @EnumSource
    void anAcceptorThatCannotTakeWhatItIsSentGivesTheSessionUp(Kind kind) throws Exception {
        try (Warnings warnings = new Warnings();
                NettyTransport to = new NettyTransport(kind, secret, PATIENT, new Overwhelmed());
                Peer from = new Peer(kind, secret, PATIENT)) {
            Path socket = directory.resolve("p.s");
            Address at = to.listen(kind.isUnix() ? new Address.Unix(socket.toString()) : null);
            post(from.transport.dial(at), 1);

            Peer.Loss loss = from.losses.await(1).get(0);
            assertThat(loss.reason()).contains("the peer has given it up");
            assertThat(Peer.numbers(loss.unsent())).containsExactly(1);
            assertThat(warnings.texts()).singleElement().asString().startsWith("connection of a peer closed");
        }
    }

    private static final class Overwhelmed implements Inbound {
        @Override
        public void received(Envelope envelope) {
            throw new OutOfMemoryError("as asked");
        }

        @Override
        public void lost(Connection connection, Loss loss) {}
    }

    /** T-7 */
    @ParameterizedTest
    @EnumSource
    void anAcceptorRefusesSessionsThatItDoesNotKnow(Kind kind) throws Exception {
        try (Peer to = new Peer(kind, secret)) {
            Address at = to.listen(directory);
            long acceptor;
            try (RawPeer line = RawPeer.dial(at)) {
                acceptor = open(line, kind, new Opening(SESSION, 0, 1))[0];
            }
            Opening begunElsewhere = new Opening(SESSION, acceptor + 1, 1);
            Opening neverBegun = new Opening(new SessionId(7, 2), acceptor, 1);
            for (Opening opening : List.of(begunElsewhere, neverBegun)) {
                try (RawPeer line = RawPeer.dial(at)) {
                    assertThat(open(line, kind, opening)).containsExactly(acceptor, Sessions.REFUSED);
                    assertThat(say(line, 1).hearToTheEnd()).isEmpty();
                }
            }
            assertThat(to.received.soFar()).isEmpty();
        }
    }

    /** T-10 */
    @ParameterizedTest
    @EnumSource
    void anOpeningThatCannotBeClosesItsLine(Kind kind) throws Exception {
        try (Warnings warnings = new Warnings();
                Peer to = new Peer(kind, secret)) {
            Address at = to.listen(directory);
            long acceptor;
            try (RawPeer line = RawPeer.dial(at)) {
                acceptor = open(line, kind, new Opening(SESSION, 0, 1))[0];
                say(line, 1);
                to.received.await(1);
            }
            for (long next : new long[] {0, -1, 3, Long.MAX_VALUE, Long.MIN_VALUE}) {
                assertClosed(at, kind, new Opening(SESSION, acceptor, next));
                assertClosed(at, kind, new Opening(new SessionId(7, next), 0, next == 0 ? 0 : next));
            }
            assertClosed(at, kind, new Opening(SESSION, 0, 1));
            assertThat(to.received.soFar()).hasSize(1);
            assertThat(warnings.texts()).hasSize(11).allMatch(text -> text.startsWith("garbage from a peer"));
        }
    }

    private void assertClosed(Address at, Kind kind, Opening opening) throws Exception {
        try (RawPeer line = RawPeer.dial(at)) {
            assertThat(open(line, kind, opening)).as("%s", opening).isEmpty();
        }
    }
}
