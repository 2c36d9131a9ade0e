package io.meshwork.conformance.surefire;

import static org.assertj.core.api.SoftAssertions.assertSoftly;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * However a forked test JVM ends, within the bound nothing is left of its mesh, and Maven does not hang on a child. Prints
 * what it saw as a table, and writes it to {@code target/matrix-surefire.md}.
 */
@Tag("surefire")
@TestInstance(Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
class SurefireMatrixTest {

    /** Far above what Maven takes to report, far below what the stubborn members would make it wait. */
    private static final Duration MAVEN_BOUND = Duration.ofSeconds(45);

    private final NestedBuild build = new NestedBuild("surefire");
    private final Matrix matrix = new Matrix(cells());

    static List<Cell> cells() {
        return "full".equals(System.getProperty("mesh.test.matrix")) ? Cell.crossed() : Cell.once();
    }

    @BeforeAll
    void prepare() throws IOException {
        build.prepare();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cells")
    void nothingIsLeftAndMavenEnds(Cell cell, @TempDir Path sockets) throws IOException {
        try (Watch watch = build.start(cell, sockets)) {
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

    @AfterAll
    void print() throws IOException {
        System.out.println(matrix.table());
        matrix.write(Path.of("target/matrix-surefire.md"));
    }
}
