package io.meshwork.conformance.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.Client;
import io.meshwork.conformance.Bench;
import io.meshwork.conformance.Row;
import io.meshwork.conformance.backends.UnixProcesses;
import io.meshwork.failure.MeshException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sockets live in a directory whose path the kernel must be able to take. */
class SocketPathTest {

    @Test
    @Row("B93")
    void aPathThatIsTooLongForTheKernelIsRefusedWithItsLengthTheLimitAndTheCure(@TempDir Path temporary)
            throws IOException {
        Path directory = Files.createDirectory(temporary.resolve("d".repeat(100)));
        String chosen = directory.toString();

        // in a process of its own, as the sockets' directory of a JVM is chosen once
        try (Bench bench = Bench.start(new UnixProcesses(), 1, 1)) {
            assertThatThrownBy(() -> bench.procs().run(() -> {
                        System.setProperty("mesh.socket-dir", chosen);
                        Client.start("inner").close();
                    }))
                    .cause()
                    .isInstanceOf(MeshException.class)
                    .hasMessageMatching("path of a socket too long: bytes=\\d+ limit=107 path=.*ddd/mesh-.*;"
                            + " set -Dmesh\\.socket-dir or java\\.io\\.tmpdir to a shorter directory");
        }

        try (var left = Files.list(directory)) {
            assertThat(left).isEmpty();
        }
    }
}
