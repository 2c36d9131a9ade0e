package io.meshwork.benchmarks.measure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a program prints of itself, among other lines: {@code mark=begin nanos=123} for a moment, {@code figure=rss
 * value=45.1} for a figure, {@code archive=true} for whether its children had a class archive.
 *
 * @param nanos of {@link System#nanoTime()}, which on Linux all processes share
 */
public record Marks(Map<String, Long> nanos, Map<String, Double> figures, boolean archive) {

    private static final Pattern MARK = Pattern.compile("mark=(\\S+) nanos=(-?\\d+)");
    private static final Pattern FIGURE = Pattern.compile("figure=(\\S+) value=(\\S+)");
    private static final double NANOS_PER_MILLI = 1e6;

    public static Marks in(List<String> lines) {
        Map<String, Long> nanos = new LinkedHashMap<>();
        Map<String, Double> figures = new LinkedHashMap<>();
        for (String line : lines) {
            Matcher mark = MARK.matcher(line);
            if (mark.matches()) {
                nanos.put(mark.group(1), Long.parseLong(mark.group(2)));
            }
            Matcher figure = FIGURE.matcher(line);
            if (figure.matches()) {
                figures.put(figure.group(1), Double.parseDouble(figure.group(2)));
            }
        }
        return new Marks(nanos, figures, lines.contains("archive=true"));
    }

    /** Its figures, and each mark in milliseconds since that one. */
    public Reading since(String begin) {
        Long start = nanos.get(begin);
        if (start == null) {
            throw new IllegalStateException("the program did not print a mark: mark=" + begin + " marks=" + nanos);
        }
        Map<String, Double> all = new LinkedHashMap<>(figures);
        nanos.forEach((name, at) -> all.put(name, (at - start) / NANOS_PER_MILLI));
        all.remove(begin);
        return new Reading(all, archive);
    }
}
