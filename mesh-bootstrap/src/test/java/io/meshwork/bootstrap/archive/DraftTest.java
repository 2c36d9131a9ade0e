package io.meshwork.bootstrap.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
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

        assertThat(directory.path().toFile().list()).containsExactly("key.jsa.lock");
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
