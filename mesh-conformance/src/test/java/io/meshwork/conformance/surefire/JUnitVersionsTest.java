package io.meshwork.conformance.surefire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * One jar of the extension for all versions of JUnit: the samples are compiled and run with each. What a version lacks is
 * said by the extension, which a test of the fixture's own expects.
 */
@Tag("surefire")
@TestInstance(Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
class JUnitVersionsTest {

    private static final Duration BOUND = Duration.ofMinutes(5);
    private static final boolean FULL = "full".equals(System.getProperty("mesh.test.matrix"));
    private static final List<String> VERSIONS =
            List.of("5.10.3", "5.12.2", "5.13.4", System.getProperty("it.junit", "5.14.4"), "6.0.3", "6.1.3");
    private static final String SAMPLE = "io/meshwork/samples/";
    private static final List<String> FEW =
            List.of(SAMPLE + "CanonicalBootstrapTest", SAMPLE + "CounterTest", SAMPLE + "KilledProcTest");
    private static final String LACKS = "this version of Jupiter does not tell before it interrupts a test";
    private static final Path SAMPLES = Path.of("../sample-tests/src/test/java");

    private static final String LACKING = "it/LackingTest";

    private final NestedBuild build = new NestedBuild("junit");
    private final Path sources = build.target().resolve("sources");

    /** All of them, or the oldest and the newest. */
    static List<String> versions() {
        return FULL ? VERSIONS : List.of(VERSIONS.get(0), VERSIONS.get(VERSIONS.size() - 1));
    }

    @BeforeAll
    void bringTogether() throws IOException {
        copy(SAMPLES);
        copy(build.project().resolve("src/test/java"));
    }

    private void copy(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = sources.resolve(root.relativize(file).toString());
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    @ParameterizedTest(name = "JUnit {0}")
    @MethodSource("versions")
    void theSamplesPassAndWhatItLacksIsSaid(String version) throws IOException {
        List<String> tests = new ArrayList<>(FULL ? samples() : FEW);
        tests.add(LACKING);
        Path cell = build.directory(version);
        List<String> argv = new ArrayList<>(build.argv(version, cell));
        argv.addAll(List.of(
                "test",
                "-Djunit.version=" + version,
                "-Dit.sources=" + sources,
                "-Dtest=" + String.join(",", tests),
                "-Daether.offline.protocols=file"));
        argv.addAll(NestedBuild.offlineIfTold());

        StringBuilder told = new StringBuilder();
        try (MavenRun maven = MavenRun.start(argv, build.project())) {
            assertThat(maven.awaitExit(BOUND)).as(maven::output).isZero();
            told.append(maven.output());
        }
        for (String test : tests) {
            String report = report(cell, test);
            told.append(report);
            assertThat(report)
                    .contains("junit-jupiter-api-" + version + ".jar", "errors=\"0\"", "failures=\"0\"")
                    .contains("skipped=\"0\"")
                    .doesNotContain("tests=\"0\"");
        }
        assertThat(told.indexOf(LACKS) >= 0).as("says what it lacks").isEqualTo(version.startsWith("5.10."));
    }

    private static List<String> samples() throws IOException {
        try (Stream<Path> files = Files.list(SAMPLES.resolve(SAMPLE))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Test.java"))
                    .map(name -> SAMPLE + name.replace(".java", ""))
                    .sorted()
                    .toList();
        }
    }

    private static String report(Path cell, String test) throws IOException {
        return Files.readString(cell.resolve("surefire-reports/TEST-" + test.replace('/', '.') + ".xml"));
    }
}
