package io.meshwork.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** T-5. */
class StaleRunsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final RunOwner SELF = RunOwner.self();

    @TempDir
    Path base;

    private final Warnings warnings = new Warnings();
    private final List<Process> started = new ArrayList<>();

    @AfterEach
    void nothingIsLeftRunning() throws Exception {
        for (Process process : started) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
        }
        Threads.join(StaleRuns.THREAD);
        warnings.close();
        assertThat(warnings.texts()).isEmpty();
    }

    @Test
    void aRunGoesWhenItsOwnerIsKilled() throws Exception {
        Process owner = start("sleep", "300");
        Path run = ownedBy(owner.pid());
        Files.createFile(Files.createDirectory(run.resolve("sub")).resolve("file"));

        sweep();
        assertThat(run.resolve("owner")).exists();

        owner.destroyForcibly().waitFor();
        sweep();
        assertThat(base).isEmptyDirectory();
    }

    @Test
    void aRunGoesWhoseOwnerIsAZombie() throws Exception {
        Process parent = start("sh", "-c", "sleep 300 & echo $!; exec sleep 300");
        long zombie = Long.parseLong(firstLine(parent));
        Path run = ownedBy(zombie);
        sweep();
        assertThat(run).exists();

        awaitExec("sleep", parent); // the shell would reap it
        ProcessHandle.of(zombie).orElseThrow().destroyForcibly();
        awaitDead(zombie, parent);
        sweep();
        assertThat(run).doesNotExist();
    }

    @Test
    void aRunGoesWhosePidAnotherProcessHasNow() throws Exception {
        Path run = owned(new RunOwner(SELF.pid(), SELF.startTicks() - 1, SELF.boot(), SELF.pidNamespace()));
        sweep();
        assertThat(run).doesNotExist();
    }

    @Test
    void aRunGoesThatWasLongBeforeTheMachineWasRestarted() throws Exception {
        Path run = owned(new RunOwner(SELF.pid(), SELF.startTicks(), "another boot", SELF.pidNamespace()));
        changedHoursAgo(run, 25);
        sweep();
        assertThat(run).doesNotExist();
    }

    @Test
    void aRunOfAnotherBootStaysForADayAsItMayBeAnotherMachines() throws Exception {
        Path run = owned(new RunOwner(SELF.pid(), SELF.startTicks(), "another boot", SELF.pidNamespace()));
        changedHoursAgo(run, 23);
        sweep();
        assertThat(run).exists();
    }

    @Test
    void aRunOfAnotherPidNamespaceStays() throws Exception {
        Process gone = start("true");
        gone.waitFor();
        Path run = owned(new RunOwner(gone.pid(), 1, SELF.boot(), "pid:[1]"));
        sweep();
        assertThat(run).exists();
    }

    @Test
    void ofAnOwnerThatToldItsPidAloneARunStays() throws Exception {
        Path run = owned(new RunOwner(Integer.MAX_VALUE, -1, "", ""));
        changedHoursAgo(run);
        sweep();
        assertThat(run).exists();
    }

    @Test
    void whoDoesNotKnowItselfSweepsNothing() throws Exception {
        Path run = owned(new RunOwner(SELF.pid(), 1, SELF.boot(), SELF.pidNamespace()));
        new StaleRuns(base, new RunOwner(SELF.pid(), -1, "", "")).sweep();
        assertThat(run).exists();
    }

    @Test
    void aLiveRunStays() {
        Run run = Run.fresh(base);
        run.acquire();
        sweep();
        assertThat(run.directory()).isDirectoryContaining("glob:**/owner");
        run.release();
    }

    @Test
    void withoutAnOwnerItGoesAfterAnHourIfNothingButSocketsIsInIt() throws Exception {
        Path empty = directory("mesh-empty");
        Path cutShort = directory("mesh-cut-short");
        Files.createFile(cutShort.resolve(RunOwner.UNFINISHED_FILE));
        Path sockets = directory("mesh-sockets");
        try (ServerSocketChannel left = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            left.bind(UnixDomainSocketAddress.of(sockets.resolve("a.s")));
        }
        Path somebodys = directory("mesh-experiments");
        Path precious = Files.createFile(somebodys.resolve("precious"));

        sweep();
        assertThat(List.of(empty, cutShort, sockets))
                .allSatisfy(run -> assertThat(run).exists());

        for (Path run : List.of(empty, cutShort, sockets, somebodys)) {
            changedHoursAgo(run);
        }
        sweep();
        assertThat(List.of(empty, cutShort, sockets))
                .allSatisfy(run -> assertThat(run).doesNotExist());
        assertThat(precious).exists();
    }

    @Test
    void whatIsNotExactlyADirectoryOfARunIsLeftAlone() throws Exception {
        RunOwner gone = new RunOwner(SELF.pid(), 1, SELF.boot(), SELF.pidNamespace());
        Path entered = owned(gone);
        Files.setPosixFilePermissions(entered, PosixFilePermissions.fromString("rwx--x---"));
        Path file = Files.createFile(base.resolve("mesh-file"));
        Path elsewhere = directory("elsewhere");
        gone.write(elsewhere);
        Path link = Files.createSymbolicLink(base.resolve("mesh-link"), elsewhere);
        Path dangling = Files.createSymbolicLink(base.resolve("mesh-dangling"), base.resolve("nowhere"));

        sweep();

        assertThat(entered.resolve("owner")).exists();
        assertThat(file).exists();
        assertThat(elsewhere.resolve("owner")).exists();
        assertThat(link).isSymbolicLink();
        assertThat(dangling).isSymbolicLink();
    }

    @Test
    void severalMaySweepAtOnce() throws Exception {
        int sweeps = 4;
        for (int round = 0; round < 20; round++) {
            for (int i = 0; i < 10; i++) {
                Path run = owned(new RunOwner(SELF.pid(), i, SELF.boot(), SELF.pidNamespace()));
                Files.createFile(Files.createDirectory(run.resolve("sub")).resolve("file"));
            }
            CyclicBarrier start = new CyclicBarrier(sweeps);
            List<Thread> threads = new ArrayList<>();
            for (int i = 0; i < sweeps; i++) {
                Thread thread = new Thread(() -> {
                    try {
                        start.await();
                    } catch (Exception e) {
                        throw new IllegalStateException(e);
                    }
                    sweep();
                });
                thread.start();
                threads.add(thread);
            }
            for (Thread thread : threads) {
                thread.join();
            }
            assertThat(base).isEmptyDirectory();
        }
    }

    @Test
    void aPlaceThatIsGoneHasNoRuns() {
        StaleRuns.in(base.resolve("missing")).sweep();
    }

    @Test
    void aPlaceThatCannotBeReadIsLoggedOnly() throws Exception {
        Path file = Files.createFile(base.resolve("file"));
        try (Warnings ownWarnings = new Warnings()) {
            StaleRuns.in(file).sweep();
            assertThat(ownWarnings.texts()).containsExactly("runs that are gone not looked for: path=" + file);
        }
        warnings.texts().clear();
    }

    /** A JVM of its own is killed and leaves its run; the first to acquire the next run has it swept, and no other. */
    @Test
    void theNextRunSweepsWhatAKilledJvmHasLeft() throws Exception {
        Process jvm = start(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classPath(StaleRunsTest.class, Run.class, LoggerFactory.class),
                "-Dslf4j.internal.verbosity=ERROR",
                Crashing.class.getName(),
                base.toString());
        Path left = Path.of(firstLine(jvm));
        Run next = Run.fresh(base);
        sweep();
        assertThat(left.resolve("a.s")).exists();

        jvm.destroyForcibly().waitFor();
        assertThat(left.resolve("a.s")).exists();
        next.acquire();
        Threads.join(StaleRuns.THREAD);
        assertThat(left).doesNotExist();
        assertThat(next.directory()).exists();

        next.release();
        Path later = owned(new RunOwner(SELF.pid(), 1, SELF.boot(), SELF.pidNamespace()));
        next.acquire();
        Threads.join(StaleRuns.THREAD);
        assertThat(later).exists();
        next.release();
    }

    /** Acquires a run in the directory it's given, says where that is, and waits to be killed. */
    static final class Crashing {

        public static void main(String[] args) throws IOException {
            Run run = Run.fresh(Path.of(args[0]));
            run.acquire();
            Files.createFile(run.socketPath("a.s"));
            System.out.println(run.directory());
            System.in.read();
        }
    }

    private void sweep() {
        StaleRuns.in(base).sweep();
    }

    private Path ownedBy(long pid) throws IOException {
        ProcessStart start = ProcessStart.read(Path.of("/proc", Long.toString(pid)));
        assertThat(start).as("process %s", pid).isNotNull();
        return owned(new RunOwner(pid, start.ticks(), SELF.boot(), SELF.pidNamespace()));
    }

    private Path owned(RunOwner owner) throws IOException {
        Path run = directory("mesh-" + owner.pid() + '-' + owner.startTicks());
        owner.write(run);
        return run;
    }

    private Path directory(String name) throws IOException {
        return Files.createDirectory(
                base.resolve(name), PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    }

    private static void changedHoursAgo(Path directory) throws IOException {
        changedHoursAgo(directory, 2);
    }

    private static void changedHoursAgo(Path directory, int hours) throws IOException {
        Files.setLastModifiedTime(directory, FileTime.from(Instant.now().minus(Duration.ofHours(hours))));
    }

    private Process start(String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        started.add(process);
        return process;
    }

    private static String firstLine(Process process) throws IOException {
        String line =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)).readLine();
        assertThat(line).as("what the process says first").isNotNull();
        return line;
    }

    private static void awaitExec(String program, Process process) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        Path name = Path.of("/proc", Long.toString(process.pid()), "comm");
        while (!Files.readString(name).strip().equals(program)) {
            assertThat(System.nanoTime()).as("has not become %s", program).isLessThan(deadline);
            process.waitFor(10, TimeUnit.MILLISECONDS);
        }
    }

    /* Its parent never asks how it ended; waiting for the parent's own end is the pause between two looks. */
    private static void awaitDead(long pid, Process parent) throws Exception {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        ProcessStart seen = ProcessStart.read(Path.of("/proc", Long.toString(pid)));
        while (seen != null && !seen.isDead()) {
            assertThat(System.nanoTime()).as("still runs: %s", seen).isLessThan(deadline);
            parent.waitFor(10, TimeUnit.MILLISECONDS);
            seen = ProcessStart.read(Path.of("/proc", Long.toString(pid)));
        }
        assertThat(seen).as("a zombie, not reaped").isNotNull();
    }

    private static String classPath(Class<?>... types) throws Exception {
        List<String> entries = new ArrayList<>();
        for (Class<?> type : types) {
            entries.add(Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString());
        }
        return String.join(File.pathSeparator, entries);
    }
}
