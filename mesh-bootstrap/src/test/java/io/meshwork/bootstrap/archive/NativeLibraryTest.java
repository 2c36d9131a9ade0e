package io.meshwork.bootstrap.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.bootstrap.process.ClassPath;
import io.meshwork.bootstrap.process.HandedDown;
import io.meshwork.bootstrap.process.JavaCommand;
import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** AR-1, AR-2 and AR-4 of what is kept beside archives. */
class NativeLibraryTest {

    private static final String FILE = "libnetty_transport_native_epoll_x86_64.so";

    @TempDir
    private Path directory;

    private Path cache;
    private Path jar;
    private JavaCommand java;

    @BeforeEach
    void makeAJar() throws IOException {
        cache = directory.resolve("cache");
        jar = directory.resolve("netty-transport-native-epoll-1.0-linux-x86_64.jar");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(jar))) {
            out.putNextEntry(new ZipEntry("META-INF/native/" + FILE));
            out.write(new byte[100_000]);
        }
        ClassPath classPath = new ClassPath(List.of(directory.toString(), jar.toString()));
        java = new JavaCommand(Path.of("java"), classPath, HandedDown.NOTHING);
    }

    @Test
    void onceKeptChildrenFindItBehindTheirOtherLibraries() throws IOException {
        assertThat(library("on").appliedTo(java)).isSameAs(java);

        library("on").keep();

        HandedDown given = library("on").appliedTo(java).handedDown();
        String before = System.getProperty("java.library.path") + ":";
        assertThat(given.inherited()).isEmpty();
        assertThat(given.archive()).isNull();
        assertThat(given.libraryPath()).startsWith(before);
        Path place = Path.of(given.libraryPath().substring(before.length()));
        assertThat(place.getParent()).isEqualTo(cache);
        assertThat(Files.size(place.resolve(FILE))).isEqualTo(100_000);
        assertThat(names(place)).containsExactlyInAnyOrder(FILE, FILE + ".seal");
    }

    @Test
    void oneThatWasCutShortIsNotUsedAndIsPutRightByTheNextStart() throws IOException {
        library("on").keep();
        Path kept = kept();
        Files.write(kept, new byte[10]);

        assertThat(library("on").appliedTo(java)).isSameAs(java);

        library("on").keep();
        assertThat(library("on").appliedTo(java)).isNotSameAs(java);
        assertThat(Files.size(kept)).isEqualTo(100_000);
    }

    @Test
    void anotherJarHasAnotherPlace() throws IOException {
        library("on").keep();
        Files.setLastModifiedTime(jar, FileTime.fromMillis(1_000));

        assertThat(library("on").appliedTo(java)).isSameAs(java);
    }

    @Test
    void whereNothingCanBeKeptOrIsWantedEachProcessTakesItOutItself() throws IOException {
        library("off").keep();
        assertThat(cache).doesNotExist();

        Files.writeString(cache, "a file");
        library("on").keep();
        assertThat(library("on").appliedTo(java)).isSameAs(java);
    }

    @Test
    void aPlaceThatOthersCanWriteIntoIsNotUsed() throws IOException {
        library("on").keep();
        Files.setPosixFilePermissions(cache, PosixFilePermissions.fromString("rwxrwxrwx"));

        assertThat(library("on").appliedTo(java)).isSameAs(java);
    }

    private NativeLibrary library(String archive) {
        Config config = Config.of(Map.of(Keys.CACHE_DIR.name(), cache.toString(), Keys.ARCHIVE.name(), archive));
        return NativeLibrary.of(java.classPath(), config, "x86_64");
    }

    private Path kept() throws IOException {
        try (Stream<Path> files = Files.walk(cache)) {
            return files.filter(file -> file.endsWith(FILE)).findFirst().orElseThrow();
        }
    }

    private static List<String> names(Path place) throws IOException {
        try (Stream<Path> files = Files.list(place)) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
