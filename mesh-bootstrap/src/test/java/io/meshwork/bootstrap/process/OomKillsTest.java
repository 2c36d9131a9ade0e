package io.meshwork.bootstrap.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OomKillsTest {

    private static final String EVENTS = "low 0\nhigh 0\nmax 7\noom 9\noom_kill %d\noom_group_kill 0\n";
    private static final String CONTROL = "oom_kill_disable 0\nunder_oom 0\noom_kill %d\n";

    @TempDir
    Path root;

    @Test
    void onThisMachineTheyAreReadAndNeverFewer() {
        OomKills before = OomKills.now();
        OomKills after = OomKills.now();
        assertThat(before.since(after)).isFalse();
        assertThat(after.since(after)).isFalse();
    }

    @Test
    void theMachinesAreCountedWhereTheGroupTellsNothing() throws IOException {
        machine(3);
        OomKills before = read();
        assertThat(read().since(before)).isFalse();
        machine(4);
        assertThat(read().since(before)).isTrue();
        assertThat(before.since(read())).isFalse();
    }

    @Test
    void theOwnGroupsAreCountedAndThoseOfOthersAreNot() throws IOException {
        machine(3);
        write("proc/self/cgroup", "0::/a/b\n");
        write("groups/a/b/memory.events", EVENTS.formatted(1));
        OomKills before = read();
        machine(4);
        assertThat(read().since(before)).isFalse();
        write("groups/a/b/memory.events", EVENTS.formatted(2));
        assertThat(read().since(before)).isTrue();
    }

    @Test
    void inAContainerTheMountedGroupIsTheOwn() throws IOException {
        write("proc/self/cgroup", "0::/docker/of the outside\n");
        write("groups/memory.events", EVENTS.formatted(0));
        OomKills before = read();
        write("groups/memory.events", EVENTS.formatted(1));
        assertThat(read().since(before)).isTrue();
    }

    @Test
    void groupsOfVersion1AreReadToo() throws IOException {
        write("proc/self/cgroup", "9:name=systemd:/\n8:cpu,memory:/a\n7:pids:/b\n0::/\n");
        write("groups/memory/a/memory.oom_control", CONTROL.formatted(5));
        OomKills before = read();
        assertThat(read().since(before)).isFalse();
        write("groups/memory/a/memory.oom_control", CONTROL.formatted(6));
        assertThat(read().since(before)).isTrue();
    }

    @Test
    void whereNothingIsToldNothingHasHappened() throws IOException {
        OomKills nothing = read();
        assertThat(read().since(nothing)).isFalse();
        write("proc/self/cgroup", "\n0:\n0::\nno line of this kind\n0::/a");
        write("groups/a/memory.events", "oom_kill many\n");
        write("proc/vmstat", "nr_free_pages 12\noom_kill");
        assertThat(read().since(nothing)).isFalse();
        machine(9);
        assertThat(read().since(nothing)).isFalse();
        assertThat(nothing.since(read())).isFalse();
    }

    private OomKills read() {
        return OomKills.read(root.resolve("proc"), root.resolve("groups"));
    }

    private void machine(int kills) throws IOException {
        write("proc/vmstat", "nr_free_pages 12\noom_kill " + kills + "\nnuma_pte_updates 0\n");
    }

    private void write(String file, String text) throws IOException {
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }
}
