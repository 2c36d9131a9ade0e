package io.meshwork.conformance.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meshwork.bootstrap.process.ExitStatus;
import io.meshwork.conformance.Row;
import io.meshwork.conformance.life.Processes;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The directory of a run's sockets, in client JVMs of runs of their own. T-4. */
class SocketDirectoryTest {

    private static final int LONGEST_PATH = 107;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    private Path directory;

    @Row("B105")
    @Test
    void onlyItsUserCanEnterItAndItGoesWithTheLastThatIsClosed() throws Exception {
        try (ClientJvm client = ClientJvm.start(directory)) {
            Path own = directory.resolve("mesh-" + client.runId());
            client.awaitUp();

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(own)))
                    .isEqualTo("rwx------");

            client.closeClient();

            assertThat(directory).isEmptyDirectory();
            client.letEnd();
            assertThat(client.exit()).isEqualTo(new ExitStatus.Exited(0));
        }
    }

    @Row("B105")
    @Test
    void itGoesWithAClientJvmThatEndsWithoutClosingAnything() throws Exception {
        try (ClientJvm client = ClientJvm.start(directory)) {
            client.awaitUp();

            client.letEnd();

            assertThat(client.exit()).isEqualTo(new ExitStatus.Exited(0));
            await().atMost(PATIENCE).untilAsserted(() -> assertThat(directory).isEmptyDirectory());
        }
    }

    /* L12, T-5. The lease alone: nobody else deletes it. */
    @Row("B105")
    @Test
    void thatOfAKilledClientIsSweptByTheNextRunAndThatOfALivingOneIsNot() throws Exception {
        try (ClientJvm lives = ClientJvm.start(directory, "-Dmesh.nets=lease");
                ClientJvm dies = ClientJvm.start(directory, "-Dmesh.nets=lease")) {
            Path left = awaitDirectoryOf(dies);
            Path kept = awaitDirectoryOf(lives);

            dies.kill();
            assertThat(dies.exit()).isEqualTo(new ExitStatus.Signalled(9));
            assertThat(left).isDirectory();

            try (ClientJvm next = ClientJvm.start(directory, "-Dmesh.nets=lease")) {
                Path own = awaitDirectoryOf(next);
                await().atMost(PATIENCE).until(() -> !Files.exists(left));
                next.awaitUp();
                assertThat(own).isDirectory();
            }
            lives.awaitUp();
            assertThat(kept).isDirectory();
        }
    }

    @Row("B105")
    @Test
    void thatOfAKilledClientGoesWithoutANextRunWhereTheReaperIsOn() throws Exception {
        try (ClientJvm client = ClientJvm.start(directory)) {
            client.awaitUp();
            Path left = awaitDirectoryOf(client);

            client.kill();

            assertThat(client.exit()).isEqualTo(new ExitStatus.Signalled(9));
            await().atMost(PATIENCE).until(() -> !Files.exists(left));
            assertThat(Processes.ofRun(client.runId())).isEmpty();
        }
    }

    /** It is there with the word of who owns it. */
    private Path awaitDirectoryOf(ClientJvm client) {
        Path own = directory.resolve("mesh-" + client.runId());
        await().atMost(ClientJvm.PATIENCE).until(() -> Files.exists(own.resolve("owner")));
        return own;
    }

    @Test
    void aPathThatIsTooLongForTheKernelIsRefusedWithTheSettingThatShortensIt() throws Exception {
        Path tooLong = Files.createDirectories(directory.resolve("x".repeat(LONGEST_PATH)));
        try (ClientJvm client = ClientJvm.start(tooLong)) {
            assertThat(client.exit()).isEqualTo(new ExitStatus.Exited(1));

            assertThat(client.output())
                    .contains("path of a socket too long", "limit=" + LONGEST_PATH, "set -Dmesh.socket-dir")
                    .doesNotContain("up\n");
            assertThat(tooLong).isEmptyDirectory();
        }
    }

    @Test
    void aDirectoryThatIsNotThereIsRefusedWithTheSettingThatNamesIt() throws Exception {
        Path missing = directory.resolve("missing");
        try (ClientJvm client = ClientJvm.start(missing)) {
            assertThat(client.exit()).isEqualTo(new ExitStatus.Exited(1));

            assertThat(client.output())
                    .contains("cannot make the socket directory", "path=" + missing, "set -Dmesh.socket-dir");
        }
    }
}
