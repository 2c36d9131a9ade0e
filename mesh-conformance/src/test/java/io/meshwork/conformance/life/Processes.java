package io.meshwork.conformance.life;

import io.meshwork.bootstrap.process.ProcessInfo;
import io.meshwork.bootstrap.process.ProcessTable;
import io.meshwork.transport.Run;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The processes that came since this was made: those that hang below this JVM, and those that carry the mark of its run
 * wherever they hang. A zombie counts, as nobody has waited for it; the reaper of this JVM doesn't, which stays as long as
 * the JVM.
 */
public final class Processes {

    private static final ProcessTable TABLE = new ProcessTable();

    private final Set<Long> before = new HashSet<>();

    private Processes() {
        all().forEach(info -> before.add(info.pid()));
    }

    public static Processes fromNowOn() {
        return new Processes();
    }

    /** Those that came since and are there. */
    public List<ProcessInfo> left() {
        List<ProcessInfo> left = new ArrayList<>();
        Set<Long> seen = new HashSet<>(before);
        for (ProcessInfo info : all()) {
            if (seen.add(info.pid())) {
                left.add(info);
            }
        }
        return left;
    }

    public List<Long> pids() {
        return left().stream().map(ProcessInfo::pid).toList();
    }

    private static List<ProcessInfo> all() {
        List<ProcessInfo> all = new ArrayList<>(TABLE.descendants(self()));
        all.removeIf(Processes::isReaperOfThisJvm);
        all.addAll(ofRun(Run.ofThisJvm().id()));
        return all;
    }

    /* {@code sh -c … mesh-reaper <run> <directory>}. Told by what ps shows: to ask for it would start one. */
    private static boolean isReaperOfThisJvm(ProcessInfo info) {
        List<String> arguments = info.parentPid() == self() ? argumentsIfThere(info.pid()) : List.of();
        int name = arguments.indexOf("mesh-reaper");
        return name >= 0
                && name + 1 < arguments.size()
                && arguments.get(name + 1).equals(Run.ofThisJvm().id());
    }

    private static List<String> argumentsIfThere(long pid) {
        try {
            return strings(Files.readAllBytes(Path.of("/proc", Long.toString(pid), "cmdline")));
        } catch (IOException e) {
            return List.of(); // it has ended
        }
    }

    public static long self() {
        return ProcessHandle.current().pid();
    }

    /** The living ones that carry the mark of a run. */
    public static List<ProcessInfo> ofRun(String runId) {
        return TABLE.carrying("MESH_RUN_ID", runId::equals);
    }

    public static Optional<ProcessInfo> find(long pid) {
        return TABLE.find(pid);
    }

    public static List<Long> children(long pid) {
        return TABLE.all().stream()
                .filter(info -> info.parentPid() == pid)
                .map(ProcessInfo::pid)
                .toList();
    }

    public static List<String> arguments(long pid) {
        return strings(read(pid, "cmdline"));
    }

    /** What it was started with: {@code NAME=value} each. */
    public static List<String> environment(long pid) {
        return strings(read(pid, "environ"));
    }

    /** @return the bytes of a file of {@code proc(5)} */
    public static byte[] read(long pid, String file) {
        try {
            return Files.readAllBytes(Path.of("/proc", Long.toString(pid), file));
        } catch (IOException e) {
            throw new AssertionError("no such process: pid=" + pid, e);
        }
    }

    /** What a file descriptor of the process is: {@code pipe:[4711]}, a path, … */
    public static String descriptor(long pid, int number) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(pid), "fd", Integer.toString(number)))
                    .toString();
        } catch (IOException e) {
            throw new AssertionError("no such process or descriptor: pid=" + pid + " fd=" + number, e);
        }
    }

    private static List<String> strings(byte[] zeroEnded) {
        return List.of(new String(zeroEnded, StandardCharsets.UTF_8).split("\0", 0));
    }
}
