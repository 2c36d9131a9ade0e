package io.meshwork.bootstrap.archive;

import io.meshwork.transport.OwnUser;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.Map;
import java.util.zip.CRC32;

/**
 * An archive in its place, with its seal beside it: length, time of the last change and checksum, as they were when it was
 * made. A JVM that maps a damaged archive may crash, and one whose file was cut short does (AR-2).
 */
final class ArchiveFile {

    /** Whether an archive can be mapped. */
    enum State {
        ABSENT,
        /** Changed in some way since it was sealed: its checksum tells whether it is still good. */
        DOUBTFUL,
        FOREIGN,
        WHOLE
    }

    private static final int TYPE = 0170000;
    private static final int REGULAR = 0100000;
    private static final int OTHERS_WRITE = 0022;

    private final Path file;
    private final Path seal;

    ArchiveFile(Path file) {
        this.file = file;
        seal = file.resolveSibling(file.getFileName() + ".seal");
    }

    Path path() {
        return file;
    }

    Path seal() {
        return seal;
    }

    /** Costs the attributes of one file and the content of another, of some bytes. */
    State state() {
        try {
            Map<String, Object> now = attributes();
            int mode = (Integer) now.get("mode");
            if ((mode & TYPE) != REGULAR || (mode & OTHERS_WRITE) != 0 || (Integer) now.get("uid") != OwnUser.uid()) {
                return State.FOREIGN;
            }
            return sealed().startsWith(stamp(now) + " ") ? State.WHOLE : State.DOUBTFUL;
        } catch (IOException | RuntimeException e) {
            return State.ABSENT;
        }
    }

    /** Puts what is whole in its place: only then is it there, and only with its seal is it used (AR-4). */
    void publish(Path made) throws IOException {
        long crc = crc(made);
        Files.deleteIfExists(seal);
        Files.move(made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        seal(crc);
    }

    /**
     * Of one that was moved, or restored from elsewhere: seals it anew if its content is what it was.
     *
     * @return whether it is
     */
    boolean sealAnew() throws IOException {
        String was = sealed();
        long crc = crc(file);
        if (!was.endsWith(" " + Long.toHexString(crc))) {
            return false;
        }
        seal(crc);
        return true;
    }

    void delete() throws IOException {
        Files.deleteIfExists(seal);
        Files.deleteIfExists(file);
    }

    private void seal(long crc) throws IOException {
        Path written = seal.resolveSibling(seal.getFileName() + ".tmp");
        Files.writeString(written, stamp(attributes()) + " " + Long.toHexString(crc));
        Files.move(written, seal, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private String sealed() throws IOException {
        return new String(Files.readAllBytes(seal), StandardCharsets.UTF_8);
    }

    /* The time of change is the kernel's own: a write can't hide it, as it can with the time of modification. */
    private static String stamp(Map<String, Object> attributes) {
        return attributes.get("size") + " " + ((FileTime) attributes.get("ctime")).toMillis();
    }

    private Map<String, Object> attributes() throws IOException {
        return Files.readAttributes(file, "unix:size,ctime,mode,uid", LinkOption.NOFOLLOW_LINKS);
    }

    private static long crc(Path file) throws IOException {
        CRC32 crc = new CRC32();
        byte[] buffer = new byte[64 * 1024];
        try (InputStream in = Files.newInputStream(file)) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                crc.update(buffer, 0, read);
            }
        }
        return crc.getValue();
    }
}
