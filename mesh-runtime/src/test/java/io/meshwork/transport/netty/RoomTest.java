package io.meshwork.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.transport.Connection;
import io.meshwork.transport.RawPeer;
import io.meshwork.transport.Secret;
import io.meshwork.transport.Threads;
import io.meshwork.transport.Waiting;
import io.meshwork.transport.link.Link;
import io.meshwork.transport.link.LinkEvents;
import io.meshwork.transport.link.LinkLoop;
import io.meshwork.wire.WireInput;
import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** T-9: who posts is never held up, and learns when a connection keeps too much; control doesn't wait behind data. */
@Timeout(60)
class RoomTest {

    private static final int LIMIT = 1 << 20;
    private static final int PAYLOAD = 64 * 1024;
    private static final Limits LIMITS = Limits.of(Peer.MAX_FRAME_BYTES)
            .withConnectionBytes(LIMIT)
            .withDelivery(Duration.ofHours(1))
            .withFlush(Duration.ofMillis(50));

    @TempDir
    Path directory;

    private final Secret secret = Secret.fresh();

    @AfterEach
    void leavesNoThread() {
        assertThat(Threads.named("mesh-data")).isEmpty();
    }

    private static int fill(Connection connection) {
        int posted = 0;
        while (connection.hasRoom()) {
            connection.post(Peer.message(posted++, new byte[PAYLOAD]));
        }
        return posted;
    }

    /** T-9 */
    @ParameterizedTest
    @EnumSource
    void aListenerIsToldWhenAConnectionThatWasFullIsHalfEmpty(Kind kind) throws Exception {
        Waiting<Long> told = new Waiting<>();
        try (RawListener listener = new RawListener(kind, directory);
                Peer from = new Peer(kind, secret, LIMITS)) {
            Connection connection = from.transport.dial(listener.address);
            connection.whenRoom(() -> told.add(connection.pendingBytes()));
            assertThat(told.soFar()).containsExactly(0L);
            int posted = fill(connection);
            assertThat(connection.pendingBytes()).isBetween((long) LIMIT, LIMIT + PAYLOAD + 1000L);
            connection.whenRoom(() -> told.add(connection.pendingBytes()));

            try (RawPeer slow = listener.accept()) {
                RawSession.accept(slow, kind, secret);
                RawSession.say(slow, 17, 0);
                int frame = Peer.framed(Peer.message(0, new byte[PAYLOAD])).length;
                for (int i = 1; i < posted / 2; i++) {
                    slow.hear(frame);
                    RawSession.say(slow, i);
                }
                assertThat(told.soFar()).hasSize(1);
                slow.hear(2 * frame);
                RawSession.say(slow, posted / 2 + 1);
                assertThat(told.await(2).get(1)).isLessThanOrEqualTo(LIMIT / 2);
            }
        }
    }

    /** T-9 */
    @ParameterizedTest
    @EnumSource
    void aFullConnectionTakesMoreAndWakesWhoWaitsWhenItIsLost(Kind kind) throws Exception {
        Waiting<Boolean> told = new Waiting<>();
        try (RawListener listener = new RawListener(kind, directory);
                Peer from = new Peer(kind, secret, LIMITS)) {
            Connection connection = from.transport.dial(listener.address);
            int posted = fill(connection);
            connection.post(Peer.message(posted));
            connection.whenRoom(() -> told.add(true));
            assertThat(told.soFar()).isEmpty();

            connection.lose("it was killed");

            told.await(1);
            assertThat(from.losses.await(1).get(0).unsent()).hasSize(posted + 1);
            assertThat(connection.pendingBytes()).isZero();
        }
    }

    /** T-9 */
    @ParameterizedTest
    @EnumSource
    void controlIsNotBehindData(Kind kind) throws Exception {
        Echo echo = new Echo();
        Path socket = directory.resolve("c.s");
        try (RawListener listener = new RawListener(kind, directory);
                Peer from = new Peer(kind, secret, LIMITS);
                LinkLoop links = LinkLoop.start("link-test")) {
            links.listen(socket, secret, echo);
            Connection connection = from.transport.dial(listener.address);
            try (RawPeer deaf = listener.accept()) {
                RawSession.accept(deaf, kind, secret);
                RawSession.say(deaf, 17, 0);
                fill(connection);
                Link link = links.dial(socket, secret, echo);
                for (int i = 0; i < 100; i++) {
                    link.send(1, new byte[] {(byte) i});
                    echo.answers.await(i + 1);
                }
                assertThat(connection.hasRoom()).isFalse();
            }
        }
    }

    /** Answers 1 with 2. */
    private static final class Echo implements LinkEvents {

        final Waiting<Byte> answers = new Waiting<>();

        @Override
        public void frame(Link link, int type, WireInput body) {
            byte[] said = body.readRaw(body.remaining());
            if (type == 1) {
                link.send(2, said);
            } else {
                answers.add(said[0]);
            }
        }

        @Override
        public void closed(Link link, @Nullable String reason) {}
    }
}
