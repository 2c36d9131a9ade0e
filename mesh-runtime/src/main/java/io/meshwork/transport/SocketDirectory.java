package io.meshwork.transport;

import io.meshwork.failure.MeshException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** Makes and deletes the directory that keeps the sockets of a run from everybody else (T-4). */
final class SocketDirectory {

    private static final int TYPE_AND_MODE = 0177777;
    private static final int DIRECTORY_0700 = 0040700;

    private SocketDirectory() {}

    /**
     * Makes it with the file that says who owns it.
     *
     * @throws MeshException if it can't be made, or is there and not a directory of this user's with mode 0700
     */
    static void make(Path directory) {
        try {
            Files.createDirectory(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (FileAlreadyExistsException e) {
            requireOwn(directory);
        } catch (IOException e) {
            throw notMade(directory, e);
        }
        try {
            RunOwner.self().write(directory);
        } catch (IOException e) {
            delete(directory);
            throw notMade(directory, e);
        }
    }

    private static MeshException notMade(Path directory, IOException e) {
        return new MeshException(
                "cannot make the socket directory: path=" + directory + " cause=" + cause(e)
                        + "; set -Dmesh.socket-dir or java.io.tmpdir to a directory that is there and writable and"
                        + " has room",
                e);
    }

    /* What the system said, where the exception has it. */
    private static String cause(IOException e) {
        String said = e instanceof FileSystemException failure ? failure.getReason() : e.getMessage();
        return said != null ? said : e.getClass().getSimpleName();
    }

    private static void requireOwn(Path directory) {
        try {
            Map<String, Object> found = attributes(directory);
            if (!isOwn(found)) {
                throw new MeshException("the socket directory is somebody else's: path=" + directory + " mode="
                        + Integer.toOctalString(mode(found)) + " uid=" + found.get("uid")
                        + "; needed are mode=40700 uid=" + OwnUser.uid());
            }
        } catch (IOException e) {
            throw new MeshException("cannot look at the socket directory: path=" + directory, e);
        }
    }

    /** Whether it's a directory, no link to one, of this user's, with mode 0700. */
    static boolean isOwn(Path directory) throws IOException {
        return isOwn(attributes(directory));
    }

    private static boolean isOwn(Map<String, Object> found) {
        return mode(found) == DIRECTORY_0700 && (Integer) found.get("uid") == OwnUser.uid();
    }

    private static int mode(Map<String, Object> found) {
        return (Integer) found.get("mode") & TYPE_AND_MODE;
    }

    private static Map<String, Object> attributes(Path directory) throws IOException {
        return Files.readAttributes(directory, "unix:mode,uid", LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Deletes it with all that is in it. What can't be deleted is logged and left.
     *
     * @return whether it's gone
     */
    static boolean delete(Path directory) {
        try {
            Files.walkFileTree(directory, new Deletion(directory));
            return true;
        } catch (IOException e) {
            LoggerFactory.getLogger(SocketDirectory.class)
                    .warn("socket directory not deleted whole: path={}", directory, e);
            return false;
        }
    }

    /**
     * Goes on past what others delete at the same time: a process that ends deletes its own sockets. The word of who
     * owns it goes last, so that the next run can finish a deletion that was cut short.
     */
    private static final class Deletion extends SimpleFileVisitor<Path> {

        private final Path directory;
        private final Path owner;

        Deletion(Path directory) {
            this.directory = directory;
            owner = directory.resolve(RunOwner.FILE);
        }

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            if (!file.equals(owner)) {
                Files.deleteIfExists(file);
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult visitFileFailed(Path file, IOException failure) throws IOException {
            if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                throw failure;
            }
            return FileVisitResult.CONTINUE;
        }

        @Override
        public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
            if (failure != null) {
                throw failure;
            }
            if (visited.equals(directory)) {
                Files.deleteIfExists(owner);
            }
            Files.deleteIfExists(visited);
            return FileVisitResult.CONTINUE;
        }
    }
}
