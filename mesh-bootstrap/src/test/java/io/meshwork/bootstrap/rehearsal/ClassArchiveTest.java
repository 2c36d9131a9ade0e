package io.meshwork.bootstrap.rehearsal;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.bootstrap.process.ChildCommand;
import io.meshwork.bootstrap.process.ChildProcess;
import io.meshwork.bootstrap.process.ClassPath;
import io.meshwork.bootstrap.process.ExitStatus;
import io.meshwork.bootstrap.process.ExitStatus.Exited;
import io.meshwork.bootstrap.process.ProcessStartException;
import io.meshwork.bootstrap.process.Signals;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** AR-1 to AR-4, in test JVMs that have the harness as jars. */
class ClassArchiveTest {

    private static final List<String> MOUNT = List.of(
            "unshare",
            "--map-root-user",
            "--mount",
            "sh",
            "-c",
            "mount -t tmpfs -o size=3m none \"$0\" && exec \"$@\"");
    /* In blocks of 512 bytes. A JVM gets an error for what is beyond, as on a disk that is full. */
    private static final List<String> LIMIT = List.of("sh", "-c", "ulimit -f 6000 && exec \"$@\"");

    private static final Pattern OF_HARNESS =
            Pattern.compile(" (io\\.meshwork|io\\.netty|org\\.jctools)\\..* source: ");

    private static final String NATIVE = "netty-transport-native-epoll-";
    private static final Pattern OF_NATIVE = Pattern.compile(NATIVE + "[^/]*");
    private static final Pattern OF_ARCHIVE = Pattern.compile("^[0-9a-f]{16}\\.(jsa|aot)(?=$|\\.seal$)");
    private static final String ARCHIVE = "an archive";
    private static final String SEAL = "its seal";
    private static final List<String> WHOLE = List.of("lock", NATIVE, ARCHIVE, SEAL);

    @TempDir
    private Path directory;

    private Path cache;
    private ClassPath classPath;

    @BeforeEach
    void packageTheHarness() throws Exception {
        cache = directory.resolve("cache");
        Path fat = directory.resolve("fat.jar");
        try (OutputStream out = Files.newOutputStream(fat);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            zip.putNextEntry(new ZipEntry("io/netty/buffer/ByteBuf.class"));
        }
        classPath = PackagedJvm.packagedIn(directory, fat);
    }

    @Test
    void madeOnceBesideTheFirstTestsAndUsedByAllChildrenFromThenOnUntilItOrAJarChanges() throws Exception {
        try (PackagedJvm one = start();
                PackagedJvm other = start()) {
            makesItWhileTheOtherDoesNot(one, other);
        }
        assertThat(files()).as("of two that began at once").containsExactlyInAnyOrderElementsOf(WHOLE);
        Path archive = archives().get(0);

        Path log = directory.resolve("proc.log");
        assertThat(said("-Xlog:class+load:file=" + log))
                .contains("class archive: used by host", "class archive: used by proc");
        assertThat(shareFromArchive(log))
                .as("the harness's classes of a proc until its first answer")
                .isGreaterThan(0.9);

        try (FileChannel file = FileChannel.open(writable(archive), StandardOpenOption.WRITE)) {
            file.truncate(file.size() / 2);
        }
        try (PackagedJvm jvm = start()) {
            assertThat(jvm.awaitUp().lines())
                    .anyMatch(line -> line.startsWith(
                            "class archive: not mapped, as it has changed since it was made: " + archive))
                    .noneMatch(line -> line.contains("used by"));
            assertThat(jvm.awaitArchive().lines())
                    .anyMatch(line -> line.endsWith("it was made, for the next start: " + archive));
        }
        assertThat(said("-XX:-UseCompressedOops"))
                .contains("class archive: used by host")
                .anyMatch(line -> line.startsWith("class archive: dropped by proc: its JVM did not map it; "));

        Path jar = Path.of(classPath.entries().get(1)); // the runtime or the bootstrap
        Files.setLastModifiedTime(jar, FileTime.fromMillis(1_000_000_000_000L));
        assertThat(said()).noneMatch(line -> line.contains("used by"));
    }

    private static double shareFromArchive(Path log) throws IOException {
        List<String> loaded = new ArrayList<>(Files.readAllLines(log));
        loaded.removeIf(line -> !OF_HARNESS.matcher(line).find());
        long all = loaded.size();
        loaded.removeIf(line -> !line.contains(" source: shared objects file"));
        return (double) loaded.size() / all;
    }

    private void makesItWhileTheOtherDoesNot(PackagedJvm one, PackagedJvm other) throws Exception {
        assertThat(one.awaitUp().lines()).noneMatch(line -> line.contains("used by"));
        other.awaitUp();
        while (archives().isEmpty()) {
            assertThat(one.lines()).noneMatch(line -> line.contains("can't be made"));
            assertThat(other.lines()).noneMatch(line -> line.contains("can't be made"));
            Thread.onSpinWait();
        }
        PackagedJvm.awaitLineOfAny("hosts and procs take io.netty.buffer.ByteBuf from", one, other);
        assertThat(archives()).hasSize(1);
        assertThat(one.end()).isEqualTo(new Exited(0));
        assertThat(other.end()).isEqualTo(new Exited(0));
        assertThat(one.ofItsRun()).isEmpty();
        assertThat(other.ofItsRun()).isEmpty();
    }

    @Test
    void aJvmThatEndsWhileItIsMadeEndsThatTooAndLeavesNoArchive() throws Exception {
        try (PackagedJvm jvm = start()) {
            jvm.awaitUp().awaitTraining();
            assertThat(jvm.end()).isEqualTo(new Exited(0));

            assertThat(jvm.ofItsRun()).isEmpty();
        }
        assertThat(files()).isSubsetOf("lock", NATIVE);
        try (PackagedJvm jvm = start()) {
            jvm.awaitUp().awaitTraining();
            jvm.kill();

            jvm.awaitNothingOfItsRun();
        }
        assertThat(archives()).isEmpty();
    }

    /* What is written for a moment only may have come to its end before it is struck. */
    @Test
    void oneThatIsCutOffWhileItIsWrittenLeavesNoFile() throws Exception {
        try (PackagedJvm jvm = start()) {
            awaitDraft(jvm.awaitUp());
            jvm.training().forEach(one -> one.signal(Signals.KILL));

            jvm.awaitArchive();
            jvm.awaitNoTraining();
            assertThat(jvm.end()).isEqualTo(new Exited(0));
        }
        assertThat(files()).isSubsetOf(WHOLE);
        deleteArchives();
        try (PackagedJvm jvm = start()) {
            awaitDraft(jvm.awaitUp());
            assertThat(jvm.end()).isEqualTo(new Exited(0));

            assertThat(jvm.ofItsRun()).isEmpty();
        }
        assertThat(files()).isSubsetOf(WHOLE);
    }

    private void awaitDraft(PackagedJvm jvm) {
        jvm.await(() -> files().stream().anyMatch(name -> name.contains(".draft"))
                || !archives().isEmpty());
    }

    private void deleteArchives() throws IOException {
        for (Path archive : archives()) {
            Files.delete(archive);
        }
    }

    @Test
    void offMakesNothingAndSaysSo() throws Exception {
        try (PackagedJvm jvm = start("-Dmesh.archive=off")) {
            assertThat(jvm.awaitUp().lines()).contains("class archive: off (mesh.archive=off)");
        }
        assertThat(cache).doesNotExist();
    }

    @Test
    void whereNothingCanBeMadeThereIsNoneAndItIsSaidWhy() throws Exception {
        try (PackagedJvm jvm = start("-Dmesh.cache-dir=/proc/self/task/cache")) {
            assertThat(jvm.awaitUp().awaitArchive().lines())
                    .anyMatch(line -> line.contains("; it can't be made: ") && line.contains("/proc/self/task/cache"));
            assertThat(jvm.end()).isEqualTo(new Exited(0));
        }
    }

    /* Where nothing may be mounted, the limit of a file has to show it alone. */
    @Test
    void onADiskThatFillsUpThereIsNoneAndAllElseWorks() throws Exception {
        Files.createDirectory(cache);
        List<String> small = new ArrayList<>(MOUNT);
        small.add(cache.toString());

        if (!succeeds(small)) {
            Files.delete(cache); // made by who uses it, for this user alone
            small = limited();
        }
        itCantBeMadeAndAllElseWorks(small);
    }

    @Test
    void whereFilesMayNotGrowSoLargeThereIsNoneAndAllElseWorks() throws Exception {
        itCantBeMadeAndAllElseWorks(limited());
        assertThat(files()).containsExactlyInAnyOrder("lock", NATIVE);
    }

    private static List<String> limited() {
        List<String> small = new ArrayList<>(LIMIT);
        small.add("limited");
        return small;
    }

    private void itCantBeMadeAndAllElseWorks(List<String> small) throws Exception {
        try (PackagedJvm jvm = PackagedJvm.startBelow(small, classPath, directory, flags())) {
            assertThat(jvm.awaitUp().awaitArchive().lines()).anyMatch(line -> line.contains("; it can't be made: "));
            assertThat(jvm.end()).isEqualTo(new Exited(0));
        }
    }

    private static boolean succeeds(List<String> before) throws Exception {
        List<String> argv = new ArrayList<>(before);
        argv.add("true");
        try {
            ExitStatus exit = ChildProcess.start(ChildCommand.of(argv), (pid, stream, text) -> {})
                    .exit()
                    .get();
            return exit.equals(new Exited(0));
        } catch (ProcessStartException e) {
            return false;
        }
    }

    private List<String> said(String... ofProc) throws Exception {
        try (PackagedJvm jvm = PackagedJvm.start(classPath, directory, flags(), List.of(ofProc))) {
            List<String> lines = jvm.awaitUp().lines();
            assertThat(jvm.end()).isEqualTo(new Exited(0));
            return lines;
        }
    }

    private PackagedJvm start(String... more) {
        return PackagedJvm.start(classPath, directory, flags(more), List.of());
    }

    private List<String> flags(String... more) {
        List<String> flags = new ArrayList<>(
                List.of("-Dmesh.archive=on", "-Dmesh.cache-dir=" + cache, "-Dmesh.socket-dir=" + directory));
        flags.addAll(List.of(more));
        return flags;
    }

    private List<Path> archives() {
        String[] names = cache.toFile().list((in, name) -> name.endsWith(".seal"));
        List<Path> archives = new ArrayList<>();
        for (String name : names == null ? new String[0] : names) {
            archives.add(cache.resolve(name.substring(0, name.length() - ".seal".length())));
        }
        return archives;
    }

    /** Their names; those of what is whole without what tells which it is. */
    private List<String> files() {
        String[] names = cache.toFile().list();
        List<String> found = new ArrayList<>();
        for (String name : names == null ? new String[0] : names) {
            found.add(
                    OF_NATIVE.matcher(name).matches()
                            ? NATIVE
                            : OF_ARCHIVE.matcher(name).replaceFirst(ARCHIVE));
        }
        found.replaceAll(name -> name.equals(ARCHIVE + ".seal") ? SEAL : name);
        return found;
    }

    private static Path writable(Path file) {
        assertThat(file.toFile().setWritable(true, true)).isTrue();
        return file;
    }
}
