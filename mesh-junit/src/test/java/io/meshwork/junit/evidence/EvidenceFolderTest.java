package io.meshwork.junit.evidence;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.bootstrap.output.OutputFile;
import io.meshwork.failure.MeshFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EvidenceFolderTest {

    @TempDir
    private Path directory;

    /** E-2. */
    @Test
    void aFileThatIsGoneKeepsNothingElseFromBeingWritten() throws IOException {
        Path there = Files.writeString(directory.resolve("p0_1.log"), "it said so\n");
        OutputFile gone = new OutputFile("p0_0 4711", "2026-11-26T10:00:00Z", directory.resolve("p0_0.log"));
        OutputFile one = new OutputFile("p0_1 4712", "2026-11-26T10:00:00Z", there);
        Path folder = directory.resolve("evidence");

        EvidenceFolder.write(scene(List.of(gone, one)), "summary", folder);

        assertThat(folder.resolve("output/p0_0.log")).content().contains("could not be copied", "p0_0.log");
        assertThat(folder.resolve("merged.log")).content().contains("[p0_1 4712] it said so");
        assertThat(folder.resolve("threads/proc_p0_1.txt")).content().contains("at its work");
    }

    /** E-1. */
    @Test
    void theFirstFailureStandsFirstAndWhatFollowedBelowIt() throws IOException {
        Path folder = directory.resolve("evidence");

        EvidenceFolder.write(scene(List.of()), "summary", folder);

        assertThat(folder.resolve("phases.txt")).hasContent("proc p0_0: 1.0 ms");
        assertThat(folder.resolve("failures.txt"))
                .content()
                .containsSubsequence(
                        "proc p0_0: killed", "hence actor a0: lost", "proc p0_1: exited", "the test failed");
    }

    private static Scene scene(List<OutputFile> output) {
        MeshFailure consequence = failure("actor a0", "lost", List.of());
        List<MeshFailure> failures = List.of(
                failure("proc p0_0", "killed", List.of(consequence)), failure("proc p0_1", "exited", List.of()));
        return new Scene(
                "test",
                new AssertionError("on purpose"),
                failures,
                List.of(),
                Map.of("proc p0_1", "at its work"),
                output,
                "",
                "proc p0_0: 1.0 ms");
    }

    private static MeshFailure failure(String member, String what, List<MeshFailure> consequences) {
        return new MeshFailure("p0", List.of(0), member, what, null, Instant.now(), consequences);
    }
}
