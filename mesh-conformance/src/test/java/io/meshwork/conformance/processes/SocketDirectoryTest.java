package io.meshwork.conformance.processes;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.bootstrap.process.ExitStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The directory of a run's sockets, in client JVMs of runs of their own. T-4. */
class SocketDirectoryTest {

    private static final int LONGEST_PATH = 107;

    @TempDir
    private Path directory;

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
