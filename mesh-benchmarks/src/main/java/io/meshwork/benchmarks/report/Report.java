package io.meshwork.benchmarks.report;

import io.meshwork.benchmarks.measure.Machine;
import io.meshwork.benchmarks.measure.Results;
import io.meshwork.benchmarks.measure.Series;
import java.util.List;

/**
 * A run.
 *
 * @param load of the machine, round by round
 * @param steal share of the wanted processor time that others had, 0 to 1
 * @param phases of the cold start, as lines of text
 */
public record Report(
        Machine machine, int rounds, Series load, double steal, List<Row> rows, List<String> phases, Results results) {

    public Report {
        rows = List.copyOf(rows);
        phases = List.copyOf(phases);
    }
}
