package io.meshwork.bootstrap.allocator;

import io.meshwork.bootstrap.budget.Budget;
import io.meshwork.bootstrap.budget.Room;
import io.meshwork.bootstrap.launch.LaunchIds;
import io.meshwork.bootstrap.launch.Standby;
import io.meshwork.bootstrap.launch.Standbys;
import io.meshwork.bootstrap.output.Outlet;
import io.meshwork.bootstrap.output.OutputDirectory;
import io.meshwork.config.Keys;
import io.meshwork.transport.Run;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hosts that stand by, all alike, with the room that they have. For any thread. */
final class StandbyHosts implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(StandbyHosts.class);

    private static final String PREFIX = "standby-";

    private final Wanted wanted;
    private final Run run;
    private final @Nullable Path directory;
    private final Standbys standbys;
    private final Deque<Room> rooms = new ArrayDeque<>(); // guarded by this, one for each
    private boolean closed; // guarded by this

    private StandbyHosts(Wanted wanted, Run run, @Nullable Path directory) {
        this.wanted = wanted;
        this.run = run;
        this.directory = directory;
        Outlet output = directory != null ? new OutputDirectory(directory) : wanted.output();
        LaunchIds ids = LaunchIds.ofThisJvm(run.id());
        standbys = new Standbys(run, ids, wanted.java(), output, wanted.config(), wanted.procs());
    }

    /** None yet. What they print goes to a directory beside those of fixtures, so that it can be brought there. */
    static StandbyHosts open(Wanted wanted) throws IOException {
        Path directory = wanted.isToFiles() ? makeDirectory(wanted) : null;
        Run run = Run.ofThisJvm();
        run.acquire();
        return new StandbyHosts(wanted, run, directory);
    }

    private static Path makeDirectory(Wanted wanted) throws IOException {
        Path evidence = Path.of(wanted.config().text(Keys.EVIDENCE_DIR)).toAbsolutePath();
        Files.createDirectories(evidence);
        String name = PREFIX + ProcessHandle.current().pid() + "-";
        for (int number = 1; ; number++) {
            try {
                return Files.createDirectory(evidence.resolve(name + number));
            } catch (FileAlreadyExistsException e) {
                continue; // of others before, or of a dead JVM that had this pid
            }
        }
    }

    /* Not before anything is started: somebody may wait for that. */
    private static void deleteThoseOfDeadJvms(Path evidence) throws IOException {
        try (DirectoryStream<Path> found = Files.newDirectoryStream(evidence, PREFIX + "*-*")) {
            for (Path one : found) {
                String pid =
                        one.getFileName().toString().substring(PREFIX.length()).split("-", 2)[0];
                if (pid.matches("\\d{1,18}")
                        && ProcessHandle.of(Long.parseLong(pid)).isEmpty()) {
                    delete(one);
                }
            }
        }
    }

    boolean isFor(Wanted other) {
        return wanted.isLike(other) && wanted.procs() >= other.procs();
    }

    /**
     * Starts one more, if there is room to spare.
     *
     * @param rehearses as of {@link Standbys#start}
     * @return whether it was started
     */
    boolean start(boolean rehearses) {
        Optional<Room> room = Budget.ofThisJvm().takeSpare(wanted.needOfOne(), wanted.config());
        if (room.isEmpty()) {
            return false;
        }
        synchronized (this) {
            rooms.add(room.get());
        }
        try {
            standbys.start(rehearses);
            return true;
        } finally {
            giveBack();
        }
    }

    @Nullable
    Standby take() {
        Standby taken = standbys.take();
        giveBack();
        return taken;
    }

    int size() {
        int size = standbys.size();
        giveBack();
        return size;
    }

    boolean areReady() {
        return standbys.areReady();
    }

    List<String> launchIds() {
        return standbys.launchIds();
    }

    /* Who has taken one has room for it. */
    private synchronized void giveBack() {
        int kept = closed ? 0 : standbys.size();
        while (rooms.size() > kept) {
            rooms.remove().close();
        }
    }

    /** Returns when they are gone. */
    @Override
    public void close() {
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
        }
        standbys.close();
        giveBack();
        deleteDirectory();
        run.release();
    }

    void deleteDirectory() {
        if (directory == null || !Files.exists(directory)) {
            return;
        }
        try {
            delete(directory);
            deleteThoseOfDeadJvms(directory.getParent());
        } catch (IOException e) {
            log.debug("what stood by has left its output: directory={}", directory, e);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
            for (Path file : files) {
                Files.deleteIfExists(file);
            }
        }
        Files.deleteIfExists(directory);
    }
}
