package io.meshwork.transport.netty;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.id.Address;
import io.meshwork.transport.Preamble;
import io.meshwork.transport.RawPeer;
import io.meshwork.transport.Secret;
import io.meshwork.transport.Threads;
import io.meshwork.transport.Warnings;
import io.meshwork.transport.session.SessionId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** T-1 and W-1 at the accepting end: whatever comes, it is closed, nothing is decoded, and peers don't notice. */
@Timeout(60)
class StrangerTest {

    @TempDir
    Path directory;

    private final Secret secret = Secret.fresh();
    private Warnings warnings;

    @BeforeEach
    void listenToTheLog() {
        warnings = new Warnings();
    }

    @AfterEach
    void leavesNoThread() {
        warnings.close();
        assertThat(Threads.named("mesh-data")).isEmpty();
    }

    private Peer patient(Kind kind) {
        return new Peer(kind, secret);
    }

    /** What a stranger hears before it has said anything: nothing, or a hello with a nonce. */
    private static int hello(Kind kind) {
        return kind.isUnix() ? 0 : Nonces.HELLO_BYTES;
    }

    private static Handshake dialling(Kind kind, Secret secret) {
        return Carrier.of(kind).dialling(secret);
    }

    private void assertPeersStillWork(Kind kind, Peer to, Address at) {
        assertThat(to.received.soFar()).isEmpty();
        try (Peer from = new Peer(kind, secret)) {
            from.transport.dial(at).post(Peer.message(99));
            assertThat(Peer.numbers(to.received.await(1))).containsExactly(99);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aPeerInATestsOwnHandsIsHeard(Kind kind) throws Exception {
        try (Peer to = patient(kind);
                RawPeer raw = RawPeer.dial(to.listen(directory))) {
            RawSession.begin(raw, kind, secret, new SessionId(7, 1)).say(Peer.framed(Peer.message(5)));
            assertThat(Peer.numbers(to.received.await(1))).containsExactly(5);
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneWithoutTheSecretIsClosedWithoutAnAnswer(Kind kind) throws Exception {
        try (Peer to = patient(kind)) {
            Address at = to.listen(directory);
            for (int i = 0; i < 3; i++) {
                try (RawPeer stranger = RawPeer.dial(at)) {
                    Handshake wrong = dialling(kind, Secret.fresh());
                    byte[] hello = stranger.say(wrong.opening()).hear(hello(kind));
                    if (hello.length > 0) {
                        stranger.say(wrong.hear(hello));
                    }
                    stranger.say(Peer.framed(Peer.message(5)));
                    assertThat(stranger.hearToTheEnd()).isEmpty();
                }
            }
            assertPeersStillWork(kind, to, at);
            assertThat(warnings.texts())
                    .singleElement()
                    .asString()
                    .startsWith("a stranger on ")
                    .contains("closed before decoding");
        }
    }

    @ParameterizedTest
    @EnumSource
    void anyBytesAreClosedWithoutAnAnswer(Kind kind) throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        try (Peer to = patient(kind)) {
            Address at = to.listen(directory);
            for (int i = 0; i < 20; i++) {
                byte[] bytes = new byte[100 + random.nextInt(1 << random.nextInt(20))];
                random.nextBytes(bytes);
                try (RawPeer stranger = RawPeer.dial(at)) {
                    stranger.say(bytes);
                    assertThat(stranger.hearToTheEnd().length)
                            .as("seed %d round %d", seed, i)
                            .isLessThanOrEqualTo(hello(kind));
                }
            }
            assertPeersStillWork(kind, to, at);
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneThatIsSilentOrStopsHalfwayIsClosedWhenPatienceEnds(Kind kind) throws Exception {
        try (Peer to = new Peer(kind, secret, Peer.MAX_FRAME_BYTES, Duration.ofMillis(200))) {
            Address at = to.listen(directory);
            try (RawPeer silent = RawPeer.dial(at);
                    RawPeer halfway = RawPeer.dial(at)) {
                halfway.say(new byte[20]);
                assertThat(silent.hearToTheEnd()).hasSize(hello(kind));
                assertThat(halfway.hearToTheEnd()).hasSize(hello(kind));
            }
            assertThat(warnings.texts()).singleElement().asString().contains("silent for too long");
            assertThat(to.received.soFar()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void oneThatProvesItselfIsNotHurried(Kind kind) throws Exception {
        Duration patience = Duration.ofMillis(300);
        try (Peer to = new Peer(kind, secret, Peer.MAX_FRAME_BYTES, patience);
                Peer from = new Peer(kind, secret)) {
            Address at = to.listen(directory);
            from.transport.dial(at).post(Peer.message(1));
            to.received.await(1);
            try (RawPeer silent = RawPeer.dial(at)) {
                silent.hearToTheEnd(); // ends when patience with one that came later has ended
            }
            assertThat(from.losses.soFar()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void anotherVersionIsSaidWithBothVersions(Kind kind) throws Exception {
        try (Peer to = patient(kind)) {
            Address at = to.listen(directory);
            try (RawPeer other = RawPeer.dial(at)) {
                byte[] shown = Preamble.ofDialer(secret);
                shown[7] = 2;
                byte[] heard = other.say(shown).say(new byte[Preamble.BYTES]).hear(Preamble.HEAD_BYTES);
                assertThat(heard).startsWith('M', 'E', 'S', 'H', 0, 0, 0, 1);
                other.hearToTheEnd();
            }
            assertPeersStillWork(kind, to, at);
            assertThat(warnings.texts())
                    .singleElement()
                    .asString()
                    .startsWith("a peer on ")
                    .contains("theirs=2 ours=1");
        }
    }

    /** W-1 */
    @ParameterizedTest
    @EnumSource
    void garbageOfAPeerClosesItsConnectionOnly(Kind kind) throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        byte[] noise = new byte[70_000];
        random.nextBytes(noise);
        byte[] negative = {-1, -1, -1, -1};
        byte[] tooLong = {0x7F, 0, 0, 0};
        byte[] noEnvelope = {0, 0, 0, 3, 0x77, 1, 2};
        byte[] empty = {0, 0, 0, 0};
        byte[] cut = Peer.framed(Peer.message(1));
        cut[3] -= 5;
        try (Peer to = patient(kind)) {
            Address at = to.listen(directory);
            for (byte[] garbage : new byte[][] {noise, negative, tooLong, noEnvelope, empty, cut}) {
                try (RawPeer peer = RawPeer.dial(at)) {
                    RawSession.begin(peer, kind, secret, new SessionId(7, 1)).say(garbage);
                    if (garbage != noise) { // which may be the start of a long frame
                        assertThat(peer.hearToTheEnd()).isEmpty();
                    }
                }
            }
            assertPeersStillWork(kind, to, at);
            assertThat(warnings.texts())
                    .as("seed %d", seed)
                    .hasSizeBetween(5, 6)
                    .allMatch(text -> text.startsWith("garbage from a peer"));
        }
    }
}
