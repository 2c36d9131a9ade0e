package io.meshwork.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.benchmarks.measure.Machine;
import io.meshwork.benchmarks.measure.Reading;
import io.meshwork.benchmarks.measure.Results;
import io.meshwork.benchmarks.measure.Series;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class ReportTest {

    private static final Row MET = row("P1", 0.5, OptionalDouble.of(0.8));
    private static final Row MISSED = row("P2", 1.5, OptionalDouble.of(1.0));
    private static final Row COMPARED = row("P2", 9, OptionalDouble.empty());

    private final Results results = new Results();
    private final Report report = new Report(
            new Machine("6.1", "a \"CPU\" & more", 2, "JDK 17"),
            3,
            Series.of(0.5, 1),
            0.054,
            List.of(MET, MISSED, COMPARED),
            List.of("host-0.ready 120"),
            results);

    @Test
    void theTableHasALineForEachGoalWithItsBoundAndWhetherItIsMet() {
        assertThat(Table.of(report).lines())
                .contains(
                        "rounds=3 load=0.8 (0.5-1.0) steal=5.4%",
                        "| P1 | ours: 100 (90.0-120) ms | floor: 200 (200-200) ms | 0.50 | 0.80 | yes | 7/7 |",
                        "| P2 | ours: 100 (90.0-120) ms | floor: 200 (200-200) ms | 1.50 | 1.00 | no | 7/7 |",
                        "| P2 | ours: 100 (90.0-120) ms | floor: 200 (200-200) ms | 9.00 |  |  | 7/7 |")
                .anyMatch(line -> line.contains("host-0.ready 120"));
    }

    @Test
    void theJsonHasAllReadings() {
        results.add("child", new Reading(Map.of("hello", 12.5), true));

        assertThat(Json.of(report))
                .contains("\"cpu\": \"a \\\"CPU\\\" & more\"")
                .contains("\"goal\": \"P1\", \"ours\": \"ours\"")
                .contains("\"ratio\": 0.5, \"bound\": 0.8, \"met\": true")
                .contains("\"child\": {\"hello\": [12.5], \"archive\": \"1/1\"}")
                .contains("\"steal\": 0.054");
    }

    @Test
    void whatJsonCanNotHoldIsEscapedOrLeftOut() {
        assertThat(Json.quoted("a\"b\\c\n\u0001é")).isEqualTo("\"a\\\"b\\\\c\\u000a\\u0001é\"");
        assertThat(Json.text(Double.NaN)).isEqualTo("null");
        assertThat(Json.text(List.of(1.5, true, "x"))).isEqualTo("[1.5, true, \"x\"]");
    }

    @Test
    void thePlotIsXmlWithABarForEachGoal() throws Exception {
        String svg = Plot.of(report);

        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        assertThat(svg.split("<rect ")).hasSize(1 + 3);
        assertThat(svg).contains("#2e7d32", "#b3431e", "#9e9e9e");
    }

    private static Row row(String goal, double ratio, OptionalDouble bound) {
        return new Row(goal, "ours", Series.of(90, 100, 120), "floor", Series.of(200), "ms", ratio, bound, "7/7");
    }
}
