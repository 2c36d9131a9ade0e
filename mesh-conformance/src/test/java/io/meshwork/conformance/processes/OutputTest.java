package io.meshwork.conformance.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.meshwork.ProcMesh;
import io.meshwork.conformance.Row;
import io.meshwork.conformance.life.Meshes;
import io.meshwork.proc.ProcStatus;
import io.meshwork.shape.Extent;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** What a proc prints is captured, whether a log shows it or not. */
class OutputTest {

    private static final int LINES = 20_000; // far more than a pipe holds

    private final Logger output = (Logger) LoggerFactory.getLogger("io.meshwork.output");
    private final ListAppender<ILoggingEvent> shown = new ListAppender<>();

    @BeforeEach
    void listen() {
        shown.start();
        output.addAppender(shown);
        output.setAdditive(false);
    }

    @AfterEach
    void leave() {
        output.detachAppender(shown);
        output.setAdditive(true);
        output.setLevel(null);
    }

    @Row("B89")
    @Test
    void withoutALogItIsDiscardedAndOnlyTheLastLinesAreKept() {
        output.setLevel(Level.OFF);
        try (Meshes meshes = Meshes.start()) {
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
        }
        assertThat(shown.list).isEmpty();
    }

    @Row("B89")
    @Test
    void aLogShowsItLineByLineWithThePid() {
        output.setLevel(Level.INFO);
        try (Meshes meshes = Meshes.start()) {
            ProcMesh procs = meshes.hosts(1).spawn("p0", Extent.unity());

            procs.run(() -> System.out.println("said by a proc"));

            String line = "[" + procs.get(0).pid() + "] said by a proc";
            await().until(() -> List.copyOf(shown.list).stream()
                    .anyMatch(event -> event.getFormattedMessage().contains(line)));
        }
    }
}
