package io.meshwork.value;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.value.Status.Failed;
import io.meshwork.value.Status.Initializing;
import io.meshwork.value.Status.NotExist;
import io.meshwork.value.Status.Running;
import io.meshwork.value.Status.Stopped;
import io.meshwork.value.Status.Stopping;
import io.meshwork.value.Status.Timeout;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class StatusTest {

    private static final List<Status> IN_ORDER = List.of(
            new NotExist(),
            new Initializing(),
            new Running(),
            new Stopping(),
            new Stopped(),
            new Failed("test failure"),
            new Timeout(Duration.ofSeconds(10)));

    @Test
    void casesAreOrderedFromNotExistToTimeout() {
        for (int i = 0; i < IN_ORDER.size(); i++) {
            for (int floor = 0; floor < IN_ORDER.size(); floor++) {
                assertThat(IN_ORDER.get(i).atLeast(IN_ORDER.get(floor)))
                        .as("%s at least %s", IN_ORDER.get(i), IN_ORDER.get(floor))
                        .isEqualTo(i >= floor);
            }
        }
        assertThat(new Failed("one").atLeast(new Failed("two"))).isTrue();
    }

    @Test
    void casesAreGroupedByWhatBarriersAsk() {
        assertThat(IN_ORDER.stream().filter(Status::isTerminating)).isEqualTo(IN_ORDER.subList(3, 7));
        assertThat(IN_ORDER.stream().filter(Status::isTerminated)).isEqualTo(IN_ORDER.subList(4, 7));
        assertThat(IN_ORDER.stream().filter(Status::isFailure)).isEqualTo(IN_ORDER.subList(5, 7));
    }

    @Test
    void asTextItIsTheWordAndItsData() {
        assertThat(IN_ORDER)
                .hasToString("[NotExist, Initializing, Running, Stopping, Stopped, Failed(\"test failure\"),"
                        + " Timeout(10 s)]");
        assertThat(new Timeout(Duration.ofMillis(1250))).hasToString("Timeout(1250 ms)");
    }
}
