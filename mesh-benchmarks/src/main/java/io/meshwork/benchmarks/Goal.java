package io.meshwork.benchmarks;

import io.meshwork.benchmarks.measure.Results;
import io.meshwork.benchmarks.measure.Series;
import io.meshwork.benchmarks.report.Row;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A figure of ours against one of another program.
 *
 * @param other what ours is measured against, and its figure
 * @param plus is added to the other's
 * @param bound of the ratio; empty where it is for comparison only
 */
record Goal(String name, Figure ours, Figure other, double plus, String unit, OptionalDouble bound, Way way) {

    /** How many become one. */
    enum Way {
        /** The ratio of the medians. */
        MEDIANS,
        /** The median of the ratios, round by round. */
        PAIRS
    }

    record Figure(String program, String name) {}

    static Goal of(String name, String ours, String ourFigure, String other, String otherFigure) {
        return new Goal(
                name,
                new Figure(ours, ourFigure),
                new Figure(other, otherFigure),
                0,
                "ms",
                OptionalDouble.empty(),
                Way.MEDIANS);
    }

    Goal atMost(double ratio) {
        return new Goal(name, ours, other, plus, unit, OptionalDouble.of(ratio), way);
    }

    Goal plus(double constant) {
        return new Goal(name, ours, other, constant, unit, bound, way);
    }

    Goal in(String changed) {
        return new Goal(name, ours, other, plus, changed, bound, way);
    }

    Goal pairwise() {
        return new Goal(name, ours, other, plus, unit, bound, Way.PAIRS);
    }

    /** Empty where one of the two was never read. */
    Optional<Row> row(Results results) {
        Optional<Series> ourSeries = results.series(ours.program(), ours.name());
        Optional<Series> otherSeries = results.series(other.program(), other.name());
        if (ourSeries.isEmpty() || otherSeries.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(row(ourSeries.get(), otherSeries.get().plus(plus), results.archive(ours.program())));
    }

    private Row row(Series ourSeries, Series otherSeries, String archive) {
        double ratio = way == Way.MEDIANS
                ? ourSeries.median() / otherSeries.median()
                : ourSeries.over(otherSeries).median();
        String against = plus == 0 ? label(other) : label(other) + " + " + (long) plus;
        return new Row(name, label(ours), ourSeries, against, otherSeries, unit, ratio, bound, archive);
    }

    private static String label(Figure figure) {
        return figure.program() + ", " + figure.name();
    }
}
