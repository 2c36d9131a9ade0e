package io.meshwork.bootstrap.process;

import static io.meshwork.bootstrap.process.StartedProcesses.await;
import static io.meshwork.bootstrap.process.StartedProcesses.exitOf;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ProcessTableTest {

    private static final String FIELDS_AFTER_PARENT = " 1 1 0 -1 4194560 1 0 0 0 0 0 0 0 20 0 1 0 ";

    @RegisterExtension
    final StartedProcesses processes = new StartedProcesses();

    private final ProcessTable table = new ProcessTable();

    @Test
    void aProcessIsFoundAsItIs() throws Exception {
        ChildProcess child = processes.start(ChildCommand.of("sleep", "60"));
        await("exec", () -> table.find(child.pid()).orElseThrow().commandLine().equals("sleep 60"));

        ProcessInfo found = table.find(child.pid()).orElseThrow();
        assertThat(found.parentPid()).isEqualTo(ProcessHandle.current().pid());
        assertThat(found.startTicks()).isEqualTo(child.startTicks());
        assertThat(found.isDead()).isFalse();
        assertThat(found.age()).isBetween(Duration.ZERO, Duration.ofSeconds(60));
        assertThat(table.all()).extracting(ProcessInfo::pid).contains(child.pid());

        assertThat(found.signal(Signals.KILL)).isTrue();
        exitOf(child);
        assertThat(table.find(child.pid())).isEmpty();
    }

    @Test
    void descendantsAreFoundNearestFirst() {
        ChildProcess child = processes.sh("sh -c 'sleep 61; :' & wait");
        await("a grandchild's child", () -> table.descendants(child.pid()).size() == 2);

        List<ProcessInfo> found = table.descendants(child.pid());
        assertThat(found.get(0).parentPid()).isEqualTo(child.pid());
        assertThat(found.get(1).parentPid()).isEqualTo(found.get(0).pid());
        assertThat(table.descendants(ProcessHandle.current().pid()))
                .extracting(ProcessInfo::pid)
                .contains(child.pid(), found.get(0).pid(), found.get(1).pid());
    }

    @Test
    void whatHangsBelowAThreadThatHasEndedIsFound() throws Exception {
        AtomicReference<ChildProcess> started = new AtomicReference<>();
        Thread forker = new Thread(() -> started.set(processes.start(ChildCommand.of("sleep", "64"))));
        forker.start();
        forker.join();

        ChildProcess child = started.get();
        await(
                "found",
                () -> table.descendants(ProcessHandle.current().pid()).stream()
                        .anyMatch(info -> info.pid() == child.pid()));
    }

    @Test
    void theChildrenOfAllThreadsAreFoundWhereTheKernelTellsThem(@TempDir Path root) throws Exception {
        Files.createDirectories(root.resolve("thread-self"));
        Files.createFile(root.resolve("thread-self").resolve("children"));
        write(root, 7, "7 (root) S 1" + FIELDS_AFTER_PARENT + "4711 0 0\n");
        write(root, 8, "8 (a) S 7" + FIELDS_AFTER_PARENT + "4712 0 0\n");
        write(root, 9, "9 (b) Z 7" + FIELDS_AFTER_PARENT + "4713 0 0\n");
        write(root, 10, "10 (below b) S 9" + FIELDS_AFTER_PARENT + "4714 0 0\n");
        write(root, 11, "11 (another of that pid) S 1" + FIELDS_AFTER_PARENT + "4715 0 0\n");
        write(root, 12, "12 (told by no thread) S 7" + FIELDS_AFTER_PARENT + "4716 0 0\n");
        writeChildren(root, 7, 7, "");
        writeChildren(root, 7, 70, "9 11 13 "); // 13 vanished
        writeChildren(root, 7, 71, "8 ");
        writeChildren(root, 9, 9, "10 ");

        List<ProcessInfo> found = new ProcessTable(root).descendants(7);
        assertThat(found).extracting(ProcessInfo::pid).containsExactlyInAnyOrder(8L, 9L, 10L);
        assertThat(found.get(2).pid()).isEqualTo(10);
    }

    @Test
    void whatAProcessWasStartedWithIsReadFromItsEnvironment() {
        ChildProcess child =
                processes.start(ChildCommand.of("sleep", "65").withEnvironment("PROCESS_TABLE_TEST", "a=b"));
        await("exec", () -> table.variable(child.pid(), "PROCESS_TABLE_TEST").equals(Optional.of("a=b")));
        assertThat(table.variable(child.pid(), "TABLE_TEST")).isEmpty();
    }

    @Test
    void aGrandchildInASessionOfItsOwnIsFoundByItsEnvironment() throws Exception {
        String value = "run-" + System.nanoTime();
        ChildProcess child = processes.start(ChildCommand.of("/bin/sh", "-c", "setsid sleep 62 & exit 0")
                .withEnvironment("PROCESS_TABLE_TEST", value));
        exitOf(child);
        await("the session's leader", () -> carrying(value).equals(List.of("sleep 62")));

        assertThat(table.descendants(child.pid())).isEmpty();
        assertThat(carrying("another value")).isEmpty();
        assertThat(table.carrying("TABLE_TEST", value::equals)).isEmpty();
        table.carrying("PROCESS_TABLE_TEST", value::equals).forEach(info -> info.signal(Signals.KILL));
        await("its end", () -> carrying(value).isEmpty());
    }

    @Test // P-4
    void aZombieIsDead() {
        ChildProcess child = processes.sh("true & exec sleep 63");
        await("a zombie", () -> table.descendants(child.pid()).stream().anyMatch(ProcessInfo::isDead));

        ProcessInfo zombie = table.descendants(child.pid()).get(0);
        assertThat(zombie.state()).isEqualTo('Z');
        assertThat(zombie.commandLine()).matches("\\[.+]");
        assertThat(table.isAlive(zombie.pid(), zombie.startTicks())).isFalse();
        assertThat(zombie.signal(Signals.KILL)).isFalse();
        assertThat(processes.living()).extracting(ProcessInfo::pid).containsExactly(child.pid());
    }

    @Test // P-5
    void processesThatComeAndGoAreNoError() throws Exception {
        ChildProcess child = processes.sh("i=0; while [ $i -lt 300 ]; do i=$((i+1)); /bin/true & done; wait");
        int rounds = 0;
        while (!child.exit().isDone()) {
            assertThat(table.all()).isNotEmpty();
            table.descendants(child.pid());
            table.carrying("PROCESS_TABLE_TEST", value -> true);
            rounds++;
        }
        assertThat(rounds).isPositive();
    }

    @Test
    void aNameMayHoldAnything(@TempDir Path root) throws Exception {
        write(root, 7, "7 (a) R 1 (\n) S 3" + FIELDS_AFTER_PARENT + "4711 0 0\n");
        write(root, 8, "8 (gone before it was read) Z 7" + FIELDS_AFTER_PARENT + "4712 0 0\n");
        Files.createDirectories(root.resolve("9")); // vanished
        Files.createDirectories(root.resolve("self"));

        ProcessTable table = new ProcessTable(root);
        assertThat(table.find(7)).contains(new ProcessInfo(7, 3, 'S', 4711, "[a) R 1 (\n]"));
        assertThat(table.find(9)).isEmpty();
        assertThat(table.all()).extracting(ProcessInfo::pid).containsExactlyInAnyOrder(7L, 8L);
        assertThat(table.descendants(3)).extracting(ProcessInfo::pid).containsExactly(7L, 8L);
    }

    private List<String> carrying(String value) {
        return table.carrying("PROCESS_TABLE_TEST", value::equals).stream()
                .map(ProcessInfo::commandLine)
                .toList();
    }

    private static void writeChildren(Path root, long pid, long thread, String children) throws Exception {
        Path directory = root.resolve(Long.toString(pid)).resolve("task").resolve(Long.toString(thread));
        Files.writeString(Files.createDirectories(directory).resolve("children"), children);
    }

    private static void write(Path root, long pid, String stat) throws Exception {
        Path directory = Files.createDirectories(root.resolve(Long.toString(pid)));
        Files.writeString(directory.resolve("stat"), stat);
    }
}
