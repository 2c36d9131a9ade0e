package io.meshwork.benchmarks.measure;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * The same figure of several rounds, in their order.
 *
 * @param values one or more
 */
public record Series(List<Double> values) {

    public Series {
        values = List.copyOf(values);
        if (values.isEmpty()) {
            throw new IllegalArgumentException("a series has one value or more: got: none");
        }
    }

    public static Series of(double... values) {
        List<Double> all = new ArrayList<>();
        for (double value : values) {
            all.add(value);
        }
        return new Series(all);
    }

    /** Of an even number, the mean of the two in the middle. */
    public double median() {
        List<Double> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(middle) : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }

    public double min() {
        return Collections.min(values);
    }

    public double max() {
        return Collections.max(values);
    }

    public Series plus(double constant) {
        return new Series(values.stream().map(value -> value + constant).toList());
    }

    /** Round by round, as far as both have values. */
    public Series over(Series other) {
        List<Double> ratios = new ArrayList<>();
        for (int i = 0; i < Math.min(values.size(), other.values.size()); i++) {
            ratios.add(values.get(i) / other.values.get(i));
        }
        return new Series(ratios);
    }
}
