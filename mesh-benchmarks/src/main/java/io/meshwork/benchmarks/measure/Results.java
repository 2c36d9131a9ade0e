package io.meshwork.benchmarks.measure;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** What was read of each contender, round by round, and what went wrong. */
public final class Results {

    private final Map<String, List<Reading>> readings = new LinkedHashMap<>();
    private final List<String> failures = new ArrayList<>();

    public void add(String contender, Reading reading) {
        readings.computeIfAbsent(contender, name -> new ArrayList<>()).add(reading);
    }

    public void failed(String contender, Exception why) {
        failures.add(contender + ": " + why);
    }

    /** In the order in which they were first read. */
    public List<String> contenders() {
        return List.copyOf(readings.keySet());
    }

    public List<String> failures() {
        return List.copyOf(failures);
    }

    /** Empty where it was never read. */
    public Optional<Series> series(String contender, String figure) {
        List<Double> values = new ArrayList<>();
        for (Reading reading : readings.getOrDefault(contender, List.of())) {
            Double value = reading.figures().get(figure);
            if (value != null) {
                values.add(value);
            }
        }
        return values.isEmpty() ? Optional.empty() : Optional.of(new Series(values));
    }

    /** What is known of it, by name. */
    public List<String> figures(String contender) {
        TreeSet<String> names = new TreeSet<>();
        for (Reading reading : readings.getOrDefault(contender, List.of())) {
            names.addAll(reading.figures().keySet());
        }
        return List.copyOf(names);
    }

    /** In how many of its rounds the class archive was used, as {@code 7/7}. */
    public String archive(String contender) {
        List<Reading> all = readings.getOrDefault(contender, List.of());
        long used = all.stream().filter(Reading::archive).count();
        return used + "/" + all.size();
    }
}
