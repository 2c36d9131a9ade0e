package io.meshwork.bootstrap.budget;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The memory of the machine, or of the control group that this JVM is in, if that has less: as the Linux kernel tells in
 * {@code /proc/meminfo}, {@code /proc/self/cgroup} and {@code /sys/fs/cgroup}.
 *
 * @param totalBytes all there is
 * @param freeBytes what processes could get now
 */
record MachineMemory(long totalBytes, long freeBytes) {

    private static final String KILOBYTES = " kB";
    private static final String V2 = "0::";
    private static final String V1 = ":memory:";

    static Optional<MachineMemory> now() {
        return now(Path.of("/"));
    }

    /**
     * @param root of the file system
     * @return empty where the kernel doesn't tell
     */
    static Optional<MachineMemory> now(Path root) {
        try {
            List<String> info = Files.readAllLines(root.resolve("proc/meminfo"));
            MachineMemory machine = new MachineMemory(kilobytes(info, "MemTotal:"), kilobytes(info, "MemAvailable:"));
            return Optional.of(machine.within(root));
        } catch (IOException | NumberFormatException e) {
            return Optional.empty();
        }
    }

    private static long kilobytes(List<String> info, String name) {
        for (String line : info) {
            if (line.startsWith(name) && line.endsWith(KILOBYTES)) {
                String kilobytes = line.substring(name.length(), line.length() - KILOBYTES.length());
                return 1024 * Long.parseLong(kilobytes.strip());
            }
        }
        throw new NumberFormatException("not there: " + name);
    }

    private MachineMemory within(Path root) throws IOException {
        Path groups = root.resolve("sys/fs/cgroup");
        Path membership = root.resolve("proc/self/cgroup");
        MachineMemory least = this;
        for (String line : Files.exists(membership) ? Files.readAllLines(membership) : List.<String>of()) {
            if (line.startsWith(V2)) {
                least = least.withinAll(groups, line.substring(V2.length()), "memory.max", "memory.current");
            } else if (line.contains(V1)) {
                String group = line.substring(line.indexOf(V1) + V1.length());
                Path memory = groups.resolve("memory");
                least = least.withinAll(memory, group, "memory.limit_in_bytes", "memory.usage_in_bytes");
            }
        }
        return least;
    }

    /* In a container its own group may be mounted where that of the machine is: what is not there is passed over. */
    private MachineMemory withinAll(Path mount, String group, String limit, String usage) throws IOException {
        Path at = mount.resolve(group.substring(Math.min(1, group.length()))).normalize();
        MachineMemory least = this;
        while (at.startsWith(mount)) {
            least = least.withinOne(at, limit, usage);
            at = at.getParent();
        }
        return least;
    }

    private MachineMemory withinOne(Path group, String limit, String usage) throws IOException {
        Path file = group.resolve(limit);
        String text = Files.exists(file) ? Files.readString(file).strip() : "max";
        if (text.equals("max") || Long.parseLong(text) >= totalBytes) {
            return this;
        }
        long most = Long.parseLong(text);
        long used =
                Long.parseLong(Files.readString(group.resolve(usage)).strip()) - cached(group.resolve("memory.stat"));
        return new MachineMemory(most, Math.min(freeBytes, Math.max(0, most - used)));
    }

    /* Of files that nobody looks at just now: given up when memory is wanted. */
    private static long cached(Path statistics) throws IOException {
        for (String line : Files.exists(statistics) ? Files.readAllLines(statistics) : List.<String>of()) {
            if (line.startsWith("inactive_file ")) {
                return Long.parseLong(line.substring("inactive_file ".length()).strip());
            }
        }
        return 0;
    }
}
