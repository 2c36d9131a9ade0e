package io.meshwork.transport.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.id.Address;
import io.meshwork.transport.Preamble;
import io.meshwork.transport.RawPeer;
import io.meshwork.transport.Secret;
import io.meshwork.transport.Threads;
import io.meshwork.transport.Warnings;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** T-1, W-1 and LK-2: whoever is at the other end, no frame is told before it is known, and no other link suffers. */
@Timeout(60)
class LinkStrangerTest {

    private static final byte[] FRAME = {0, 0, 0, 2, 9, 42};

    @TempDir
    Path directory;

    private final Secret secret = Secret.fresh();
    private final LinkEnd parent = new LinkEnd();
    private Warnings warnings;
    private LinkLoop loop;
    private Path socket;

    @BeforeEach
    void startLoop() {
        warnings = new Warnings();
        socket = directory.resolve("c.s");
        loop = LinkLoop.start("link-test", 1 << 20, Duration.ofMillis(300));
    }

    @AfterEach
    void leavesNeitherThreadNorSocket() {
        loop.close();
        warnings.close();
        assertThat(Threads.named("link-test")).isEmpty();
        assertThat(directory).isEmptyDirectory();
    }

    private RawPeer dialRaw() throws Exception {
        return RawPeer.dial(new Address.Unix(socket.toString()));
    }

    private void assertPeersStillWork() {
        assertThat(parent.events.soFar()).isEmpty();
        loop.dial(socket, secret, new LinkEnd()).send(3, new byte[0]);
        assertThat(parent.events.await(1)).hasSize(1).allMatch(event -> event.type() == 3);
    }

    @Test
    void aPeerInATestsOwnHandsIsHeard() throws Exception {
        loop.listen(socket, secret, parent);
        try (RawPeer peer = dialRaw()) {
            peer.say(Preamble.ofDialer(secret));
            assertThat(peer.hear(Preamble.BYTES)).isEqualTo(Preamble.ofAcceptor(secret));
            peer.say(FRAME);
            assertThat(parent.events.await(1).get(0).body()).containsExactly(42);
        }
        parent.awaitClosed();
    }

    @Test
    void oneWithoutTheSecretIsClosedWithoutAnAnswerAndNamedOnce() throws Exception {
        loop.listen(socket, secret, parent);
        for (int i = 0; i < 3; i++) {
            try (RawPeer stranger = dialRaw()) {
                stranger.say(Preamble.ofDialer(Secret.fresh())).say(FRAME);
                assertThat(stranger.hearToTheEnd()).isEmpty();
            }
            try (RawPeer mirror = dialRaw()) {
                mirror.say(Preamble.ofAcceptor(secret)).say(FRAME);
                assertThat(mirror.hearToTheEnd()).isEmpty();
            }
        }
        assertPeersStillWork();
        assertThat(warnings.texts()).singleElement().asString().startsWith("a stranger on " + socket);
    }

    @Test
    void anyBytesAreClosedWithoutAnAnswer() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        loop.listen(socket, secret, parent);
        for (int i = 0; i < 20; i++) {
            byte[] bytes = new byte[40 + random.nextInt(1 << random.nextInt(20))];
            random.nextBytes(bytes);
            try (RawPeer stranger = dialRaw()) {
                assertThat(stranger.say(bytes).hearToTheEnd())
                        .as("seed %d round %d", seed, i)
                        .isEmpty();
            }
        }
        assertPeersStillWork();
    }

    @Test
    void oneThatIsSilentOrStopsHalfwayIsClosedWhenPatienceEnds() throws Exception {
        loop.listen(socket, secret, parent);
        Link peer = loop.dial(socket, secret, new LinkEnd());
        try (RawPeer silent = dialRaw();
                RawPeer halfway = dialRaw()) {
            halfway.say(new byte[39]);
            assertThat(silent.hearToTheEnd()).isEmpty();
            assertThat(halfway.hearToTheEnd()).isEmpty();
        }
        assertThat(warnings.texts()).singleElement().asString().contains("silent for too long");
        peer.send(3, new byte[0]);
        assertThat(parent.events.await(1)).allMatch(event -> event.type() == 3);
    }

    @Test
    void anotherVersionIsSaidWithBothVersions() throws Exception {
        loop.listen(socket, secret, parent);
        byte[] shown = Preamble.ofDialer(secret);
        shown[7] = 2;
        try (RawPeer other = dialRaw()) {
            assertThat(other.say(shown).hearToTheEnd()).isEqualTo(Preamble.ofAcceptor(secret));
        }
        assertPeersStillWork();
        assertThat(warnings.texts())
                .singleElement()
                .asString()
                .startsWith("a peer on ")
                .contains("theirs=2 ours=1");
    }

    @Test
    void garbageOfAPeerEndsItsLinkOnly() throws Exception {
        loop.listen(socket, secret, parent);
        byte[][] garbage = {{-1, -1, -1, -1}, {0x7F, 0, 0, 0}, {0, 0, 0, 0}, {0, 0x10, 0, 2}};
        for (int i = 0; i < garbage.length; i++) {
            try (RawPeer peer = dialRaw()) {
                peer.say(Preamble.ofDialer(secret)).say(garbage[i]);
                assertThat(peer.hearToTheEnd()).isEqualTo(Preamble.ofAcceptor(secret));
            }
            assertThat(parent.events.await(i + 1).get(i).reason()).contains("not a frame");
        }
        loop.dial(socket, secret, new LinkEnd()).send(3, new byte[0]);
        assertThat(parent.events.await(garbage.length + 1).get(garbage.length).type())
                .isEqualTo(3);
        assertThat(warnings.texts())
                .hasSize(garbage.length)
                .allMatch(text -> text.startsWith("garbage on a control link"));
    }

    @Test
    void aListenerThatIsNoPeerIsAnEndWithItsReason() throws Exception {
        byte[] otherVersion = Preamble.ofAcceptor(secret);
        otherVersion[7] = 2;
        try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            assertThat(endWhenAnswered(server, Preamble.ofAcceptor(Secret.fresh())))
                    .contains("the token of this run");
            assertThat(endWhenAnswered(server, Preamble.ofDialer(secret))).contains("the token of this run");
            assertThat(endWhenAnswered(server, otherVersion)).contains("theirs=2 ours=1");
        }
        Files.delete(socket);
    }

    private String endWhenAnswered(ServerSocketChannel server, byte[] answer) throws Exception {
        LinkEnd child = new LinkEnd();
        Link link = loop.dial(socket, secret, child);
        try (RawPeer impostor = new RawPeer(server.accept())) {
            impostor.say(answer).say(FRAME);
            LinkEnd.Event closed = child.awaitClosed();
            assertThat(closed.link()).isSameAs(link);
            assertThat(child.events.soFar()).hasSize(1);
            return String.valueOf(closed.reason());
        }
    }
}
