package io.meshwork.conformance.surefire;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.conformance.Row;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The suite as others get it: a project with nothing but a backend of its own runs it out of the published jar. */
@Tag("surefire")
class TestJarTest {

    private static final Duration BOUND = Duration.ofMinutes(5);

    private final NestedBuild build = new NestedBuild("backend");

    @Test
    @Row("B92")
    void aBackendOfAnotherProjectIsHeldToTheSuite() throws IOException {
        List<String> argv = new ArrayList<>(build.argv("outside", build.target()));
        argv.addAll(List.of("test", "-Dtest=CanonicalTest,PortsTest", "-Daether.offline.protocols=file"));
        argv.addAll(NestedBuild.offlineIfTold());

        try (MavenRun maven = MavenRun.start(argv, build.project())) {
            assertThat(maven.awaitExit(BOUND)).as(maven::output).isZero();
        }

        for (String name : List.of("CanonicalTest", "PortsTest")) {
            assertThat(report(name))
                    .contains("errors=\"0\"", "failures=\"0\"", "skipped=\"0\"")
                    .contains("()[1]\"")
                    .doesNotContain("()[2]\"");
        }
    }

    private String report(String test) throws IOException {
        Path reports = build.target().resolve("surefire-reports");
        return Files.readString(reports.resolve("TEST-io.meshwork.conformance.messages." + test + ".xml"));
    }
}
