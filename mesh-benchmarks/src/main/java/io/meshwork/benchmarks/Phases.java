package io.meshwork.benchmarks;

import io.meshwork.benchmarks.measure.Results;
import io.meshwork.benchmarks.measure.Series;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where the time of a start goes, as far as its program tells: medians in milliseconds.
 *
 * @param program whose figures begin with {@code phase.}, or are marks of its end
 */
record Phases(Results results, String program) {

    private static final String PREFIX = "phase.";

    List<String> inOrder() {
        List<Map.Entry<String, Double>> medians = new ArrayList<>();
        for (String figure : results.figures(program)) {
            if (figure.startsWith(PREFIX)) {
                results.series(program, figure)
                        .map(Series::median)
                        .ifPresent(median -> medians.add(Map.entry(figure.substring(PREFIX.length()), median)));
            }
        }
        results.series(program, "both-answered")
                .map(Series::median)
                .ifPresent(median -> medians.add(Map.entry("answered", median)));
        medians.sort(Map.Entry.comparingByValue(Comparator.naturalOrder()));
        return medians.stream()
                .map(phase -> String.format(Locale.ROOT, "%s %.0f", phase.getKey(), phase.getValue()))
                .toList();
    }
}
