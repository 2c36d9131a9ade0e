package io.meshwork.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class MarksTest {

    @Test
    void marksAreMillisecondsSinceTheFirstAndFiguresAreAsTheyAre() {
        Marks marks = Marks.in(List.of(
                "SLF4J: something else",
                "mark=begin nanos=-1000000",
                "mark=both-answered nanos=4500000",
                "figure=rss value=45.5",
                "archive=true"));

        Reading reading = marks.since("begin");

        assertThat(reading.figures()).isEqualTo(Map.of("both-answered", 5.5, "rss", 45.5));
        assertThat(reading.archive()).isTrue();
    }

    @Test
    void aProgramWithoutTheFirstMarkIsRefused() {
        assertThatThrownBy(() -> Marks.in(List.of("mark=closed nanos=1")).since("begin"))
                .hasMessageContaining("mark=begin");
    }
}
