package io.meshwork.bootstrap.output;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AllowanceTest {

    private static final long START = Long.MAX_VALUE - 5; // a clock that is about to overflow

    private final Allowance allowance = new Allowance(1000, 100, START);

    @Test
    void whatIsThereAfterASilenceIsUsedUpAndComesBackByTheSecond() {
        assertThat(allowance.take(700, START)).isEqualTo(700);
        assertThat(allowance.take(700, START)).isEqualTo(300);
        assertThat(allowance.take(700, START)).isZero();
        assertThat(allowance.take(700, START + seconds(2))).isEqualTo(200);
        assertThat(allowance.take(2000, START + seconds(100))).isEqualTo(1000);
    }

    private static long seconds(int seconds) {
        return TimeUnit.SECONDS.toNanos(seconds);
    }
}
