package io.meshwork.junit.evidence;

import io.meshwork.MeshTree;
import io.meshwork.bootstrap.output.OutputFile;
import io.meshwork.failure.MeshFailure;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a mesh at the end of a test.
 *
 * @param test for people: {@code my.CounterTest.everyRankCounts}
 * @param thrown what the test failed with; null if it passed
 * @param failures of its mesh, the first first, whoever took them
 * @param trees of its hosts
 * @param threads of its live processes, by member
 * @param output what its processes printed
 * @param settings the effective ones, a line each
 * @param phases where the time of its starts went, a line for each process and each mesh of actors
 */
public record Scene(
        String test,
        @Nullable Throwable thrown,
        List<MeshFailure> failures,
        List<MeshTree> trees,
        Map<String, String> threads,
        List<OutputFile> output,
        String settings,
        String phases) {

    public Scene {
        failures = List.copyOf(failures);
        trees = List.copyOf(trees);
        output = List.copyOf(output);
    }

    /** The same mesh, of a test that has ended since. */
    public Scene endedWith(@Nullable Throwable end, List<MeshFailure> failed) {
        return new Scene(test, end, failed, trees, threads, output, settings, phases);
    }
}
