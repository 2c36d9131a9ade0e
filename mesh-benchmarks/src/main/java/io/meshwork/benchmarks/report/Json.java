package io.meshwork.benchmarks.report;

import io.meshwork.benchmarks.measure.Results;
import io.meshwork.benchmarks.measure.Series;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A report as JSON: what the table has, and all readings. */
public final class Json {

    private static final char FIRST_PRINTABLE = ' ';

    private Json() {}

    public static String of(Report report) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("jdk", report.machine().jdk());
        all.put("cpu", report.machine().cpu());
        all.put("cores", report.machine().cores());
        all.put("kernel", report.machine().kernel());
        all.put("rounds", report.rounds());
        all.put("load", report.load().values());
        all.put("steal", report.steal());
        all.put("goals", report.rows().stream().map(Json::goal).toList());
        all.put("phases", report.phases());
        all.put("programs", programs(report.results()));
        all.put("failures", report.results().failures());
        return text(all) + "\n";
    }

    private static Map<String, Object> goal(Row row) {
        Map<String, Object> goal = new LinkedHashMap<>();
        goal.put("goal", row.goal());
        goal.put("ours", row.ours());
        goal.put("other", row.other());
        goal.put("unit", row.unit());
        goal.put("oursMedian", row.ourSeries().median());
        goal.put("otherMedian", row.otherSeries().median());
        goal.put("ratio", row.ratio());
        row.bound().ifPresent(bound -> goal.put("bound", bound));
        row.bound().ifPresent(bound -> goal.put("met", row.ratio() <= bound));
        goal.put("archive", row.archive());
        return goal;
    }

    private static Map<String, Object> programs(Results results) {
        Map<String, Object> programs = new LinkedHashMap<>();
        for (String contender : results.contenders()) {
            Map<String, Object> program = new LinkedHashMap<>();
            for (String figure : results.figures(contender)) {
                results.series(contender, figure).map(Series::values).ifPresent(values -> program.put(figure, values));
            }
            program.put("archive", results.archive(contender));
            programs.put(contender, program);
        }
        return programs;
    }

    /** Of maps, lists, strings, numbers and booleans. */
    static String text(Object value) {
        if (value instanceof Map<?, ?> map) {
            List<String> members = map.entrySet().stream()
                    .map(entry -> quoted(String.valueOf(entry.getKey())) + ": " + text(entry.getValue()))
                    .toList();
            return "{" + String.join(", ", members) + "}";
        }
        if (value instanceof List<?> list) {
            return "[" + String.join(", ", list.stream().map(Json::text).toList()) + "]";
        }
        if (value instanceof Double number && !Double.isFinite(number)) {
            return "null"; // JSON has no such number
        }
        return value instanceof Number || value instanceof Boolean ? value.toString() : quoted(value.toString());
    }

    static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < FIRST_PRINTABLE) {
                quoted.append(String.format("\\u%04x", (int) c));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
