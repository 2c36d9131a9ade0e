package io.meshwork.benchmarks.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class UsageTest {

    @Test
    void aLiveProcessHasUsedTimeAndMemoryAndSharesSomeOfIt() throws IOException {
        long self = ProcessHandle.current().pid();

        assertThat(Usage.cpuMillis(self)).isPositive();
        assertThat(Usage.proportionalMiB(self)).isPositive().isLessThanOrEqualTo(Usage.residentMiB(self) + 1);
        assertThat(Usage.hasArchive(self)).isFalse();
    }
}
