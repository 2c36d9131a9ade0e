package io.meshwork.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Has jcstress look for interleavings of mailbox and ports that must not be: MB-1, MB-2 and MB-4. */
@Tag("proof")
class ConcurrencyProofTest {

    private static final Duration BOUND = Duration.ofMinutes(5); // far above what it takes on a crowded machine
    private static final Pattern RESULTS = Pattern.compile(
            "Results: (\\d+) planned; (\\d+) passed, (\\d+) failed, (\\d+) soft errs, (\\d+) hard errs");
    private static final List<String> TESTS =
            List.of("MailboxStress.Order", "PortStress.Once", "PortStress.LastAnswers", "PortStress.AnswerAndEnd");

    @Test
    @Timeout(400)
    void noForbiddenInterleavingIsFound(@TempDir Path directory) throws Exception {
        String output = run(directory);

        Matcher results = RESULTS.matcher(output);
        assertThat(results.find()).as(output).isTrue();
        int planned = Integer.parseInt(results.group(1));
        while (results.find()) {} // the last line of them is the sum
        assertThat(output)
                .contains(
                        "Results: " + planned + " planned; " + planned + " passed, 0 failed, 0 soft errs, 0 hard errs")
                .contains("Failed tests: No matches", "Error tests: No matches");
        assertThat(planned).isGreaterThanOrEqualTo(2 * TESTS.size());
        assertThat(reports(directory)).containsAll(TESTS);
    }

    /*
     * -sc and -af off: each thread compiled and placed alike, else there are four times as many forks. 16 are left, 2 s each:
     * each test interpreted, by C1, by C2, and by C2 in an order of its own. Before a fork measures, it tries ever larger
     * rounds of tests; that takes most of its time, but finds what is rare as well: with fewer -strideCount a call that
     * counts its last answers wrongly was missed.
     */
    private static String run(Path directory) throws IOException, InterruptedException {
        Path output = directory.resolve("output.txt");
        Process jcstress = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        "org.openjdk.jcstress.Main",
                        "-m",
                        "quick",
                        "-sc",
                        "false",
                        "-af",
                        "NONE",
                        "-iters",
                        "4",
                        "-time",
                        "100",
                        "-pth",
                        "false",
                        "-r",
                        "results")
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = jcstress.waitFor(BOUND.toSeconds(), TimeUnit.SECONDS);
        if (!ended) {
            jcstress.descendants().forEach(ProcessHandle::destroyForcibly);
            jcstress.destroyForcibly().waitFor();
        }
        String text = Files.readString(output);
        assertThat(ended).as("ended in %s:%n%s", BOUND, text).isTrue();
        assertThat(jcstress.exitValue()).as(text).isZero();
        return text;
    }

    /* One page per test. */
    private static List<String> reports(Path directory) throws IOException {
        File[] pages = directory.resolve("results").toFile().listFiles((in, name) -> name.endsWith(".html"));
        return List.of(pages).stream()
                .map(page -> page.getName().replace("io.meshwork.mailbox.", "").replace(".html", ""))
                .toList();
    }
}
