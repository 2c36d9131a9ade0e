package io.meshwork.transport;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The socket directories that runs of this user have left beside each other because they were killed. Deletes those
 * whose owner is gone (T-5), and nothing of which that isn't certain; several may do so at once. Without {@code /proc}
 * it does nothing.
 */
final class StaleRuns {

    static final String THREAD = "mesh-stale-runs";

    private static final Logger log = LoggerFactory.getLogger(StaleRuns.class);
    private static final String PREFIX = "mesh-";
    private static final long BEING_MADE_MILLIS = TimeUnit.HOURS.toMillis(1);
    /* Another boot may be one before this, or one of another machine that shares the directory. */
    private static final long LONG_AGO_MILLIS = TimeUnit.DAYS.toMillis(1);

    private final Path base;
    private final RunOwner self;

    StaleRuns(Path base, RunOwner self) {
        this.base = base;
        this.self = self;
    }

    /** @param base the directory in which runs make theirs */
    static StaleRuns in(Path base) {
        return new StaleRuns(base, RunOwner.self());
    }

    /** Sweeps on a thread of its own. */
    void start() {
        Thread thread = new Thread(this::sweep, THREAD);
        thread.setDaemon(true);
        thread.start();
    }

    /** Never throws: what can't be looked at or deleted is logged and left for the next run. */
    void sweep() {
        if (!self.isKnown()) {
            return;
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(base, StaleRuns::hasNameOfARun)) {
            for (Path directory : found) {
                sweep(directory);
            }
        } catch (NoSuchFileException e) {
            log.debug("no directory with runs left: path={}", base);
        } catch (IOException | RuntimeException e) {
            log.warn("runs that are gone not looked for: path={}", base, e);
        }
    }

    private static boolean hasNameOfARun(Path directory) {
        return directory.getFileName().toString().startsWith(PREFIX);
    }

    private void sweep(Path directory) {
        try {
            if (SocketDirectory.isOwn(directory) && isStale(directory) && SocketDirectory.delete(directory)) {
                log.debug("socket directory of a run that is gone deleted: path={}", directory);
            }
        } catch (NoSuchFileException e) {
            log.debug("socket directory deleted by another: path={}", directory);
        } catch (IOException | RuntimeException e) {
            log.warn("socket directory left, as it can't be looked at: path={}", directory, e);
        }
    }

    private boolean isStale(Path directory) throws IOException {
        @Nullable RunOwner owner = RunOwner.read(directory);
        if (owner == null) {
            return isAbandoned(directory);
        }
        return owner.isOfAnotherBoot(self) ? ageMillis(directory) > LONG_AGO_MILLIS : owner.isGoneFor(self);
    }

    private static long ageMillis(Path directory) throws IOException {
        return System.currentTimeMillis()
                - attributes(directory).lastModifiedTime().toMillis();
    }

    /*
     * Without an owner it is being made or being deleted, by a run that may have been killed meanwhile; or it's none of
     * ours, and only named alike: then something else is in it than sockets.
     */
    private static boolean isAbandoned(Path directory) throws IOException {
        if (ageMillis(directory) <= BEING_MADE_MILLIS) {
            return false;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory)) {
            for (Path entry : entries) {
                if (!entry.endsWith(RunOwner.UNFINISHED_FILE)
                        && !attributes(entry).isOther()) {
                    return false;
                }
            }
        }
        return true;
    }

    private static BasicFileAttributes attributes(Path path) throws IOException {
        return Files.readAttributes(path, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
    }
}
