package it;

import static org.awaitility.Awaitility.await;

import io.meshwork.ProcMesh;
import io.meshwork.transport.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/**
 * Tells who watches from outside that the mesh of this JVM is up: a file {@code up-<pid>} with the run's id in it. Goes on
 * when the watcher has seen it and made {@code go-<pid>}.
 */
final class Up {

    private static final Path DIRECTORY = Path.of(System.getProperty("it.cell"));

    private Up() {}

    /** Makes a member stubborn first, if one is asked for. */
    static void say(ProcMesh procs) {
        Stubborn.make(System.getProperty("it.member"), procs);
        long pid = ProcessHandle.current().pid();
        try {
            Path written = Files.writeString(
                    DIRECTORY.resolve("writing-" + pid), Run.ofThisJvm().id());
            Files.move(written, DIRECTORY.resolve("up-" + pid), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await("to be seen")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> Files.exists(DIRECTORY.resolve("go-" + pid)));
    }
}
