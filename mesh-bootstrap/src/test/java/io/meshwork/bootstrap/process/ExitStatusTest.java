package io.meshwork.bootstrap.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.bootstrap.process.ExitStatus.Exited;
import io.meshwork.bootstrap.process.ExitStatus.Signalled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitStatusTest {

    @Test
    void above128ItIsASignal() {
        assertThat(ExitStatus.of(0)).isEqualTo(new Exited(0));
        assertThat(ExitStatus.of(128)).isEqualTo(new Exited(128));
        assertThat(ExitStatus.of(129)).isEqualTo(new Signalled(1));
        assertThat(ExitStatus.of(137)).isEqualTo(new Signalled(9));
        assertThat(ExitStatus.of(192)).isEqualTo(new Signalled(64));
        assertThat(ExitStatus.of(193)).isEqualTo(new Exited(193));
        assertThat(ExitStatus.of(255)).isEqualTo(new Exited(255));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1|exit code 1",
                "127|exit code 127",
                "134|SIGABRT (6)",
                "137|SIGKILL (9)",
                "139|SIGSEGV (11)",
                "143|SIGTERM (15)",
                "159|SIGSYS (31)",
                "162|signal 34"
            })
    void anEndIsDescribed(int exitValue, String description) {
        assertThat(ExitStatus.of(exitValue).describe()).isEqualTo(description);
    }
}
