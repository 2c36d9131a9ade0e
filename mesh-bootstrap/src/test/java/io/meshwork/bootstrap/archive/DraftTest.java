package io.meshwork.bootstrap.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** AR-3 and AR-4. */
class DraftTest {

    @TempDir
    private Path parent;

    private ArchiveDirectory directory;
    private ArchiveFile wanted;
    private ClassArchive archive;

    @BeforeEach
    void makeTheDirectory() throws IOException {
        Config config =
                Config.of(Map.of(Keys.CACHE_DIR.name(), parent.resolve("cache").toString()));
        archive = ClassArchive.of(config);
        directory = ArchiveDirectory.of(config);
        directory.make();
        wanted = new ArchiveFile(directory.path().resolve("key.jsa"));
    }

    @Test
    void theDirectoryIsItsOwnersAlone() throws IOException {
        assertThat(Files.getPosixFilePermissions(directory.path())).hasSize(3);
        assertThat(directory.isOwn()).isTrue();
    }

    @Test
    void ofOneKeyOneIsMadeAtATime() throws IOException {
        try (Draft first = Draft.begin(archive, directory, wanted)) {
            assertThat(first).isNotNull();
            assertThat(Draft.begin(archive, directory, wanted)).isNull();
            assertThat(Draft.begin(
                            archive, directory, new ArchiveFile(directory.path().resolve("other.jsa"))))
                    .isNotNull()
                    .satisfies(Draft::close);
        }
        try (Draft next = Draft.begin(archive, directory, wanted)) {
            assertThat(next).isNotNull();
        }
    }

    @Test
    void whatIsFinishedIsThereAndIsNotMadeAgain() throws IOException {
        try (Draft draft = Draft.begin(archive, directory, wanted)) {
            assertThat(draft).isNotNull();
            Files.writeString(draft.file(), "archive");

            draft.finish();
        }

        assertThat(wanted.state()).isEqualTo(ArchiveFile.State.WHOLE);
        assertThat(archive.remarks(Map.of()))
                .singleElement()
                .asString()
                .endsWith("; it was made, for the next start: " + wanted.path());
        assertThat(Draft.begin(archive, directory, wanted)).isNull();
    }

    @Test
    void ofWhatIsNotFinishedNothingStays() throws IOException {
        try (Draft draft = Draft.begin(archive, directory, wanted)) {
            assertThat(draft).isNotNull();
            Files.writeString(draft.file(), "half");
            Files.writeString(Path.of(draft.file() + ".config"), "of the JVM");
        }

        assertThat(directory.path().toFile().list()).containsExactly("lock");
    }

    @Test
    void whatOneThatWasKilledHasLeftIsClearedAway() throws IOException {
        Files.writeString(directory.path().resolve("key.jsa.draft"), "half");

        try (Draft draft = Draft.begin(archive, directory, wanted)) {
            assertThat(draft).isNotNull();
            assertThat(draft.file()).doesNotExist();
        }
    }

    @Test
    void whatNobodyMakesAnyMoreIsClearedAwayWhateverItsKey() throws IOException {
        Path natives = Files.createDirectory(directory.path().resolve("netty-1"));
        List<Path> forsaken = List.of(
                directory.path().resolve("other.aot.draft"),
                directory.path().resolve("other.aot.draft.config"),
                directory.path().resolve("other.aot.seal.tmp"),
                natives.resolve("lib.so.draft4711-1"));
        List<Path> young =
                List.of(directory.path().resolve("young.aot.draft.config"), natives.resolve("lib.so.draft1"));
        List<Path> whole = List.of(directory.path().resolve("draftsman.aot"), natives.resolve("lib.so"));
        for (Path file : Stream.of(forsaken, young, whole).flatMap(List::stream).toList()) {
            Files.writeString(file, "content");
            if (!young.contains(file)) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now().minus(Duration.ofHours(2))));
            }
        }

        directory.deleteForsaken();

        assertThat(forsaken).allSatisfy(file -> assertThat(file).doesNotExist());
        assertThat(young).allSatisfy(file -> assertThat(file).exists());
        assertThat(whole).allSatisfy(file -> assertThat(file).exists());
    }

    @Test
    void thatItWroteNothingIsSaid() throws IOException {
        try (Draft draft = Draft.begin(archive, directory, wanted)) {
            assertThat(draft).isNotNull();
            draft.finish();
        }

        assertThat(archive.remarks(Map.of()))
                .singleElement()
                .asString()
                .contains("; it can't be made: the JVM wrote none", "mesh.cache-dir", "mesh.archive=off");
    }
}
