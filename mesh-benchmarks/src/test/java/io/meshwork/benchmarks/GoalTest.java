package io.meshwork.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.benchmarks.measure.Reading;
import io.meshwork.benchmarks.measure.Results;
import io.meshwork.benchmarks.report.Row;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GoalTest {

    private final Results results = new Results();

    @Test
    void aRatioIsThatOfTheMedians() {
        read("ours", 1, 6, 50);
        read("floor", 12, 10, 11);

        Row row = Goal.of("P1", "ours", "ms", "floor", "ms")
                .plus(1)
                .atMost(0.5)
                .row(results)
                .orElseThrow();

        assertThat(row.ratio()).isEqualTo(6.0 / 12);
        assertThat(row.met()).isEqualTo("yes");
    }

    @Test
    void pairwiseItIsTheMedianOfTheRatios() {
        read("all", 10, 10, 40);
        read("none", 10, 5, 10);

        Row row = Goal.of("nets", "all", "ms", "none", "ms")
                .pairwise()
                .atMost(1.05)
                .row(results)
                .orElseThrow();

        assertThat(row.ratio()).isEqualTo(2);
        assertThat(row.met()).isEqualTo("no");
    }

    @Test
    void withoutBoundNothingIsMetAndWithoutReadingsThereIsNoRow() {
        read("ours", 1);
        assertThat(Goal.of("P1", "ours", "ms", "floor", "ms").row(results)).isEmpty();

        read("floor", 1);
        assertThat(Goal.of("P1", "ours", "ms", "floor", "ms")
                        .row(results)
                        .orElseThrow()
                        .met())
                .isEmpty();
    }

    @Test
    void aGoalThatThereIsNotIsRefusedWithThoseThatThereAre() {
        assertThatThrownBy(() -> Goals.named(Set.of("P99")))
                .hasMessageContaining("P1")
                .hasMessageContaining("got: [P99]");
    }

    private void read(String program, double... values) {
        for (double value : values) {
            results.add(program, new Reading(Map.of("ms", value), false));
        }
    }
}
