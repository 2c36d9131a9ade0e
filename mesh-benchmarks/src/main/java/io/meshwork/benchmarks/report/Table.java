package io.meshwork.benchmarks.report;

import io.meshwork.benchmarks.measure.Machine;
import io.meshwork.benchmarks.measure.Results;
import java.util.Locale;

/** A report as text: Markdown. */
public final class Table {

    private Table() {}

    public static String of(Report report) {
        StringBuilder text = new StringBuilder(head(report));
        text.append("| goal | ours | other | ratio | bound | met | class archive |\n");
        text.append("|---|---|---|---|---|---|---|\n");
        report.rows().forEach(row -> text.append(line(row)));
        if (!report.phases().isEmpty()) {
            text.append("\nP2, where its time goes, ms:\n");
            report.phases().forEach(line -> text.append("- ").append(line).append("\n"));
        }
        report.results()
                .failures()
                .forEach(failure -> text.append("\nfailed: ").append(failure).append("\n"));
        return text.toString();
    }

    /** Every figure of every program, also those of no goal. */
    public static String ofAll(Results results) {
        StringBuilder text =
                new StringBuilder("| program | figure | median (min-max) | class archive |\n|---|---|---|---|\n");
        for (String contender : results.contenders()) {
            for (String figure : results.figures(contender)) {
                results.series(contender, figure)
                        .ifPresent(series -> text.append("| ")
                                .append(contender)
                                .append(" | ")
                                .append(figure)
                                .append(" | ")
                                .append(Figures.of(series, ""))
                                .append(" | ")
                                .append(results.archive(contender))
                                .append(" |\n"));
            }
        }
        return text.toString();
    }

    private static String head(Report report) {
        Machine machine = report.machine();
        return String.format(
                Locale.ROOT,
                "%s, %d x %s, Linux %s%nrounds=%d load=%s steal=%.1f%%%n%n",
                machine.jdk(),
                machine.cores(),
                machine.cpu(),
                machine.kernel(),
                report.rounds(),
                Figures.of(report.load(), "").trim(),
                100 * report.steal());
    }

    private static String line(Row row) {
        String bound = row.bound().isEmpty() ? "" : Figures.ratio(row.bound().getAsDouble());
        return "| " + row.goal() + " | " + row.ours() + ": " + Figures.of(row.ourSeries(), row.unit()) + " | "
                + row.other() + ": " + Figures.of(row.otherSeries(), row.unit()) + " | " + Figures.ratio(row.ratio())
                + " | " + bound + " | " + row.met() + " | " + row.archive() + " |\n";
    }
}
