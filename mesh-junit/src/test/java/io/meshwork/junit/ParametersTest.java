package io.meshwork.junit;

import static io.meshwork.junit.Samples.failures;
import static io.meshwork.junit.Samples.reported;
import static io.meshwork.junit.Samples.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.Client;
import io.meshwork.config.Keys;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** What JUnit is told is the settings file of its tests (CF-2). */
@ExtendWith(NothingLeft.class)
class ParametersTest {

    @TempDir
    Path directory;

    @Test
    void whatALauncherGivesIsNearerThanJUnitsFileAndBothSayWhereTheyStand() throws IOException {
        Path file = write("mesh.grace=9s\nmesh.tail-lines=5\nmesh.test.rounds=7\nother.graec=1\n");

        EngineExecutionResults results =
                runWithTheFile(Map.of("mesh.grace", "300ms", "mesh.shutdown-timeout", "7s", "mesh.max-workers", "9"));

        assertThat(failures(results.allEvents())).isEmpty();
        assertThat(reported(results, "grace"))
                .containsExactly("mesh.grace=300ms (file: a configuration parameter of JUnit)");
        assertThat(reported(results, "tail"))
                .containsExactly("mesh.tail-lines=5 (file: " + file.toUri().toURL() + ")");
        assertThat(reported(results, "workers"))
                .containsExactly("mesh.max-workers=9 (file: a configuration parameter of JUnit)");
    }

    @Test
    void whatIsNoSettingInJUnitsFileIsRefusedBeforeAnythingStarts() throws IOException {
        Path file = write("mesh.graec=1s\n");

        EngineExecutionResults results = runWithTheFile(Map.of());

        assertThat(failures(results.testEvents()))
                .singleElement()
                .asString()
                .contains("no such setting: the nearest is mesh.grace, got: mesh.graec=1s (file: "
                        + file.toUri().toURL() + ")");
    }

    @Test
    void whatStandsInTheEnvironmentWins() {
        String name = Keys.TAIL_LINES.name();
        System.setProperty(name, "8");
        try {
            assertThat(reported(run(Map.of(name, "9"), Asks.class), "tail"))
                    .containsExactly("mesh.tail-lines=8 (environment: -Dmesh.tail-lines)");
        } finally {
            System.clearProperty(name);
        }
    }

    private Path write(String text) throws IOException {
        return Files.writeString(directory.resolve("junit-platform.properties"), text);
    }

    private EngineExecutionResults runWithTheFile(Map<String, String> parameters) throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (URLClassLoader loader =
                new URLClassLoader(new URL[] {directory.toUri().toURL()}, before)) {
            thread.setContextClassLoader(loader);
            return run(parameters, Asks.class);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    @MeshTest
    static class Asks {
        @Test
        void whatHolds(Client client, TestReporter reporter) {
            Map.of("grace", Keys.GRACE, "tail", Keys.TAIL_LINES, "workers", Keys.MAX_WORKERS)
                    .forEach((name, key) -> reporter.publishEntry(
                            name, client.config().effective(key).toString()));
        }
    }
}
