package io.meshwork.benchmarks.report;

import io.meshwork.benchmarks.measure.Series;
import java.util.Locale;

/** Numbers as they are shown: a point for decimals, whatever the locale. */
final class Figures {

    private static final double WHOLE_FROM = 100;

    private Figures() {}

    static String of(double value) {
        return String.format(Locale.ROOT, Math.abs(value) >= WHOLE_FROM ? "%.0f" : "%.1f", value);
    }

    static String ratio(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /** Median (min-max) unit. */
    static String of(Series series, String unit) {
        return of(series.median()) + " (" + of(series.min()) + "-" + of(series.max()) + ") " + unit;
    }
}
