package io.meshwork.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class TicksTest {

    @Test
    void stealIsTheStolenShareOfWhatWasWanted() {
        Ticks before = Ticks.parse("cpu  10 0 10 1000 5 0 0 10 0 0");
        Ticks after = Ticks.parse("cpu  30 5 20 9000 50 3 2 20 0 0");

        assertThat(after.stealSince(before)).isEqualTo(10.0 / 50);
        assertThat(after.stealSince(after)).isZero();
    }

    @Test
    void theKernelTellsThem() throws IOException {
        assertThat(Ticks.now().busy()).isPositive();
    }
}
