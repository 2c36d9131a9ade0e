package it;

import static org.awaitility.Awaitility.await;

import io.meshwork.ProcMesh;
import io.meshwork.bootstrap.archive.ClassArchive;
import io.meshwork.bootstrap.process.ProcessInfo;
import io.meshwork.bootstrap.process.ProcessTable;
import io.meshwork.config.Config;
import io.meshwork.transport.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Tells who watches from outside that the mesh of this JVM is up: a file {@code up-<pid>} with the run's id in it, and what there is to say of the class archive. Goes on
 * when the watcher has seen it and made {@code go-<pid>}.
 */
final class Up {

    private static final Path DIRECTORY = Path.of(System.getProperty("it.cell"));

    private Up() {}

    /** Makes a member stubborn first, if one is asked for. */
    static void say(ProcMesh procs) {
        Stubborn.make(System.getProperty("it.member"), procs);
        First.awaitStandbys();
        awaitTheOneThatMakesAnArchive();
        long pid = ProcessHandle.current().pid();
        try {
            Path written = Files.writeString(
                    DIRECTORY.resolve("writing-" + pid), Run.ofThisJvm().id() + "\n" + saidOfTheArchive());
            Files.move(written, DIRECTORY.resolve("up-" + pid), StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        await("to be seen")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> Files.exists(DIRECTORY.resolve("go-" + pid)));
    }

    /* If there is none that can be used. */
    private static void awaitTheOneThatMakesAnArchive() {
        if (System.getProperty("it.archive", "").equals("anew")) {
            await("an archive is being made").atMost(Duration.ofSeconds(60)).until(() -> children().stream()
                    .anyMatch(child -> name(child).equals("class-archive")));
        }
    }

    private static String saidOfTheArchive() {
        Map<Long, String> names = new TreeMap<>();
        children().forEach(child -> names.put(child.pid(), name(child)));
        return String.join("\n", ClassArchive.of(Config.ofThisJvm()).remarks(names));
    }

    private static List<ProcessInfo> children() {
        return new ProcessTable().descendants(ProcessHandle.current().pid());
    }

    private static String name(ProcessInfo child) {
        return new ProcessTable().variable(child.pid(), "MESH_NAME").orElse("");
    }
}
