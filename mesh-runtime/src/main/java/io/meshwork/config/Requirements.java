package io.meshwork.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** What settings have to be before anything starts: each one understood, and none against another (CF-1). */
final class Requirements {

    private static final Set<String> NETS = Set.of("hook", "lease", "reaper", "sweep");

    /** Whole numbers, from the least accepted to the most. */
    private record Range(Key key, long least, long most) {}

    private static final List<Range> BYTES = List.of(
            new Range(Keys.MAX_FRAME, 1024, Integer.MAX_VALUE),
            new Range(Keys.MAILBOX_BYTES, 1024, 1L << 40),
            new Range(Keys.CONNECTION_BYTES, 1024, 1L << 40));

    private static final List<Range> NUMBERS = List.of(
            new Range(Keys.MAILBOX_CAPACITY, 1, Integer.MAX_VALUE),
            new Range(Keys.CAST_FANOUT, 2, 1024),
            new Range(Keys.MAX_WORKERS, 1, Integer.MAX_VALUE),
            new Range(Keys.TERMINATE_CONCURRENCY, 1, 256),
            new Range(Keys.TAIL_LINES, 1, 10_000));

    private final Values values;

    Requirements(Values values) {
        this.values = values;
    }

    /** @throws io.meshwork.failure.MeshException that names the setting and what is accepted */
    void require() {
        values.timeFactor();
        for (Key key : Keys.TIMES) {
            values.millis(key);
        }
        for (Range range : BYTES) {
            values.bytes(range.key(), range.least(), range.most());
        }
        for (Range range : NUMBERS) {
            values.integer(range.key(), range.least(), range.most());
        }
        values.oneOf(Keys.TRANSPORT, "auto", "unix", "tcp");
        values.oneOf(Keys.EVENT_LOOP, "auto", "epoll", "nio");
        values.oneOf(Keys.WHEN_FULL, "wait", "return");
        values.oneOf(Keys.MODE, "processes", "in-process");
        values.oneOf(Keys.IN_PROCESS_COPY, "true", "false");
        values.oneOf(Keys.REFUSE_SPAWN_AFTER_FAILURE, "true", "false");
        requireNets();
        requirePath(Keys.EVIDENCE_DIR);
        new Bounds(values).require();
    }

    /* A word that is not understood must not turn into a net that is off. */
    private void requireNets() {
        String nets = values.text(Keys.NETS);
        if (!nets.equals("all") && !nets.equals("none") && !NETS.containsAll(List.of(values.words(Keys.NETS)))) {
            throw values.refused(Keys.NETS, "all, none or a list of hook,lease,reaper,sweep");
        }
    }

    private void requirePath(Key key) {
        try {
            if (!Path.of(values.text(key)).toString().isEmpty()) {
                return;
            }
        } catch (InvalidPathException e) {
            // refused below, like an empty one
        }
        throw values.refused(key, "the path of a directory");
    }
}
