package io.meshwork.bootstrap.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How often the kernel's out-of-memory killer has killed a process, as read at one moment: of this process's control
 * group where that is told, else of the whole machine.
 */
public final class OomKills {

    private static final long UNKNOWN = -1;
    private static final String COUNT = "\noom_kill ";
    private static final String MEMORY = "memory";

    /*
     * The machine's count includes those of all groups, and says little where others use the machine too. The group's
     * counts what was killed of it, be it for want of memory of the group or of the machine; children are of the group
     * of their parent.
     */
    private final long ofMachine;
    private final long ofGroup;

    private OomKills(long ofMachine, long ofGroup) {
        this.ofMachine = ofMachine;
        this.ofGroup = ofGroup;
    }

    public static OomKills now() {
        return read(Path.of("/proc"), Path.of("/sys/fs/cgroup"));
    }

    static OomKills read(Path proc, Path groups) {
        return new OomKills(count(proc.resolve("vmstat")), ofOwnGroup(text(proc.resolve("self/cgroup")), groups));
    }

    /** Whether it has acted since then; false where the kernel tells nothing. */
    public boolean since(OomKills earlier) {
        if (ofGroup != UNKNOWN && earlier.ofGroup != UNKNOWN) {
            return ofGroup > earlier.ofGroup;
        }
        return earlier.ofMachine != UNKNOWN && ofMachine > earlier.ofMachine;
    }

    /** Lines are {@code number:controllers:/path}, in version 2 of control groups {@code 0::/path}. */
    private static long ofOwnGroup(String memberships, Path groups) {
        int from = 0;
        while (from < memberships.length()) {
            int end = memberships.indexOf('\n', from);
            String line = memberships.substring(from, end < 0 ? memberships.length() : end);
            from += line.length() + 1;
            long count = ofGroup(line, groups);
            if (count != UNKNOWN) {
                return count;
            }
        }
        return UNKNOWN;
    }

    private static long ofGroup(String line, Path groups) {
        int controllers = line.indexOf(':') + 1;
        int path = line.indexOf(':', controllers) + 1;
        if (controllers == 0 || path == 0) {
            return UNKNOWN;
        }
        if (path == controllers + 1) {
            return count(groups, line.substring(path), "memory.events");
        }
        String names = "," + line.substring(controllers, path - 1) + ",";
        return names.contains("," + MEMORY + ",")
                ? count(groups.resolve(MEMORY), line.substring(path), "memory.oom_control")
                : UNKNOWN;
    }

    /** In a container the group's path may be the one outside, while its own group is all that is mounted. */
    private static long count(Path mount, String path, String file) {
        Path own = Path.of(mount + path, file);
        return count(Files.exists(own) ? own : mount.resolve(file));
    }

    private static long count(Path file) {
        String text = "\n" + text(file);
        int at = text.indexOf(COUNT);
        if (at < 0) {
            return UNKNOWN;
        }
        int from = at + COUNT.length();
        int end = text.indexOf('\n', from);
        try {
            return Long.parseLong(text, from, end < 0 ? text.length() : end, 10);
        } catch (NumberFormatException e) {
            return UNKNOWN;
        }
    }

    private static String text(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
        } catch (IOException e) {
            return "";
        }
    }
}
