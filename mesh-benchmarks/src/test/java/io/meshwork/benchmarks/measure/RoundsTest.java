package io.meshwork.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RoundsTest {

    @Test
    void contendersTakeTurnsAndOneThatFailsHoldsUpNobody() throws InterruptedException {
        List<String> order = new ArrayList<>();
        Contender good = new Contender("good", () -> {
            order.add("good");
            return new Reading(Map.of("time", (double) order.size()), order.size() > 1);
        });
        Contender bad = new Contender("bad", () -> {
            order.add("bad");
            throw new IOException("broken");
        });
        Results results = new Results();

        new Rounds(2, line -> {}).run(List.of(good, bad), results);

        assertThat(order).containsExactly("good", "bad", "good", "bad");
        assertThat(results.series("good", "time")).contains(Series.of(1, 3));
        assertThat(results.archive("good")).isEqualTo("1/2");
        assertThat(results.series("bad", "time")).isEmpty();
        assertThat(results.failures()).hasSize(2).allMatch(line -> line.contains("bad") && line.contains("broken"));
    }
}
