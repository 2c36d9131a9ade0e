package io.meshwork.benchmarks;

import io.meshwork.benchmarks.measure.Results;
import io.meshwork.benchmarks.measure.Series;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Where the time of a start goes, as its program tells: medians in milliseconds.
 *
 * @param program whose figures {@code at.…} say when something was, and {@code took.MEMBER.…} how long a step took
 */
record Phases(Results results, String program) {

    private static final String AT = "at.";
    private static final String TOOK = "took.";
    private static final String ANSWERED = "both-answered";

    /** A line of moments, then one of steps for each process; none where nothing is known. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        List<String> moments = moments();
        if (!moments.isEmpty()) {
            lines.add("since the start of the class: " + String.join(", ", moments));
        }
        steps().forEach((member, steps) -> lines.add(member + ": " + String.join(" + ", steps)));
        return lines;
    }

    private List<String> moments() {
        List<Map.Entry<String, Double>> medians = new ArrayList<>();
        for (String figure : results.figures(program)) {
            if (figure.startsWith(AT)) {
                medians.add(Map.entry(figure.substring(AT.length()), median(figure)));
            } else if (figure.equals(ANSWERED)) {
                medians.add(Map.entry("answered", median(figure)));
            }
        }
        medians.sort(Map.Entry.comparingByValue());
        return medians.stream()
                .map(moment -> text(moment.getKey(), moment.getValue()))
                .toList();
    }

    /* Their figures have their place in their name, so they come in order. */
    private Map<String, List<String>> steps() {
        Map<String, List<String>> steps = new LinkedHashMap<>();
        for (String figure : results.figures(program)) {
            if (figure.startsWith(TOOK)) {
                String member = figure.substring(TOOK.length(), figure.lastIndexOf('.'));
                String step = figure.substring(figure.lastIndexOf('-') + 1);
                steps.computeIfAbsent(member, name -> new ArrayList<>()).add(text(step, median(figure)));
            }
        }
        return steps;
    }

    private double median(String figure) {
        return results.series(program, figure).map(Series::median).orElse(Double.NaN);
    }

    private static String text(String name, double millis) {
        return String.format(Locale.ROOT, "%s %.1f", name, millis);
    }
}
