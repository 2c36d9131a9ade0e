package io.meshwork.conformance.surefire;

import static org.awaitility.Awaitility.await;

import io.meshwork.bootstrap.process.ProcessInfo;
import io.meshwork.bootstrap.process.ProcessTable;
import io.meshwork.bootstrap.process.Signals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A test JVM whose mesh is up, and what hangs on it. Seen again and again until it is dead and nothing of it is left, or
 * the bound for that is over. Not safe for several threads.
 */
final class Fork {

    private static final ProcessTable TABLE = new ProcessTable();

    private final ProcessInfo jvm;
    private final String runId;
    private final Duration bound;
    private final List<ProcessInfo> company;
    private final List<Child> children;
    private final String said;
    private long deadNanos; // 0 while it lives
    private @Nullable Duration clearedAfter;
    private List<ProcessInfo> left = List.of();

    private Fork(ProcessInfo jvm, String runId, String said, Duration bound) {
        this.jvm = jvm;
        this.runId = runId;
        this.bound = bound;
        this.said = said;
        company = TABLE.descendants(jvm.pid());
        children = Child.among(company);
    }

    /**
     * @param up what it has written: the id of its run, and what it says of the class archive
     */
    static Fork of(long pid, String up, Duration bound) {
        ProcessInfo jvm = TABLE.find(pid).orElseThrow(() -> new AssertionError("dead before its end: pid=" + pid));
        String[] lines = up.split("\n", 2);
        return new Fork(jvm, lines[0], lines[1], bound);
    }

    /** How many processes of its run there were when its mesh was up. */
    int size() {
        return company.size();
    }

    /** Its hosts and procs when its mesh was up. */
    List<Child> children() {
        return children;
    }

    /** Of the class archive, when its mesh was up. */
    String said() {
        return said;
    }

    void signal(int signal) {
        jvm.signal(signal);
    }

    /** Sees how things are. */
    void look() {
        if (deadNanos == 0 && now(jvm).isEmpty()) {
            deadNanos = System.nanoTime();
        }
        if (deadNanos == 0 || isOver()) {
            return;
        }
        List<ProcessInfo> now = remaining();
        Duration after = Duration.ofNanos(System.nanoTime() - deadNanos);
        if (now.isEmpty()) {
            clearedAfter = after;
        } else if (after.compareTo(bound) > 0) {
            left = now;
        }
    }

    boolean isDead() {
        return deadNanos != 0;
    }

    /** Nothing is left, or it is too late for that. */
    boolean isOver() {
        return clearedAfter != null || !left.isEmpty();
    }

    /** What was there when the bound was over. */
    List<ProcessInfo> left() {
        return left;
    }

    /** From its death until nothing was left; the bound if something was. */
    Duration clearedAfter() {
        return clearedAfter != null ? clearedAfter : bound;
    }

    /** Of {@link System#nanoTime()}. */
    long deadNanos() {
        return deadNanos;
    }

    /** Ends whatever there is of it, and waits for that. */
    void sweep() {
        jvm.signal(Signals.KILL);
        await().pollInSameThread().until(() -> {
            List<ProcessInfo> there = remaining();
            there.forEach(info -> info.signal(Signals.KILL));
            return there.isEmpty();
        });
    }

    /* Those of its run, wherever they hang, and those that hung below it without the run's mark. */
    private List<ProcessInfo> remaining() {
        Map<Long, ProcessInfo> found = new LinkedHashMap<>();
        TABLE.carrying("MESH_RUN_ID", runId::equals).forEach(info -> found.put(info.pid(), info));
        company.forEach(info -> now(info).ifPresent(now -> found.put(now.pid(), now)));
        return new ArrayList<>(found.values());
    }

    /* As it is now, if it lives. */
    private static Optional<ProcessInfo> now(ProcessInfo info) {
        return TABLE.find(info.pid()).filter(now -> now.startTicks() == info.startTicks() && !now.isDead());
    }
}
