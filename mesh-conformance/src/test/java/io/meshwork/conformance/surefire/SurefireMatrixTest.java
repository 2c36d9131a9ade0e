package io.meshwork.conformance.surefire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.SoftAssertions.assertSoftly;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * However a forked test JVM ends, and however its processes came up, within the bound nothing is left of its mesh, and Maven
 * does not hang on a child. Prints what it saw as a table, and writes it to {@code target/matrix-surefire.md}.
 */
@Tag("surefire")
@TestInstance(Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
class SurefireMatrixTest {

    /** Far above what Maven takes to report, far below what the stubborn members would make it wait. */
    private static final Duration MAVEN_BOUND = Duration.ofSeconds(45);

    private static final Path SAMPLES = Path.of("../sample-tests/src/test/java");
    private static final Duration SAMPLES_BOUND = Duration.ofMinutes(4);

    private final NestedBuild build = new NestedBuild("surefire");
    private final NestedBuild samples = new NestedBuild("samples");
    private final Archives archives =
            new Archives(build.target().resolve("archives").toAbsolutePath());
    private final Matrix matrix = new Matrix(cells());

    static List<Cell> cells() {
        return isFull() ? Cell.crossed() : Cell.once();
    }

    static List<StartMode> starts() {
        return isFull() ? StartMode.others() : List.of(StartMode.standingBy());
    }

    private static boolean isFull() {
        return "full".equals(System.getProperty("mesh.test.matrix"));
    }

    @BeforeAll
    void prepare() throws IOException {
        build.prepare();
        archives.make(build);
        samples.prepare(List.of("surefire:test"), "CounterTest");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void nothingIsLeftAndMavenEnds(Cell cell, @TempDir Path sockets) throws IOException {
        try (Watch watch = build.start(cell, archives, sockets)) {
            Outcome seen = watch.follow();
            matrix.add(seen);
            requireWhatIsPromised(cell, seen);
        }
    }

    private static void requireWhatIsPromised(Cell cell, Outcome seen) {
        assertSoftly(soft -> {
            soft.assertThat(seen.forks())
                    .as("%s: forks that brought up a mesh", cell)
                    .isEqualTo(cell.way().forks());
            soft.assertThat(seen.processes())
                    .as("%s: processes of these meshes", cell)
                    .isGreaterThanOrEqualTo(2 * seen.forks());
            requireStart(soft, cell, seen);
            soft.assertThat(seen.left())
                    .as("%s: left %s ms after the end", cell, cell.way().bound().toMillis())
                    .isEmpty();
            soft.assertThat(seen.exitCode() == 0)
                    .as("%s: mvn succeeds; exit code %s, its last lines:%n%s", cell, seen.exitCode(), seen.output())
                    .isEqualTo(cell.mavenSucceeds());
            soft.assertThat(seen.mavenAfter())
                    .as("%s: mvn after its fork", cell)
                    .isLessThan(MAVEN_BOUND);
        });
    }

    /* Where hosts stand by, the mesh is one that stood by, and others stand by for the next one. */
    private static void requireStart(SoftAssertions soft, Cell cell, Outcome seen) {
        StartMode start = cell.start();
        soft.assertThat(seen.children())
                .as("%s: hosts and procs that stood by or still do", cell)
                .filteredOn(Child::stoodBy)
                .hasSize(cell.standbys());
        soft.assertThat(seen.said())
                .as("%s: what the test JVMs say of the archive", cell)
                .hasSize(seen.forks())
                .allMatch(start.archive()::isTold);
        switch (start.archive()) {
            case WHOLE -> soft.assertThat(seen.children()).allMatch(Child::mapped);
            case STALE ->
                soft.assertThat(seen.children())
                        .allMatch(Child::given)
                        .allMatch(child -> child.mapped() == StartMode.MAPS_ANOTHER);
            case OFF -> soft.assertThat(seen.children()).noneMatch(Child::given);
            case MISSING, DAMAGED, CUT_SHORT ->
                soft.assertThat(seen.children()).allMatch(child -> child.mapped() == child.given());
        }
    }

    @ParameterizedTest(name = "samples: {0}")
    @MethodSource("starts")
    @ResourceLock("the cores, of which the samples want all")
    void theSamplesPass(StartMode start) throws IOException {
        Path directory = samples.directory(start.toString().replaceAll("\\W+", "-"));
        List<String> argv = samples.argv(directory.getFileName().toString(), directory);
        argv.addAll(List.of("surefire:test", "-o"));
        argv.addAll(archives.arguments(start, directory));

        try (MavenRun maven = MavenRun.start(argv, samples.project())) {
            assertThat(maven.awaitExit(SAMPLES_BOUND)).as(maven::output).isZero();
            assertThat(maven.lines().stream().filter(line -> line.contains("-- in io.meshwork.samples.")))
                    .as(maven::output)
                    .hasSize(samples())
                    .allMatch(line -> line.contains("Failures: 0, Errors: 0, Skipped: 0"));
        }
    }

    private static int samples() throws IOException {
        try (Stream<Path> files = Files.walk(SAMPLES)) {
            return (int)
                    files.filter(file -> file.toString().endsWith("Test.java")).count();
        }
    }

    @AfterAll
    void print() throws IOException {
        System.out.println(matrix.table());
        matrix.write(Path.of("target/matrix-surefire.md"));
    }
}
