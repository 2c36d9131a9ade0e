package io.meshwork.junit;

import static io.meshwork.junit.Samples.failures;
import static io.meshwork.junit.Samples.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.meshwork.ActorMesh;
import io.meshwork.ProcMesh;
import io.meshwork.actor.Actor;
import io.meshwork.actor.Handler;
import io.meshwork.actor.Message;
import io.meshwork.actor.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.OutputDirectoryCreator;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** J-9: what is left of a test that failed. */
@ExtendWith(NothingLeft.class)
@TestInstance(Lifecycle.PER_CLASS)
class EvidenceTest {

    private final Stdout stdout = new Stdout();
    private Path ofFailed; // the evidence of Fails, which runs once
    private Path reports;
    private List<String> shownOfFailed;
    private EngineExecutionResults failed;

    @BeforeAll
    void runTheOneThatFails(@TempDir Path once) {
        ofFailed = once.resolve("evidence");
        reports = once.resolve("reports");
        try (Stdout captured = new Stdout()) {
            captured.capture();
            failed = EngineTestKit.engine("junit-jupiter")
                    .configurationParameters(Map.of("mesh.evidence-dir", ofFailed.toString()))
                    .outputDirectoryCreator(new ReportsBelow(reports))
                    .selectors(DiscoverySelectors.selectClass(Fails.class))
                    .execute();
            shownOfFailed = captured.lines();
        }
    }

    @TempDir
    private Path evidence;

    @BeforeEach
    void capture() {
        stdout.capture();
    }

    @AfterEach
    void leave() {
        stdout.close();
    }

    @Test
    void aFailedTestLeavesAFolderWithAllThatIsKnownAndAPassedOneNothing() throws IOException {
        Path ofClass = onlyDirectoryIn(ofFailed);
        assertThat(names(ofClass)).containsExactlyInAnyOrder("index.html", "losesAProc");
        Path folder = ofClass.resolve("losesAProc");
        assertThat(names(folder))
                .containsExactlyInAnyOrder(
                        "config.txt",
                        "failures.txt",
                        "merged.log",
                        "output",
                        "phases.txt",
                        "summary.txt",
                        "threads",
                        "tree.txt");
        assertThat(Files.readString(folder.resolve("phases.txt")))
                .containsPattern("host 0 \\(hosts 0\\) pid \\d+: [\\d.]+ ms = fork [\\d.]+ ms \\+ JVM ")
                .containsPattern("proc p0_1 \\(hosts 0, procs 1\\) pid \\d+: .* \\+ classes .* \\+ agent [\\d.]+ ms\n")
                .containsPattern("actors talker-1: .* = spawn [\\d.]+ ms\n");
        assertThat(Files.readString(folder.resolve("tree.txt")))
                .contains("host 0 (hosts 0) pid ", "proc p0_0 (hosts 0, procs 0) pid ", "Ready", "actor talker-")
                .containsPattern("proc p0_1 \\(hosts 0, procs 1\\) pid \\d+: killed by SIGKILL");
        assertThat(Files.readString(folder.resolve("failures.txt")))
                .containsPattern("(?s)proc p0_1 .*killed by SIGKILL.*hence actor talker-.*the test failed with.*rank 1")
                .contains("EvidenceTest$Fails.losesAProc(");
        assertThat(Files.readString(folder.resolve("config.txt")))
                .contains("mesh.evidence-dir=" + ofFailed, "\nclass archive: ");
        assertThat(Files.readString(folder.resolve("merged.log")))
                .containsPattern("Z \\[p0_0 \\(hosts 0, procs 0\\) \\d+\\] said by 0\n")
                .containsPattern("Z \\[p0_1 \\(hosts 0, procs 1\\) \\d+\\] said by 1\n");
        assertThat(Files.readString(folder.resolve("output/p0_1.log")))
                .contains("said by 1")
                .doesNotContain("said by 0");
    }

    /** E-1. */
    @Test
    void theConsoleGetsTenLinesAtMostAndTheCauseFirst() {
        List<String> lines = shownOfFailed.stream()
                .dropWhile(line -> !line.startsWith("mesh: "))
                .toList();
        assertThat(lines).hasSizeLessThanOrEqualTo(10);
        assertThat(lines.get(0)).isEqualTo("mesh: losesAProc failed");
        assertThat(lines.get(1))
                .startsWith("  proc p0_1 (hosts 0, procs 1) pid ")
                .contains("killed by SIGKILL");
        assertThat(lines.get(lines.size() - 1)).contains("losesAProc");
    }

    /** B101. */
    @Test
    void eachLiveProcessIsDumpedAlsoWhereAHandlerIsStuck() throws IOException {
        run(settings(), Stuck.class);

        Path threads = onlyDirectoryIn(evidence).resolve("fails/threads");
        assertThat(names(threads)).hasSize(2);
        assertThat(textOf(threads, "proc_p0_0")).contains("EvidenceTest$Talker.block(", "mesh-control");
        assertThat(textOf(threads, "host_0")).contains("mesh-control");
    }

    /** B99: the test goes on as if nothing were. */
    @Test
    void aTimeOutShowsTreeAndThreadsBeforeTheInterrupt() throws IOException {
        EngineExecutionResults results = run(settings(), TimesOut.class);

        assertThat(failures(results.testEvents())).singleElement().asString().contains("timed out");
        List<String> shown = stdout.lines();
        int atTree = indexOf("mesh: waits has had its time", shown);
        assertThat(indexOf("host 0 (hosts 0) pid", shown)).isGreaterThan(atTree);
        assertThat(indexOf("EvidenceTest$Talker.block(", shown)).isGreaterThan(atTree);
        assertThat(indexOf("interrupted", shown)).isGreaterThan(indexOf("EvidenceTest$Talker.block(", shown));
    }

    @Test
    void aClassThatFailsBeforeItsFirstTestLeavesAFolderToo() throws IOException {
        run(settings(), FailsBeforeAll.class);

        Path ofClass = onlyDirectoryIn(evidence);
        assertThat(names(ofClass)).containsExactlyInAnyOrder("index.html", "class");
        assertThat(ofClass.resolve("class/failures.txt")).content().contains("before the first");
        assertThat(ofClass.resolve("class/tree.txt")).content().contains("proc p0_0");
        assertThat(stdout.lines()).contains("mesh: class failed");
    }

    @Test
    void whatIsKeptOfWhichTestsIsASetting() throws IOException {
        run(Map.of("mesh.evidence-dir", evidence.toString(), "mesh.keep", "never"), Fails.class);
        assertThat(evidence).isEmptyDirectory();
        assertThat(stdout.lines()).contains("mesh: losesAProc failed");

        run(Map.of("mesh.evidence-dir", evidence.toString(), "mesh.keep", "always"), Passes.class);
        assertThat(names(onlyDirectoryIn(evidence))).containsExactlyInAnyOrder("index.html", "passes");
    }

    @Test
    void whatAnEarlierRunLeftOfATestThatPassesNowGoes() throws IOException {
        run(Map.of("mesh.evidence-dir", evidence.toString(), "mesh.keep", "always"), Passes.class);

        run(settings(), Passes.class);

        assertThat(evidence).isEmptyDirectory();
    }

    @Test
    void thePageShowsTheClassAsATimelineAndNeedsNothingElse() throws IOException {
        String page = Files.readString(onlyDirectoryIn(ofFailed).resolve("index.html"));
        assertThat(page)
                .contains("<svg", "losesAProc", "passes", "proc p0_0 (hosts 0, procs 0)", "killed by SIGKILL")
                .contains("prefers-color-scheme: dark", "messages in this second")
                .doesNotContain("<script", "http://", "https://", "src=", "<link");
    }

    /** B99. */
    @Test
    void theFolderIsAttachedToTheTestsReport() {
        assertThat(failed.allEvents().fileEntryPublished().count()).isEqualTo(1);
        assertThat(reports.resolve("mesh/tree.txt")).content().contains("killed by SIGKILL");
        assertThat(reports.resolve("mesh/output/p0_1.log")).content().contains("said by 1");
    }

    /** All reports in one directory. */
    private record ReportsBelow(Path directory) implements OutputDirectoryCreator {
        @Override
        public Path getRootDirectory() {
            return directory;
        }

        @Override
        public Path createOutputDirectory(TestDescriptor test) throws IOException {
            return Files.createDirectories(directory);
        }
    }

    private Map<String, String> settings() {
        return Map.of("mesh.evidence-dir", evidence.toString());
    }

    private static int indexOf(String text, List<String> lines) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(text)) {
                return i;
            }
        }
        return fail("no line with '%s' in %s", text, lines);
    }

    private static Path onlyDirectoryIn(Path parent) throws IOException {
        try (Stream<Path> all = Files.list(parent)) {
            List<Path> found = all.toList();
            assertThat(found).hasSize(1);
            return found.get(0);
        }
    }

    private static List<String> names(Path directory) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return all.map(one -> one.getFileName().toString()).toList();
        }
    }

    private static String textOf(Path directory, String start) throws IOException {
        try (Stream<Path> all = Files.list(directory)) {
            return Files.readString(
                    all.filter(one -> one.getFileName().toString().startsWith(start))
                            .findFirst()
                            .orElseThrow());
        }
    }

    /** Prints, or stands still. */
    public static final class Talker implements Actor {

        public record Say(int rank) implements Request<Talker, Integer> {}

        public record Block() implements Message<Talker> {}

        @Handler
        int say(Say say) {
            System.out.println("said by " + say.rank());
            return say.rank();
        }

        @Handler
        void block(Block block) throws InterruptedException {
            System.out.println("blocks");
            new CountDownLatch(1).await();
        }
    }

    @MeshTest(procs = 2)
    @TestMethodOrder(OrderAnnotation.class)
    static class Fails {
        @Test
        @Order(1)
        void passes(ActorMesh<Talker> talkers) {
            assertThat(talkers.size()).isEqualTo(2);
        }

        @Test
        @Order(2)
        void losesAProc(ProcMesh procs, ActorMesh<Talker> talkers) {
            for (int rank = 0; rank < 2; rank++) {
                talkers.get(rank).call(new Talker.Say(rank));
            }
            procs.get(1).kill();
            talkers.call(new Talker.Say(2));
        }
    }

    @MeshTest
    static class FailsBeforeAll {
        @BeforeAll
        static void fails(ProcMesh procs) {
            fail("before the first");
        }

        @Test
        void isNotRun() {}
    }

    @MeshTest
    static class Passes {
        @Test
        void passes(ActorMesh<Talker> talkers) {
            assertThat(talkers.call(new Talker.Say(0))).containsExactly(0);
        }
    }

    @MeshTest
    static class Stuck {
        @Test
        void fails(ActorMesh<Talker> talkers) {
            block(talkers);
            fail("on purpose");
        }
    }

    @MeshTest
    static class TimesOut {
        @Test
        @Timeout(value = 8, unit = TimeUnit.SECONDS)
        void waits(ActorMesh<Talker> talkers) throws InterruptedException {
            block(talkers);
            try {
                new CountDownLatch(1).await();
            } catch (InterruptedException e) {
                System.out.println("interrupted");
                throw e;
            }
        }
    }

    /** Returns when the handler is at it. */
    private static void block(ActorMesh<Talker> talkers) {
        talkers.cast(new Talker.Block());
        Waiting.until("it blocks", () -> talkers.tree().toString().contains("Talker$Block"));
    }
}
