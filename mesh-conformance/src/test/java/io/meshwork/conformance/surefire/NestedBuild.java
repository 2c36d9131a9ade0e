package io.meshwork.conformance.surefire;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * A fixture project, and how Maven builds it: compiled once, then tested as often as one likes, several times at once.
 *
 * <p>Its local repository is one below {@code target}, in which the build around it has staged our artifacts. The user's
 * own is a remote one to it, and only read.
 */
final class NestedBuild {

    private static final Duration PREPARATION_BOUND = Duration.ofMinutes(5);

    private static final Path SETTINGS = Path.of("src/it/settings.xml").toAbsolutePath();
    private static final Path CACHE = Path.of("target/it-cache").toAbsolutePath(); // of all of them at once
    private static final Path STAGED = Path.of("target/it-repo").toAbsolutePath();

    private final Path project;
    private final Path target;

    /** @param fixture the project below {@code src/it} */
    NestedBuild(String fixture) {
        this(fixture, "it-" + fixture);
    }

    /** @param directory where it is built, below {@code target} */
    NestedBuild(String fixture, String directory) {
        project = Path.of("src/it", fixture).toAbsolutePath();
        target = Path.of("target", directory).toAbsolutePath();
    }

    Path project() {
        return project;
    }

    Path target() {
        return target;
    }

    /** Compiles, and has Maven fetch all that a test run needs. */
    void prepare() throws IOException {
        prepare(List.of("surefire:test"));
    }

    /** The same for runs with these goals. */
    void prepare(List<String> goals) throws IOException {
        prepare(goals, "PlainTest");
    }

    /** @param test that is run, so that there is all that is needed to run the others */
    void prepare(List<String> goals, String test) throws IOException {
        assertThat(STAGED.resolve("io/meshwork"))
                .as("our artifacts, which 'mvn verify' stages")
                .isDirectory();
        Files.createDirectories(target);
        List<String> argv = argv("plain", target);
        argv.add("test-compile");
        argv.addAll(goals);
        argv.addAll(List.of("-Dtest=" + test, "-Dit.test=" + test, "-Daether.offline.protocols=file"));
        argv.addAll(offlineIfTold());
        try (MavenRun maven = MavenRun.start(argv, project)) {
            assertThat(maven.awaitExit(PREPARATION_BOUND)).as(maven::output).isZero();
        }
    }

    /** The place of one of its runs, without files. */
    Path directory(String run) throws IOException {
        Path directory = target.resolve("cells").resolve(run);
        if (Files.isDirectory(directory)) {
            try (var files = Files.list(directory)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    Files.delete(file);
                }
            }
        }
        return Files.createDirectories(directory);
    }

    /**
     * Starts the tests of a cell. Nothing is fetched any more.
     *
     * @param sockets where its runs make their directories
     */
    Watch start(Cell cell, Archives archives, Path sockets) throws IOException {
        Path directory = directory(cell.directory());
        List<String> argv = argv(cell.directory(), directory);
        argv.addAll(List.of(
                "surefire:test",
                "-o",
                "-Dtest=" + cell.way().tests(),
                "-Dit.member=" + cell.member().kind(),
                "-Dmesh.socket-dir=" + sockets));
        argv.addAll(archives.arguments(cell.start(), directory));
        argv.addAll(cell.way().arguments());
        return new Watch(cell, directory, MavenRun.start(argv, project));
    }

    static List<String> offlineIfTold() {
        return told("it.offline").equals("offline=true") ? List.of("-o") : List.of();
    }

    /** Of a Maven that finds our artifacts as they are staged. What it is to do comes behind. */
    static List<String> argv() {
        return new ArrayList<>(List.of(
                launcher(),
                "--batch-mode",
                "--no-transfer-progress",
                "--global-settings",
                SETTINGS.toString(),
                "-Dmaven.repo.local=" + STAGED,
                "-Dmesh.cache-dir=" + CACHE,
                "-Dit.outer=" + Path.of(told("it.outer")).toUri()));
    }

    List<String> argv(String name, Path cell) {
        List<String> argv = argv();
        argv.addAll(List.of("-Dit.target=" + target, "-Dit.cell=" + cell, "-Dit.name=" + name));
        for (String version : List.of("meshwork", "junit", "assertj", "awaitility", "slf4j", "logback")) {
            argv.add("-D" + version + ".version=" + told("it." + version));
        }
        return argv;
    }

    private static String launcher() {
        Path launcher = Path.of(System.getProperty("it.maven", "none"), "bin", "mvn");
        return Files.isExecutable(launcher) ? launcher.toString() : "mvn";
    }

    private static String told(String property) {
        String value = System.getProperty(property);
        assertThat(value).as("system property %s, which the pom sets", property).isNotNull();
        return value;
    }
}
