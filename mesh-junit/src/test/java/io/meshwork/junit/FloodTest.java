package io.meshwork.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.ProcMesh;
import io.meshwork.bootstrap.process.ChildCommand;
import io.meshwork.bootstrap.process.ChildProcess;
import io.meshwork.bootstrap.process.ExitStatus;
import io.meshwork.bootstrap.process.JavaCommand;
import io.meshwork.bootstrap.process.LineStamp;
import io.meshwork.config.Config;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** A proc that prints more than the heaps of all processes hold (O-1, O-4). */
@ExtendWith(NothingLeft.class)
class FloodTest {

    private static final int MEGABYTES = Integer.getInteger("mesh.test.flood");
    private static final int LINE_BYTES = 100; // with the time in front and the line's end
    private static final long LINES = MEGABYTES * 1_000_000L / LINE_BYTES;

    private final AtomicLong shown = new AtomicLong();
    private final AtomicLong told = new AtomicLong();

    @TempDir
    private Path directory;

    /** B89, in a JVM of its own, with a heap that is smaller than what comes. */
    @Test
    void itNeitherBlocksTheProcNorFillsTheMemoryOfAnyProcess() throws Exception {
        List<String> flags = List.of("-Xmx48m", "-Dmesh.evidence-dir=" + directory, "-Dmesh.test.flood=" + MEGABYTES);
        List<String> argv =
                JavaCommand.ofThisJvm().withJvmArgs(flags).argv(TestJvm.class.getName(), List.of(), directory);

        ChildProcess jvm = ChildProcess.start(ChildCommand.of(argv), (pid, stream, text) -> hear(text));

        assertThat(jvm.exit().get(120, TimeUnit.SECONDS))
                .as(() -> String.join("\n", jvm.tail()))
                .isEqualTo(new ExitStatus.Exited(0));
        assertThat(shown.get() + told.get()).as("lines shown and told of").isEqualTo(LINES);
        assertThat(shown).hasPositiveValue();
        assertThat(jvm.tail()).endsWith("the file has all", "merged lines " + LINES);
    }

    private void hear(String text) {
        int count = text.indexOf(" lines came faster than they can be shown");
        if (count > 0) {
            told.addAndGet(Long.parseLong(text.substring(text.lastIndexOf('[') + 1, count)));
        } else if (text.endsWith("~")) {
            shown.incrementAndGet();
        }
    }

    /** The test JVM: the host of the proc stands still, so nobody but the proc itself can move what it prints. */
    static final class TestJvm {

        public static void main(String[] args) throws IOException {
            MeshShape shape = MeshShape.of(1, 1).jvmArgs("-Xmx32m");
            try (MeshFixture fixture = new MeshFixture("sample.Flood", shape, Config.ofThisJvm())) {
                ProcMesh procs = fixture.procs();
                fixture.hosts().get(0).suspend();
                long lines = LINES;
                procs.run(() -> print(lines));
                Path file = fixture.output().files().get(1).file();
                boolean whole = Files.size(file) == lines * LINE_BYTES;
                System.out.println(whole ? "the file has all" : "the file has " + Files.size(file) + " bytes");
                Path merged = file.resolveSibling("merged.log");
                fixture.output().writeMerged(merged);
                try (Stream<String> all = Files.lines(merged)) {
                    System.out.println("merged lines " + all.count());
                }
                fixture.hosts().get(0).resume();
            }
        }

        private static void print(long lines) {
            String line = ".".repeat(LINE_BYTES - LineStamp.LENGTH - 2) + "~";
            for (long i = 0; i < lines; i++) {
                System.out.println(line);
            }
        }
    }
}
