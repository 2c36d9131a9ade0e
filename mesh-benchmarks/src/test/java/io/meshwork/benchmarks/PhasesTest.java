package io.meshwork.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.benchmarks.measure.Reading;
import io.meshwork.benchmarks.measure.Results;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PhasesTest {

    @Test
    void momentsStandInTheirOrderAndStepsBesideTheirProcess() {
        Results results = new Results();
        results.add(
                "start",
                new Reading(
                        Map.of(
                                "at.host-0.ready", 90.0,
                                "at.host-0.started", 10.0,
                                "took.host-0.0-fork", 2.0,
                                "took.host-0.1-jvm", 40.0,
                                "took.proc-p0_0.0-fork", 3.0,
                                "both-answered", 200.0,
                                "rss", 45.0),
                        true));

        assertThat(new Phases(results, "start").lines())
                .containsExactly(
                        "since the start of the class: host-0.started 10.0, host-0.ready 90.0, answered 200.0",
                        "host-0: fork 2.0 + jvm 40.0",
                        "proc-p0_0: fork 3.0");
        assertThat(new Phases(results, "other").lines()).isEmpty();
    }
}
