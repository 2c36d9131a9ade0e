package io.meshwork.transport;

import io.meshwork.failure.MeshException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
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

    /** @throws MeshException if it can't be made, or is there and not a directory of this user's with mode 0700 */
    static void make(Path directory) {
        try {
            Files.createDirectory(
                    directory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        } catch (FileAlreadyExistsException e) {
            requireOwn(directory);
        } catch (IOException e) {
            throw new MeshException(
                    "cannot make the socket directory: path=" + directory
                            + "; set -Dmesh.socket-dir or java.io.tmpdir to a directory that is there and writable",
                    e);
        }
    }

    private static void requireOwn(Path directory) {
        Map<String, Object> found = attributes(directory);
        int mode = (Integer) found.get("mode") & TYPE_AND_MODE;
        int uid = (Integer) found.get("uid");
        int own = OwnUser.uid();
        if (mode != DIRECTORY_0700 || uid != own) {
            throw new MeshException("the socket directory is somebody else's: path=" + directory + " mode="
                    + Integer.toOctalString(mode) + " uid=" + uid + "; needed are mode=40700 uid=" + own);
        }
    }

    private static Map<String, Object> attributes(Path directory) {
        try {
            return Files.readAttributes(directory, "unix:mode,uid", LinkOption.NOFOLLOW_LINKS);
        } catch (IOException e) {
            throw new MeshException("cannot look at the socket directory: path=" + directory, e);
        }
    }

    /** Deletes it with all that is in it. What can't be deleted is logged and left. */
    static void delete(Path directory) {
        try {
            Files.walkFileTree(directory, new Deletion());
        } catch (IOException e) {
            LoggerFactory.getLogger(SocketDirectory.class)
                    .warn("socket directory not deleted whole: path={}", directory, e);
        }
    }

    /** Goes on past what others delete at the same time: a process that ends deletes its own sockets. */
    private static final class Deletion extends SimpleFileVisitor<Path> {

        @Override
        public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
            Files.deleteIfExists(file);
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
            Files.deleteIfExists(visited);
            return FileVisitResult.CONTINUE;
        }
    }
}
