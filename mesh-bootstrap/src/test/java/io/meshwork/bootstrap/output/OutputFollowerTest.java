package io.meshwork.bootstrap.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.bootstrap.process.ChildCommand;
import io.meshwork.bootstrap.process.ChildProcess;
import io.meshwork.bootstrap.process.LineSplitter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What real processes write to their files, as who follows them gets it. */
class OutputFollowerTest {

    private static final int TAIL = 50;
    private static final int FLOOD_BYTES = 20_000_000;

    private final List<String> heard = new ArrayList<>(); // guarded by itself
    private OutputDirectory directory;
    private OutputFollower follower;

    @BeforeEach
    void follow(@TempDir Path path) {
        directory = new OutputDirectory(path);
        follower = OutputFollower.start(directory, this::hear);
    }

    private void hear(String process, String text) {
        synchronized (heard) {
            heard.add("[" + process + "] " + text);
        }
    }

    @AfterEach
    void close() {
        follower.close();
    }

    /** O-2, O-3. */
    @Test
    void whatAProcessHasPrintedIsGivenOutInOrderBeforeCatchingUpReturns() throws Exception {
        ChildProcess child = sh("p0", "for i in 1 2 3; do echo out $i; echo err $i >&2; done; printf unended");
        awaitEnd(child);

        follower.catchUp();

        assertThat(heard()).containsExactly(of(child, "out 1", "err 1", "out 2", "err 2", "out 3", "err 3", "unended"));
    }

    /** O-2. */
    @Test
    void aLineThatHasNoEndYetIsGivenOutInPieces() throws Exception {
        ChildProcess child = sh("p0", "printf %s '" + "a".repeat(40) + "'; read x; echo b; read x");
        Path file = directory.files().get(0).file();
        awaitBytes(file, 40);
        follower.catchUp();
        List<String> before = heard();
        tell(child);
        awaitBytes(file, 42);

        follower.catchUp();

        assertThat(before).containsExactly(of(child, "a".repeat(40)));
        assertThat(heard()).containsExactly(of(child, "a".repeat(40), "b"));
        tell(child);
        awaitEnd(child);
    }

    @Test
    void nothingButTheLineEndIsTakenFromALineAndWhatIsNoTextIsReplaced() throws Exception {
        ChildProcess child = sh("p0", "printf 'dos\\r\\n\\n\\344\\303\\244\\n'; printf '%070000d\\n' 7");
        awaitEnd(child);

        follower.catchUp();

        List<String> lines = heard();
        String longest = "0".repeat(LineSplitter.MAX_BYTES) + LineSplitter.CUT;
        assertThat(lines)
                .containsExactly(of(
                        child,
                        "dos",
                        "",
                        "\uFFFD\u00e4",
                        longest,
                        "0".repeat(70_000 - LineSplitter.MAX_BYTES - 1) + "7"));
    }

    /** O-1, O-2, O-4. */
    @Test
    void aFloodIsInTheFileAndOfWhatIsTooMuchToShowTheLinesAreCountedAndTheEndIsShown() throws Exception {
        ChildProcess child = sh("p0", "yes 'a line of many' | head -c " + FLOOD_BYTES + "; echo; echo last");
        awaitEnd(child);

        follower.catchUp();

        assertThat(Files.size(directory.files().get(0).file())).isEqualTo(FLOOD_BYTES + 6);
        List<String> lines = heard();
        long shown =
                lines.stream().filter(line -> line.endsWith("a line of many")).count();
        long told = lines.stream()
                .filter(line -> line.contains(" lines came faster"))
                .mapToLong(line -> Long.parseLong(line.replaceAll(".*\\[(\\d+) lines.*", "$1")))
                .sum();
        assertThat(told).isPositive();
        assertThat(lines).last().isEqualTo("[p0 (hosts 1) " + child.pid() + "] last");
        assertThat(shown + told).isEqualTo(FLOOD_BYTES / "a line of many\n".length());
        assertThat(child.tail()).hasSize(TAIL).endsWith("last");
    }

    @Test
    void anInterruptDoesNotCutCatchingUpShort() throws Exception {
        ChildProcess child = sh("p0", "echo one; read x; echo two");
        awaitBytes(directory.files().get(0).file(), 4);
        Thread.currentThread().interrupt();
        try {
            follower.catchUp();
        } finally {
            assertThat(Thread.interrupted()).isTrue();
        }
        tell(child);
        awaitEnd(child);

        follower.catchUp();

        assertThat(heard()).containsExactly(of(child, "one", "two"));
    }

    @Test
    void theSecondProcessOfANameHasAFileOfItsOwn() throws Exception {
        ChildProcess first = sh("p0", "echo first");
        ChildProcess second = sh("p0", "echo second");
        awaitEnd(first);
        awaitEnd(second);

        List<OutputFile> files = directory.files();

        assertThat(files).extracting(file -> file.file().getFileName()).hasToString("[p0.log, p0-2.log]");
        assertThat(files)
                .extracting(OutputFile::process)
                .containsExactly("p0 (hosts 1) " + first.pid(), "p0 (hosts 1) " + second.pid());
        assertThat(files.get(1).lastLines(10)).containsExactly("second");
    }

    /** O-3. */
    @Test
    void mergedTheLinesOfAllAreInTheOrderOfTimeAndThoseWithoutOneStandBehindTheLineBefore(@TempDir Path other)
            throws Exception {
        awaitEnd(sh("p0", "true"));
        awaitEnd(sh("p1", "true"));
        String year = "9999-01-01T00:00:0";
        append(0, year + "1.000000Z a\nno time\n" + year + "4.000000Z d\n" + year + "2.000000Z set back\n");
        append(1, year + "2.000000Z b\n" + year + "3.000000Z c\n" + year + "5.000000Z e");
        Path merged = other.resolve("merged.log");

        MergedLog.write(directory.files(), merged);

        List<String> files = directory.files().stream().map(OutputFile::process).toList();
        String p0 = "Z [" + files.get(0) + "] ";
        String p1 = "Z [" + files.get(1) + "] ";
        assertThat(Files.readAllLines(merged))
                .containsExactly(
                        year + "1.000000" + p0 + "a",
                        year + "1.000000" + p0 + "no time",
                        year + "2.000000" + p1 + "b",
                        year + "3.000000" + p1 + "c",
                        year + "4.000000" + p0 + "d",
                        year + "4.000000" + p0 + "set back",
                        year + "5.000000" + p1 + "e");
    }

    private void append(int file, String text) throws Exception {
        Files.writeString(directory.files().get(file).file(), text, StandardOpenOption.APPEND);
    }

    private ChildProcess sh(String name, String script) {
        return directory.start(ChildCommand.of("/bin/sh", "-c", script), name, "(hosts 1)", TAIL);
    }

    private static void awaitEnd(ChildProcess child) throws Exception {
        child.exit().get(30, TimeUnit.SECONDS);
    }

    private static void awaitBytes(Path file, long bytes) throws Exception {
        long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (Files.size(file) < bytes) {
            assertThat(System.nanoTime()).as("%s has %s bytes", file, bytes).isLessThan(deadlineNanos);
            Thread.onSpinWait();
        }
    }

    private static void tell(ChildProcess child) throws Exception {
        child.stdin().write("go\n".getBytes(StandardCharsets.UTF_8));
        child.stdin().flush();
    }

    private static String[] of(ChildProcess child, String... texts) {
        return IntStream.range(0, texts.length)
                .mapToObj(i -> "[p0 (hosts 1) " + child.pid() + "] " + texts[i])
                .toArray(String[]::new);
    }

    private List<String> heard() {
        synchronized (heard) {
            return List.copyOf(heard);
        }
    }
}
