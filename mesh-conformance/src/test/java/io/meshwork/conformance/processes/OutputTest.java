package io.meshwork.conformance.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meshwork.ProcMesh;
import io.meshwork.conformance.Row;
import io.meshwork.conformance.life.Meshes;
import io.meshwork.conformance.log.Heard;
import io.meshwork.proc.ProcStatus;
import io.meshwork.shape.Extent;
import org.junit.jupiter.api.Test;
import org.slf4j.event.Level;

/** What a proc prints is captured, whether a log shows it or not. */
class OutputTest {

    private static final int LINES = 20_000; // far more than a pipe holds
    private static final String OUTPUT = "io.meshwork.output";

    @Row("B89")
    @Test
    void withoutALogItIsDiscardedAndOnlyTheLastLinesAreKept() {
        try (Heard shown = Heard.of(OUTPUT, Level.WARN);
                Meshes meshes = Meshes.start()) {
            ProcMesh procs = meshes.hosts(1).spawn("p0", Extent.unity());
            int lines = LINES;

            procs.run(() -> {
                for (int line = 0; line < lines; line++) {
                    System.out.println("a line that nobody reads: " + line);
                }
                System.out.println("last words");
            });

            assertThat(procs.<Integer>call(() -> 1)).containsExactly(1);
            procs.get(0).exit(3);
            assertThat(meshes.client().failures().takeAll()).hasSize(1);
            assertThat(procs.get(0).status())
                    .isInstanceOfSatisfying(
                            ProcStatus.Stopped.class,
                            stopped -> assertThat(stopped.stderrTail()).contains("last words"));
            assertThat(shown.texts()).isEmpty();
        }
    }

    @Row("B89")
    @Test
    void aLogShowsItLineByLineWithThePid() {
        try (Heard shown = Heard.of(OUTPUT, Level.INFO);
                Meshes meshes = Meshes.start()) {
            ProcMesh procs = meshes.hosts(1).spawn("p0", Extent.unity());

            procs.run(() -> System.out.println("said by a proc"));

            String line = "[" + procs.get(0).pid() + "] said by a proc";
            await().until(() -> shown.texts().stream().anyMatch(text -> text.contains(line)));
        }
    }
}
