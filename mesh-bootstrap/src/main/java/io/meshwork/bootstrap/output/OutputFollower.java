package io.meshwork.bootstrap.output;

import io.meshwork.bootstrap.process.LineSplitter;
import java.io.FileInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives a listener what the processes of an {@link OutputDirectory} print, line by line, soon after they did, and at once
 * when it is asked to catch up. At most 4 MiB at once, and 1 MiB a second if they go on; of what is more, the number of lines.
 * For any thread.
 */
public final class OutputFollower implements AutoCloseable {

    private static final long BYTES_AT_ONCE = 4 * 1024 * 1024;
    private static final long BYTES_PER_SECOND = 1024 * 1024;

    private static final Logger log = LoggerFactory.getLogger(OutputFollower.class);
    private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final int MOST_AT_ONCE = 20_000;

    /** Takes lines, one at a time. */
    @FunctionalInterface
    public interface Listener {
        /** @param process name, place and pid: {@code p0_2 (hosts 1, procs 0) 4711} */
        void line(String process, String text);
    }

    private final OutputDirectory directory;
    private final Listener listener;
    private final Allowance allowance = new Allowance(BYTES_AT_ONCE, BYTES_PER_SECOND, System.nanoTime());
    private final LineSplitter listed; // guarded by this
    private final List<FollowedFile> files = new ArrayList<>(); // guarded by this
    private final List<Line> found = new ArrayList<>(); // guarded by this
    private final byte[] buffer = new byte[4 * 1024]; // guarded by this
    private @Nullable FileInputStream list; // guarded by this
    private boolean closed; // guarded by this
    private boolean failed; // guarded by this

    private OutputFollower(OutputDirectory directory, Listener listener) {
        this.directory = directory;
        this.listener = listener;
        listed = new LineSplitter(this::follow);
    }

    /** Follows from the beginning of each file; gives out nothing but when it is asked to catch up. */
    public static OutputFollower of(OutputDirectory directory, Listener listener) {
        return new OutputFollower(directory, listener);
    }

    /** Follows from the beginning of each file. */
    public static OutputFollower start(OutputDirectory directory, Listener listener) {
        OutputFollower follower = of(directory, listener);
        Thread thread = new Thread(follower::run, "mesh-output");
        thread.setDaemon(true);
        thread.start();
        return follower;
    }

    private void run() {
        while (look(false)) {
            LockSupport.parkNanos(EVERY_NANOS);
        }
    }

    /**
     * Returns when the listener has all that was printed before this was called (O-2), on this thread or another: lines
     * that have no end yet, too. Takes some microseconds if there is nothing; is not cut short by an interrupt.
     */
    public void catchUp() {
        look(true);
    }

    private synchronized boolean look(boolean pieces) {
        if (closed) {
            return false;
        }
        try {
            readList();
            for (FollowedFile file : files) {
                file.read(pieces, allowance);
            }
        } catch (IOException e) {
            logOnce(e);
        }
        giveOut();
        return true;
    }

    private void readList() throws IOException {
        FileInputStream open = list;
        if (open == null) {
            if (!directory.list().toFile().exists()) {
                return;
            }
            open = new FileInputStream(directory.list().toFile());
            list = open;
        }
        for (int count = open.read(buffer); count > 0; count = open.read(buffer)) {
            listed.feed(buffer, count);
        }
    }

    private void follow(String line) {
        try {
            files.add(new FollowedFile(directory.parse(line), this::found));
        } catch (IOException e) {
            logOnce(e);
        }
    }

    private void found(Line line) {
        found.add(line);
        if (found.size() == MOST_AT_ONCE) {
            giveOut();
        }
    }

    /* In the order of time among processes; those of one keep theirs, as their times never go back. */
    private void giveOut() {
        if (found.size() > 1) {
            found.sort(Comparator.comparing(Line::time));
        }
        try {
            for (Line line : found) {
                listener.line(line.process(), line.text());
            }
        } catch (RuntimeException e) {
            logOnce(e);
        } finally {
            found.clear();
        }
    }

    private void logOnce(Exception e) {
        if (!failed) {
            failed = true;
            log.warn("what processes print is not all shown: directory={}", directory.path(), e);
        }
    }

    /** Catches up a last time, then follows no more. */
    @Override
    public synchronized void close() {
        look(true);
        closed = true;
        try {
            for (FollowedFile file : files) {
                file.close();
            }
            giveOut();
            if (list != null) {
                list.close();
            }
        } catch (IOException e) {
            logOnce(e);
        }
    }
}
