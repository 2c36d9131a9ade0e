package io.meshwork.transport;

import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One run: a test JVM and all its descendants. It has an id, a secret they share, and a directory for their sockets.
 *
 * <p>The process that began the run owns the directory: it makes it when its first user acquires the run and deletes it
 * with all that is in it when the last one releases it. When it has made it first, it has those of earlier runs deleted
 * that ended without doing so (T-5). Safe for any thread.
 */
public final class Run {

    private static final String DIGITS = "abcdefghijklmnopqrstuvwxyz234567";
    private static final int ID_LENGTH = 10;

    private final String id;
    private final Secret secret;
    private final Path directory;
    private final boolean owner;
    private int users; // guarded by this
    private boolean swept; // guarded by this

    private Run(String id, Secret secret, Path directory, boolean owner) {
        this.id = id;
        this.secret = secret;
        this.directory = directory;
        this.owner = owner;
    }

    /** The run that this JVM began: the same for all of it, made at first use. */
    public static Run ofThisJvm() {
        return OfThisJvm.RUN;
    }

    /** Begins a run with its directory {@code mesh-<id>} in this one, which has to be there. */
    static Run fresh(Path in) {
        String id = freshId();
        return new Run(id, Secret.fresh(), in.toAbsolutePath().normalize().resolve("mesh-" + id), true);
    }

    /** The run that a parent began, as it told its child. */
    public static Run inherited(String id, Secret secret, Path directory) {
        return new Run(id, secret, directory, false);
    }

    /** 10 lower-case letters and digits, which no other run on this machine has. */
    public String id() {
        return id;
    }

    public Secret secret() {
        return secret;
    }

    /** Absolute path of the directory, whether it is there or not. */
    public Path directory() {
        return directory;
    }

    /**
     * The absolute path of a socket of this run.
     *
     * @param name a file name
     * @throws io.meshwork.failure.MeshException if the path has more bytes than the kernel takes
     */
    public Path socketPath(String name) {
        if (name.isEmpty() || name.indexOf('/') >= 0) {
            throw new IllegalArgumentException("not a name for a socket: accepted is a file name, got: '" + name + "'");
        }
        return SocketPath.require(directory.resolve(name));
    }

    /**
     * Adds a user; the first one makes the directory. Nothing to do for an inherited run. Doesn't wait for what earlier
     * runs have left to be deleted.
     *
     * @throws io.meshwork.failure.MeshException if the directory can't be made or is somebody else's
     */
    public synchronized void acquire() {
        if (owner && users == 0) {
            SocketDirectory.make(directory);
            sweepOnce();
        }
        users++;
    }

    private void sweepOnce() {
        if (!swept) {
            swept = true;
            StaleRuns.in(directory.getParent()).start();
        }
    }

    /** Takes a user away; with the last one the directory goes. */
    public synchronized void release() {
        if (users == 0) {
            throw new IllegalStateException("released more often than acquired: run=" + id);
        }
        users--;
        if (owner && users == 0) {
            SocketDirectory.delete(directory);
        }
    }

    /** Its directory, if that is there though nobody uses the run (T-4). */
    public synchronized Optional<Path> leftDirectory() {
        return owner && users == 0 && Files.exists(directory) ? Optional.of(directory) : Optional.empty();
    }

    /** Deletes the directory, whoever has not released it: the JVM ends. Nothing to do for an inherited run. */
    public synchronized void discard() {
        if (owner && users > 0) {
            SocketDirectory.delete(directory);
        }
    }

    private static String freshId() {
        StringBuilder text = new StringBuilder(ID_LENGTH);
        for (byte bits : RandomBytes.fresh(ID_LENGTH)) {
            text.append(DIGITS.charAt(bits & 31));
        }
        return text.toString();
    }

    @Override
    public String toString() {
        return id;
    }

    private static final class OfThisJvm {

        private static final Run RUN = fresh(base());

        private static Path base() {
            @Nullable String chosen = Config.inEnvironment(Keys.SOCKET_DIR);
            return Path.of(chosen != null ? chosen : System.getProperty("java.io.tmpdir"));
        }
    }
}
