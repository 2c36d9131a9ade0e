package io.meshwork.actor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class ActivityLogTest {

    private final ActivityLog log = new ActivityLog();

    @Test
    void whatWasHandledCountsForTheSecondInWhichItIsSeen() {
        log.note(100, 3);
        log.note(100, 5);
        log.note(101, 5);
        log.note(104, 12);

        assertThat(log.read()).isEqualTo(new Activity(100, List.of(5, 0, 0, 0, 7)));
    }

    @Test
    void theLastTenMinutesAreKept() {
        for (int second = 0; second < 700; second++) {
            log.note(1_000 + second, second);
        }

        Activity read = log.read();
        assertThat(read.from()).isEqualTo(1_100);
        assertThat(read.handled()).hasSize(600).containsOnly(1);
    }

    @Test
    void nothingIsKnownBeforeTheFirstLook() {
        assertThat(log.read()).isEqualTo(Activity.NONE);
    }
}
