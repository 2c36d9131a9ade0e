package io.meshwork.conformance.surefire;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.bootstrap.process.ChildCommand;
import io.meshwork.bootstrap.process.ChildProcess;
import io.meshwork.bootstrap.process.ClassPath;
import io.meshwork.bootstrap.process.ExitStatus;
import io.meshwork.bootstrap.process.JavaCommand;
import io.meshwork.conformance.surefire.StartMode.Archive;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/** The class archives that runs of a fixture find: one that was made by such a run before, and what became of copies. */
final class Archives {

    private static final Duration BOUND = Duration.ofMinutes(2);
    private static final int STEP = 4096; // one byte of each page is another one
    private static final String SEAL = ".seal";

    private final Path made;
    private @Nullable Path stale;

    /** @param made its directory; what was in there is deleted */
    Archives(Path made) {
        this.made = made;
    }

    /** Has a run of the fixture make one. Its class path is that of the others. */
    void make(NestedBuild build) throws IOException {
        deleteAll(made);
        Path run = build.directory("archive");
        List<String> argv = build.argv("archive", run);
        argv.addAll(List.of("surefire:test", "-o", "-Dtest=ArchiveTest", "-Dmesh.cache-dir=" + privately(made)));
        try (MavenRun maven = MavenRun.start(argv, build.project())) {
            assertThat(maven.awaitExit(BOUND)).as(maven::output).isZero();
        }
        stale = ofAnotherClassPath(run);
    }

    /**
     * What a run is told, so that it begins like that.
     *
     * @param cell the directory of that run
     */
    List<String> arguments(StartMode mode, Path cell) throws IOException {
        Path cache = mode.archive() == Archive.WHOLE ? made : found(mode.archive(), cell.resolve("cache"));
        List<String> arguments = new ArrayList<>();
        arguments.add("-Dmesh.cache-dir=" + cache);
        arguments.add("-Dmesh.archive=" + (mode.archive() == Archive.OFF ? "off" : "on"));
        arguments.add("-Dmesh.standby=" + mode.standby());
        arguments.add("-Dit.archive=" + (mode.archive().isMadeAnew() ? "anew" : "as-it-is"));
        return arguments;
    }

    private Path found(Archive archive, Path cache) throws IOException {
        deleteAll(cache);
        privately(cache);
        if (archive == Archive.MISSING || archive == Archive.OFF) {
            return cache;
        }
        Path whole = whole();
        Path seal = seal(whole);
        Path copy = cache.resolve(whole.getFileName());
        Files.copy(archive == Archive.STALE ? stale : whole, copy);
        if (archive == Archive.STALE) {
            sealAgain(copy, Files.readString(seal));
        } else {
            spoil(copy, archive);
            Files.copy(seal, seal(copy));
        }
        return cache;
    }

    private static void spoil(Path archive, Archive how) throws IOException {
        byte[] bytes = Files.readAllBytes(archive);
        for (int i = STEP; i < bytes.length; i += STEP) {
            bytes[i] ^= 0x55;
        }
        int length = how == Archive.CUT_SHORT ? bytes.length / 2 : bytes.length;
        try (OutputStream out = Files.newOutputStream(archive)) {
            out.write(bytes, 0, length);
        }
    }

    /* As if it had been made so: it is given to processes, and their JVMs find out. */
    private static void sealAgain(Path archive, String seal) throws IOException {
        long changed = ((FileTime) Files.getAttribute(archive, "unix:ctime")).toMillis();
        String crc = seal.substring(seal.lastIndexOf(' '));
        Files.writeString(seal(archive), Files.size(archive) + " " + changed + crc);
    }

    private Path whole() throws IOException {
        try (Stream<Path> files = Files.list(made)) {
            return files.filter(file -> Files.exists(seal(file))).findFirst().orElseThrow();
        }
    }

    private static Path seal(Path archive) {
        return archive.resolveSibling(archive.getFileName() + SEAL);
    }

    private static Path ofAnotherClassPath(Path directory) throws IOException {
        Path jar = directory.resolve("another.jar");
        String resource = Another.class.getName().replace('.', '/') + ".class";
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar));
                InputStream in = Another.class.getClassLoader().getResourceAsStream(resource)) {
            out.putNextEntry(new ZipEntry(resource));
            in.transferTo(out);
        }
        Path archive = directory.resolve("another.archive");
        List<String> argv = JavaCommand.ofThisJvm()
                .withClassPath(new ClassPath(List.of(jar.toString())))
                .archivingTo(archive)
                .argv(Another.class.getName(), List.of(), directory);
        ChildProcess jvm = ChildProcess.start(ChildCommand.of(argv), (pid, stream, text) -> {});
        assertThat(jvm.exit().join()).as(() -> jvm.tail().toString()).isEqualTo(new ExitStatus.Exited(0));
        assertThat(archive).isRegularFile();
        return archive;
    }

    /* Else it would not be taken for this user's alone. */
    private static Path privately(Path directory) throws IOException {
        Files.createDirectories(directory.getParent());
        Path made = Files.createTempDirectory(directory.getParent(), "private");
        return Files.move(made, directory, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void deleteAll(Path directory) throws IOException {
        if (Files.isDirectory(directory)) {
            try (Stream<Path> files = Files.list(directory)) {
                for (Path file : files.toList()) {
                    deleteAll(file);
                }
            }
        }
        Files.deleteIfExists(directory);
    }

    /** What is archived for another class path. */
    static final class Another {

        private Another() {}

        public static void main(String[] arguments) {}
    }
}
