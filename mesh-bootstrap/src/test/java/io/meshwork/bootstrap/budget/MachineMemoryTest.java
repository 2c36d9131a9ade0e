package io.meshwork.bootstrap.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the kernel tells, in files like its own. */
class MachineMemoryTest {

    private static final long MIB = 1L << 20;
    private static final String INFO = "MemTotal:  8388608 kB\nMemFree: 1 kB\nMemAvailable:    4194304 kB\n";

    @TempDir
    private Path root;

    private void file(String path, String text) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    @Test
    void withoutAControlGroupItIsTheMachines() throws IOException {
        file("proc/meminfo", INFO);

        assertThat(MachineMemory.now(root)).contains(new MachineMemory(8192 * MIB, 4096 * MIB));
    }

    @Test
    void ofTheGroupsThatAJvmIsInTheOneWithLeastCounts() throws IOException {
        file("proc/meminfo", INFO);
        file("proc/self/cgroup", "0::/outer/inner\n");
        file("sys/fs/cgroup/outer/memory.max", 2048 * MIB + "\n");
        file("sys/fs/cgroup/outer/memory.current", 1024 * MIB + "\n");
        file("sys/fs/cgroup/outer/memory.stat", "anon 1\ninactive_file " + 512 * MIB + "\n");
        file("sys/fs/cgroup/outer/inner/memory.max", "max\n");

        assertThat(MachineMemory.now(root)).contains(new MachineMemory(2048 * MIB, 1536 * MIB));
    }

    @Test
    void theOlderKindOfGroupsCountsToo() throws IOException {
        file("proc/meminfo", INFO);
        file("proc/self/cgroup", "9:cpu:/x\n4:memory:/x\n");
        file("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
        file("sys/fs/cgroup/memory/memory.usage_in_bytes", "7\n");
        file("sys/fs/cgroup/memory/x/memory.limit_in_bytes", 1024 * MIB + "\n");
        file("sys/fs/cgroup/memory/x/memory.usage_in_bytes", 1000 * MIB + "\n");

        assertThat(MachineMemory.now(root)).contains(new MachineMemory(1024 * MIB, 24 * MIB));
    }

    @Test
    void whereTheKernelDoesNotTellItIsUnknown() throws IOException {
        assertThat(MachineMemory.now(root)).isEmpty();
        file("proc/meminfo", "MemTotal: 1 kB\n");
        assertThat(MachineMemory.now(root)).isEmpty();
    }

    @Test
    void ofThisMachineItIsKnown() {
        assertThat(MachineMemory.now()).hasValueSatisfying(memory -> {
            assertThat(memory.totalBytes()).isGreaterThan(64 * MIB);
            assertThat(memory.freeBytes()).isBetween(0L, memory.totalBytes());
        });
    }
}
