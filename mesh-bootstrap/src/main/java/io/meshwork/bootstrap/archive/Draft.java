package io.meshwork.bootstrap.archive;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An archive that is being made, by this JVM alone as long as it holds the lock of its key (AR-3). Written under another
 * name; closing it deletes what is not whole (AR-4).
 */
public final class Draft implements AutoCloseable {

    private final ClassArchive archive;
    private final ArchiveDirectory directory;
    private final ArchiveFile wanted;
    private final FileChannel lock;
    private final Path draft;

    private Draft(ClassArchive archive, ArchiveDirectory directory, ArchiveFile wanted, FileChannel lock) {
        this.archive = archive;
        this.directory = directory;
        this.wanted = wanted;
        this.lock = lock;
        draft = wanted.path().resolveSibling(wanted.path().getFileName() + ArchiveDirectory.DRAFT);
    }

    /** @return null if it is being made already, or was made a moment ago */
    static @Nullable Draft begin(ClassArchive archive, ArchiveDirectory directory, ArchiveFile wanted)
            throws IOException {
        Path file = directory.lock();
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            FileLock held = channel.tryLock(placeOf(wanted), 1, false);
            if (held != null && wanted.state() != ArchiveFile.State.WHOLE) {
                Draft begun = new Draft(archive, directory, wanted, channel);
                begun.deleteDrafts(); // of one that was killed
                return begun;
            }
        } catch (OverlappingFileLockException e) {
            log().debug("this JVM makes it already, by way of another class loader: {}", file);
        } catch (IOException | RuntimeException e) {
            channel.close();
            throw e;
        }
        channel.close();
        return null;
    }

    /* A lock for each key would be a file for each, and stay for ever. */
    private static long placeOf(ArchiveFile wanted) {
        CRC32 crc = new CRC32();
        crc.update(wanted.path().getFileName().toString().getBytes(StandardCharsets.UTF_8));
        return crc.getValue();
    }

    /** Where the JVM whose classes are archived at its end writes them. */
    public Path file() {
        return draft;
    }

    /** That JVM has ended well: what it wrote is put into its place. */
    public void finish() {
        try {
            if (!Files.isRegularFile(draft)) {
                failed("the JVM wrote none");
                return;
            }
            wanted.publish(draft);
            directory.prune();
            archive.tell("it was made, for the next start: " + wanted.path());
        } catch (IOException e) {
            failed(String.valueOf(e));
        }
    }

    /** @param why for people */
    public void failed(String why) {
        archive.cannot(why);
    }

    private void deleteDrafts() {
        directory.deleteDrafts(draft.getFileName().toString());
    }

    /** May be called again, and by another thread. */
    @Override
    public void close() {
        deleteDrafts();
        try {
            lock.close();
        } catch (IOException e) {
            // goes with this JVM
        }
    }

    private static Logger log() {
        return LoggerFactory.getLogger(Draft.class);
    }
}
