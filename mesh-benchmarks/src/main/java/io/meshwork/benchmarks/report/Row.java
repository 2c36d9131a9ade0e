package io.meshwork.benchmarks.report;

import io.meshwork.benchmarks.measure.Series;
import java.util.OptionalDouble;

/**
 * Two series, and how they compare.
 *
 * @param goal as {@code P1}
 * @param unit of both series
 * @param bound that the ratio must not exceed; empty where none is set, for comparison
 * @param archive of ours: in how many rounds the class archive was used
 */
public record Row(
        String goal,
        String ours,
        Series ourSeries,
        String other,
        Series otherSeries,
        String unit,
        double ratio,
        OptionalDouble bound,
        String archive) {

    /** {@code yes}, {@code no}, or nothing where there is no bound. */
    public String met() {
        if (bound.isEmpty()) {
            return "";
        }
        return ratio <= bound.getAsDouble() ? "yes" : "no";
    }
}
