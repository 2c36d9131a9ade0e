package io.meshwork.conformance.surefire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * However Maven runs the tests of a project, they pass, and Maven's channel to them stays clean. The project is built in a
 * directory with a space and a letter that is not ASCII in its name.
 */
@Tag("surefire")
@TestInstance(Lifecycle.PER_CLASS)
@Execution(ExecutionMode.CONCURRENT)
class SurefireModesTest {

    private static final Duration BOUND = Duration.ofMinutes(2);
    private static final int LINES = 100; // as in the fixture's tests
    private static final int LONG_CLASS_PATH = 200 * 1024;

    private final NestedBuild build = new NestedBuild("modes", "it modes \u00fc");

    static List<RunMode> modes() {
        return "full".equals(System.getProperty("mesh.test.matrix")) ? RunMode.all() : RunMode.few();
    }

    @BeforeAll
    void prepare() throws IOException {
        build.prepare(List.of(
                "jacoco:prepare-agent",
                "surefire:test",
                "failsafe:integration-test",
                "failsafe:verify",
                "jacoco:report"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("modes")
    void theTestsPassAndNoLineIsLost(RunMode mode) throws IOException {
        requireGreen(mode, mode.arguments());
    }

    /** The kernel refuses a single argument of more than 128 KiB. */
    @Test
    void aClassPathLongerThanAnArgumentMayBeReachesTheChildren() throws IOException {
        RunMode mode = RunMode.classPath("long class path");
        Path settings = Files.writeString(build.directory(mode.directory()).resolve("settings.xml"), longClassPath());
        List<String> arguments = new ArrayList<>(mode.arguments());
        arguments.addAll(List.of("--settings", settings.toString()));

        requireGreen(mode, arguments);
    }

    @Test
    void aLineThatOnlyAProcRanIsCoveredInTheReport() throws IOException {
        RunMode mode = RunMode.classPath("coverage");
        List<String> arguments = new ArrayList<>(List.of("jacoco:prepare-agent"));
        arguments.addAll(mode.arguments());
        arguments.add("jacoco:report");

        Path directory = requireGreen(mode, arguments);

        assertThat(Files.readString(directory.resolve("coverage/jacoco.xml")))
                .containsPattern(line("inTheTest", 0, 1))
                .containsPattern(line("inTheProc", 0, 1))
                .containsPattern(line("nowhere", 1, 0));
    }

    /** @return where its reports are */
    private Path requireGreen(RunMode mode, List<String> arguments) throws IOException {
        Path directory = Files.createDirectories(build.target().resolve("cells").resolve(mode.directory()));
        List<String> argv = build.argv(mode.directory(), directory);
        argv.add("-o");
        argv.addAll(arguments);
        long maven;
        List<String> console;
        try (MavenRun run = MavenRun.start(argv, build.project())) {
            maven = run.pid();
            assertThat(run.awaitExit(BOUND)).as(run::output).isZero();
            console = run.lines();
        }
        assertThat(console).noneMatch(line -> line.contains("Corrupted"));
        Path reports = directory.resolve("reports");
        List<String> first = printedBy("FirstTest", reports);
        List<String> second = printedBy("SecondTest", reports);
        requireWhole(first, second, console, mode);
        Set<Long> pids = Set.copyOf(pids(console, mode));
        assertThat(pids).hasSize(mode.jvms());
        assertThat(pids.contains(maven)).isEqualTo(mode.inMaven());
        return directory;
    }

    private static List<String> printedBy(String test, Path reports) throws IOException {
        String report = Files.readString(reports.resolve("TEST-it." + test + ".xml"));
        assertThat(report).contains("tests=\"2\"", "errors=\"0\"", "skipped=\"0\"", "failures=\"0\"");
        return report.replace("<![CDATA[", "\n").lines().toList();
    }

    /* What the proc printed before it answered stands before what the test printed then. */
    private static void requireWhole(List<String> first, List<String> second, List<String> console, RunMode mode) {
        List<String> twice = Stream.concat(said(), said()).toList();
        assertThat(said(console)).containsExactlyInAnyOrderElementsOf(twice);
        if (mode.mixed()) {
            return; // what Surefire puts into the report of which class, and of which it puts into none, is its own
        }
        for (List<String> printed : List.of(first, second)) {
            assertThat(said(printed)).containsExactlyElementsOf(said().toList());
            assertThat(said(ofTest("asksTheClerk", printed)))
                    .as("in the report of the test that asked")
                    .containsExactlyElementsOf(said().toList());
        }
    }

    private static List<String> ofTest(String name, List<String> report) {
        int from = indexOf("<testcase name=\"" + name + "(", report, 0);
        return report.subList(from, indexOf("</testcase>", report, from));
    }

    private static int indexOf(String text, List<String> lines, int from) {
        return IntStream.range(from, lines.size())
                .filter(i -> lines.get(i).contains(text))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no " + text + " in " + lines));
    }

    /** What tests and procs said, without the time before it and without the pid in it. */
    private static List<String> said(List<String> printed) {
        return printed.stream()
                .filter(line -> line.startsWith("test ") || line.contains("] clerk prices "))
                .map(line -> line.replaceFirst("^(\\S+Z )?\\[p0_0 \\(hosts 0, procs 0\\) \\d+] ", "proc: "))
                .toList();
    }

    /** By the fixture's tests, each. */
    private static Stream<String> said() {
        return IntStream.range(0, LINES)
                .boxed()
                .flatMap(i -> Stream.of("test asks " + i, "proc: clerk prices " + i, "test hears " + 3 * i));
    }

    /** Of the JVMs in which the two ran. */
    private static List<Long> pids(List<String> console, RunMode mode) {
        String place = "runs in module=" + mode.module() + " pid=";
        List<Long> pids = console.stream()
                .filter(line -> line.startsWith(place))
                .map(line -> Long.parseLong(line.substring(place.length())))
                .toList();
        assertThat(pids).hasSize(2);
        return pids;
    }

    private static String line(String method, int missed, int covered) {
        return "<method name=\"" + method + "\"[^>]*>(?:(?!</method>).)*<counter type=\"LINE\" missed=\"" + missed
                + "\" covered=\"" + covered + "\"/>";
    }

    /** Maven's settings that put elements which are not there on the class path of the tests. */
    private static String longClassPath() {
        StringBuilder elements = new StringBuilder();
        for (int i = 0; elements.length() < LONG_CLASS_PATH; i++) {
            elements.append(elements.length() == 0 ? "" : ",")
                    .append("/nowhere/in/a/repository/of/which/the/path/is/long/library-")
                    .append(i)
                    .append("/library.jar");
        }
        return "<settings><profiles><profile><id>long</id><properties><maven.test.additionalClasspath>" + elements
                + "</maven.test.additionalClasspath></properties></profile></profiles>"
                + "<activeProfiles><activeProfile>long</activeProfile></activeProfiles></settings>\n";
    }
}
