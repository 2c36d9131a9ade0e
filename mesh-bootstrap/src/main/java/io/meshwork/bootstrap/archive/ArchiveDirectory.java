package io.meshwork.bootstrap.archive;

import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.transport.OwnUser;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Where the archives of a user lie. */
final class ArchiveDirectory {

    private static final int OTHERS_WRITE = 0022;
    private static final int MOST_SEALS = 8;
    private static final long LONGEST_UNUSED_MILLIS = TimeUnit.DAYS.toMillis(30);
    private static final long LONGEST_MADE_MILLIS = TimeUnit.HOURS.toMillis(1); // far longer than anything takes
    private static final String LOCK = "lock";

    /** In the name of all that is being made, and of nothing else. */
    static final String DRAFT = ".draft";

    private final Path path;

    ArchiveDirectory(Path path) {
        this.path = path;
    }

    static ArchiveDirectory of(Config config) {
        String chosen = config.text(Keys.CACHE_DIR);
        if (!chosen.isEmpty()) {
            return new ArchiveDirectory(Path.of(chosen).toAbsolutePath());
        }
        String cache = System.getenv("XDG_CACHE_HOME");
        Path base = cache != null && cache.startsWith("/")
                ? Path.of(cache)
                : Path.of(System.getProperty("user.home", ""), ".cache").toAbsolutePath();
        return new ArchiveDirectory(base.resolve("meshwork"));
    }

    Path path() {
        return path;
    }

    /** Locked in parts, one for each key of what is being made. */
    Path lock() {
        return path.resolve(LOCK);
    }

    /** Whether it is there and others can't put anything into it. */
    boolean isOwn() {
        try {
            Map<String, Object> found = Files.readAttributes(path, "unix:mode,uid");
            return (Integer) found.get("uid") == OwnUser.uid() && ((Integer) found.get("mode") & OTHERS_WRITE) == 0;
        } catch (IOException | RuntimeException e) {
            return false;
        }
    }

    /** @throws IOException if it can't be had, with the reason for people */
    void make() throws IOException {
        if (!Files.isDirectory(path)) {
            Files.createDirectories(path.toAbsolutePath().getParent());
            Files.createDirectory(
                    path, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        if (!isOwn()) {
            throw new IOException("others can write into " + path + ", or it is somebody else's");
        }
    }

    /** Deletes what begins so and is neither an archive nor its seal: left by one that was killed while it was made. */
    void deleteDrafts(String start) {
        for (File file : files()) {
            if (file.getName().startsWith(start)) {
                file.delete(); // else the next one tries again
            }
        }
    }

    /** Deletes what is in the making for so long that who makes it must have been killed, of whatever key. */
    void deleteForsaken() {
        long oldest = System.currentTimeMillis() - LONGEST_MADE_MILLIS;
        for (File file : files()) {
            File[] inside = file.listFiles(); // of the native library
            deleteForsaken(file, oldest);
            for (File one : inside == null ? new File[0] : inside) {
                deleteForsaken(one, oldest);
            }
        }
    }

    private static void deleteForsaken(File file, long oldest) {
        String name = file.getName();
        boolean unfinished = name.contains(DRAFT) || name.endsWith(".tmp");
        if (unfinished && file.lastModified() < oldest) {
            file.delete(); // else the next one tries again
        }
    }

    /** Deletes archives that were not used for long, but for the newest ones. */
    void prune() throws IOException {
        List<File> seals = new ArrayList<>();
        for (File file : files()) {
            if (file.getName().endsWith(".seal")) {
                seals.add(file);
            }
        }
        seals.sort(Comparator.comparingLong(File::lastModified).reversed());
        long oldest = System.currentTimeMillis() - LONGEST_UNUSED_MILLIS;
        for (File seal : seals.subList(Math.min(MOST_SEALS, seals.size()), seals.size())) {
            if (seal.lastModified() < oldest) {
                String name = seal.getName();
                new ArchiveFile(path.resolve(name.substring(0, name.length() - ".seal".length()))).delete();
            }
        }
    }

    private File[] files() {
        File[] files = path.toFile().listFiles();
        return files == null ? new File[0] : files;
    }
}
