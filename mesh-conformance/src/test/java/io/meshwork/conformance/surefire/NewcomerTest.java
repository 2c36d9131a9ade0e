package io.meshwork.conformance.surefire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The two files that the README tells a newcomer to write, in an empty folder. */
@Tag("surefire")
@Execution(ExecutionMode.CONCURRENT)
class NewcomerTest {

    private static final Duration BOUND = Duration.ofMinutes(5);
    private static final Path README = Path.of("../README.md");
    private static final String POM = "pom.xml";
    private static final Pattern FILE =
            Pattern.compile("^`([\\w./]+)`\n\n```\\w+\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

    @TempDir
    private Path folder;

    @Test
    void whatTheReadmeSaysIsOneTestThatPasses() throws IOException {
        List<String> written = write(".*");
        assertThat(written).hasSize(2).contains(POM);

        requireOneTestThatPasses();
    }

    /** Of the check above. */
    @Test
    void withoutATestItFails() throws IOException {
        assertThat(write(POM)).hasSize(1);

        assertThatThrownBy(this::requireOneTestThatPasses)
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("No tests to run")
                .hasMessageContaining("BUILD SUCCESS");
    }

    /** @return the files of the README whose names match, each with its text below its name */
    private List<String> write(String names) throws IOException {
        List<String> written = new ArrayList<>();
        Matcher files = FILE.matcher(Files.readString(README));
        while (files.find()) {
            if (files.group(1).matches(names)) {
                Path file = folder.resolve(files.group(1));
                Files.createDirectories(file.getParent());
                written.add(files.group(1));
                Files.writeString(file, files.group(2));
            }
        }
        return written;
    }

    private void requireOneTestThatPasses() {
        List<String> argv = NestedBuild.argv();
        argv.addAll(List.of("test", "-Daether.offline.protocols=file"));
        argv.addAll(NestedBuild.offlineIfTold());
        try (MavenRun maven = MavenRun.start(argv, folder)) {
            assertThat(maven.awaitExit(BOUND)).as(maven::output).isZero();
            assertThat(maven.output()).contains("Tests run: 1, Failures: 0, Errors: 0, Skipped: 0\n");
        }
    }
}
