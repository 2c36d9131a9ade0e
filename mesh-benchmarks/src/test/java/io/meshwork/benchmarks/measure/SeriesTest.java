package io.meshwork.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesTest {

    @Test
    void ofAnOddNumberTheMedianIsTheOneInTheMiddle() {
        assertThat(Series.of(5, 1, 9).median()).isEqualTo(5);
        assertThat(Series.of(7).median()).isEqualTo(7);
    }

    @Test
    void ofAnEvenNumberTheMedianIsTheMeanOfTheTwoInTheMiddle() {
        assertThat(Series.of(10, 1, 2, 4).median()).isEqualTo(3);
    }

    @Test
    void minAndMaxAreTheEnds() {
        Series series = Series.of(5, 1, 9);

        assertThat(series.min()).isEqualTo(1);
        assertThat(series.max()).isEqualTo(9);
    }

    @Test
    void ratiosAreTakenRoundByRound() {
        assertThat(Series.of(2, 9, 8).over(Series.of(1, 3, 2, 100)).values()).containsExactly(2.0, 3.0, 4.0);
        assertThat(Series.of(1, 2).plus(20).values()).containsExactly(21.0, 22.0);
    }

    @Test
    void nothingIsNoSeries() {
        assertThatThrownBy(() -> new Series(List.of())).hasMessageContaining("got: none");
    }
}
