package io.meshwork.bootstrap.budget;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLockInterruptionException;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;

/** The claims of all runs of a user: one file, read and written under its lock, which no JVM takes to its grave. */
final class Claims {

    private static final FileAttribute<?> OURS_ALONE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final Path file;

    Claims(Path file) {
        this.file = file;
    }

    /** In the directory for temporary files, for the user of this JVM. */
    static Claims ofThisUser() {
        String user = System.getProperty("user.name", "user").replace('/', '_');
        return new Claims(Path.of(System.getProperty("java.io.tmpdir"), "meshwork-memory-" + user));
    }

    /**
     * Puts a claim to those that hold, if the rest allows it.
     *
     * @param allowed given those that hold
     * @return those that held
     */
    Outcome add(Claim claim, Function<List<Claim>, Boolean> allowed) throws IOException {
        return changed(claims -> {
            List<Claim> before = List.copyOf(claims);
            boolean added = allowed.apply(before);
            if (added) {
                claims.add(claim);
            }
            return new Outcome(added, before);
        });
    }

    /** @param others that held */
    record Outcome(boolean added, List<Claim> others) {}

    /** Those that hold; none where they can't be read. */
    List<Claim> held() {
        try {
            return changed(List::copyOf);
        } catch (IOException e) {
            return List.of();
        }
    }

    void remove(Claim claim) throws IOException {
        changed(claims -> claims.remove(claim));
    }

    /* A channel is closed by an interrupt, and who is interrupted has something to give back. */
    private <T> T changed(Function<Set<Claim>, T> change) throws IOException {
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    return changedOnce(change);
                } catch (ClosedByInterruptException | FileLockInterruptionException e) {
                    interrupted = true;
                    Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private <T> T changedOnce(Function<Set<Claim>, T> change) throws IOException {
        if (!Files.exists(file)) {
            create();
        }
        synchronized (Claims.class) { // the lock is the JVM's, not the thread's
            try (FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.READ, StandardOpenOption.WRITE, LinkOption.NOFOLLOW_LINKS)) {
                lock(channel); // until the channel is closed
                Set<Claim> claims = read(channel);
                T result = change.apply(claims);
                write(channel, claims);
                return result;
            }
        }
    }

    private void create() throws IOException {
        try {
            Files.createFile(file, OURS_ALONE);
        } catch (FileAlreadyExistsException e) {
            // by another run, just now
        }
    }

    /* Another class loader's Claims may hold it: that one needs it for a moment only. */
    private static void lock(FileChannel channel) throws IOException {
        while (true) {
            try {
                channel.lock();
                return;
            } catch (OverlappingFileLockException e) {
                LockSupport.parkNanos(STEP_NANOS);
            }
        }
    }

    private static Set<Claim> read(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate((int) channel.size());
        while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {
            // until all is there
        }
        Set<Claim> claims = new LinkedHashSet<>();
        for (String line : new String(bytes.array(), StandardCharsets.US_ASCII).split("\n", -1)) {
            Claim claim = Claim.parse(line);
            if (claim != null && claim.holds()) {
                claims.add(claim);
            }
        }
        return claims;
    }

    /* What is cut off by the end of this JVM is read as what was there before, or as what is there twice. */
    private static void write(FileChannel channel, Set<Claim> claims) throws IOException {
        StringBuilder lines = new StringBuilder();
        for (Claim claim : claims) {
            lines.append(claim.line()).append('\n');
        }
        ByteBuffer bytes = ByteBuffer.wrap(lines.toString().getBytes(StandardCharsets.US_ASCII));
        while (bytes.hasRemaining()) {
            channel.write(bytes, bytes.position());
        }
        channel.truncate(bytes.limit());
    }
}
