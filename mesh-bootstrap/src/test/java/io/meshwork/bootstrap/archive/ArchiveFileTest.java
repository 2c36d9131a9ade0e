package io.meshwork.bootstrap.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.bootstrap.archive.ArchiveFile.State;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** AR-2 and AR-4. */
class ArchiveFileTest {

    private static final int BYTES = 100_000;

    @TempDir
    private Path directory;

    private ArchiveFile archive;

    @BeforeEach
    void publishOne() throws IOException {
        archive = new ArchiveFile(directory.resolve("key.jsa"));
        Path made = Files.write(directory.resolve("key.jsa.draft"), new byte[BYTES]);
        Files.setPosixFilePermissions(made, PosixFilePermissions.fromString("rw-------"));

        archive.publish(made);
    }

    @Test
    void whatWasPublishedIsWholeAndItsDraftIsGone() {
        assertThat(archive.state()).isEqualTo(State.WHOLE);
        assertThat(directory.toFile().list()).containsExactlyInAnyOrder("key.jsa", "key.jsa.seal");
    }

    @Test
    void withoutItsSealItIsNotThere() throws IOException {
        Files.delete(archive.seal());

        assertThat(archive.state()).isEqualTo(State.ABSENT);
    }

    @Test
    void oneThatWasCutShortIsNotMapped() throws IOException {
        try (FileChannel file = FileChannel.open(archive.path(), StandardOpenOption.WRITE)) {
            file.truncate(BYTES / 2);
        }

        assertThat(archive.state()).isEqualTo(State.DOUBTFUL);
        assertThat(archive.sealAnew()).isFalse();
    }

    @Test
    void oneInWhichABitWasFlippedIsNotMappedWhateverItsTimeSays() throws IOException {
        FileTime before = Files.getLastModifiedTime(archive.path());
        flip(BYTES / 2);
        Files.setLastModifiedTime(archive.path(), before);

        assertThat(archive.state()).isEqualTo(State.DOUBTFUL);
        assertThat(archive.sealAnew()).isFalse();
    }

    @Test
    void oneThatWasRestoredFromElsewhereIsSealedAnew() throws IOException {
        Path copy = Files.copy(archive.path(), directory.resolve("copy"));
        Files.move(copy, archive.path(), StandardCopyOption.REPLACE_EXISTING);
        Files.setLastModifiedTime(archive.path(), FileTime.fromMillis(0));

        assertThat(archive.state()).isEqualTo(State.DOUBTFUL);
        assertThat(archive.sealAnew()).isTrue();
        assertThat(archive.state()).isEqualTo(State.WHOLE);
    }

    @Test
    void oneThatOthersCanWriteIsForeign() throws IOException {
        Files.setPosixFilePermissions(archive.path(), PosixFilePermissions.fromString("rw-rw-r--"));

        assertThat(archive.state()).isEqualTo(State.FOREIGN);
    }

    @Test
    void aLinkToOneIsForeign() throws IOException {
        Path elsewhere = Files.move(archive.path(), directory.resolve("elsewhere"));
        Files.createSymbolicLink(archive.path(), elsewhere);

        assertThat(archive.state()).isEqualTo(State.FOREIGN);
    }

    private void flip(long at) throws IOException {
        try (FileChannel file = FileChannel.open(archive.path(), StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(new byte[] {1}), at);
        }
    }
}
