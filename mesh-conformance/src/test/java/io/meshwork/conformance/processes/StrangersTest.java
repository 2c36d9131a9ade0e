package io.meshwork.conformance.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meshwork.ActorMesh;
import io.meshwork.HostMesh;
import io.meshwork.ProcMesh;
import io.meshwork.ProcRef;
import io.meshwork.conformance.life.Meshes;
import io.meshwork.conformance.life.Probe;
import io.meshwork.shape.Extent;
import io.meshwork.transport.Run;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Somebody who is none of the run dials its sockets: he hears nothing, and the meshes go on. T-1. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StrangersTest {

    private static final long SEED = System.nanoTime();

    private Meshes meshes;
    private ProcMesh procs;
    private ActorMesh<Probe> probes;

    @BeforeAll
    void startThem() {
        meshes = Meshes.start();
        HostMesh hosts = meshes.hosts(1);
        procs = hosts.spawn("p0", Extent.of("procs", 2));
        probes = procs.spawn("a0", Probe.class);
        probes.call(new Probe.Pid());
        byte[] large = new byte[100_000]; // more than takes the links
        procs.call(() -> large.length);
        procs.call(() -> new byte[100_000]);
    }

    @AfterAll
    void closeThem() {
        meshes.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"random bytes", "a web request", "a frame without a preamble", "half a preamble"})
    void aStrangerIsClosedWithoutAnAnswerAndTheMeshStillWorks(String kind) throws IOException {
        List<Path> sockets = sockets();
        assertThat(sockets)
                .as("data sockets")
                .filteredOn(path -> path.toString().endsWith(".s"))
                .hasSizeGreaterThan(2);
        assertThat(sockets)
                .as("link sockets")
                .filteredOn(path -> path.toString().endsWith(".l"))
                .hasSizeGreaterThan(1);

        List<SocketChannel> strangers = new ArrayList<>();
        try {
            for (Path socket : sockets) {
                strangers.add(SocketChannel.open(UnixDomainSocketAddress.of(socket)));
            }
            for (SocketChannel stranger : strangers) {
                say(stranger, garbage(kind));
            }
            for (SocketChannel stranger : strangers) {
                assertThat(answerTo(stranger))
                        .as("bytes that %s answered to %s, seed=%d", stranger.getRemoteAddress(), kind, SEED)
                        .isZero();
            }
        } finally {
            for (SocketChannel stranger : strangers) {
                stranger.close();
            }
        }

        assertThat(probes.call(new Probe.Pid()).values())
                .isEqualTo(procs.values().map(ProcRef::pid).values());
        assertThat(meshes.client().failures().takeAll()).isEmpty();
    }

    private static void say(SocketChannel stranger, byte[] garbage) {
        try {
            stranger.write(ByteBuffer.wrap(garbage));
        } catch (IOException e) {
            // closed before that, as a doorbell does: it takes nothing from anybody
        }
    }

    private static List<Path> sockets() throws IOException {
        try (Stream<Path> files = Files.list(Run.ofThisJvm().directory())) {
            return files.filter(path ->
                            path.toString().endsWith(".s") || path.toString().endsWith(".l"))
                    .toList();
        }
    }

    private static byte[] garbage(String kind) {
        switch (kind) {
            case "random bytes":
                byte[] random = new byte[4096];
                new Random(SEED).nextBytes(random);
                return random;
            case "a web request":
                return "GET / HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
            case "a frame without a preamble":
                return ByteBuffer.allocate(1024).putInt(1020).array();
            default:
                return new byte[] {'M', 'E', 'S', 'H', 0, 0};
        }
    }

    /** @return how many bytes came before the other end closed */
    private static int answerTo(SocketChannel stranger) throws IOException {
        stranger.configureBlocking(false);
        ByteBuffer heard = ByteBuffer.allocate(1024);
        await().atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(2))
                .until(() -> isOver(stranger, heard));
        return heard.position();
    }

    private static boolean isOver(SocketChannel channel, ByteBuffer heard) {
        try {
            return channel.read(heard) < 0 || heard.position() > 0;
        } catch (IOException e) {
            return true; // reset, as what was said was not read
        }
    }
}
