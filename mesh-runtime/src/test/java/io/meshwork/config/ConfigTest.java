package io.meshwork.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.failure.MeshException;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ConfigTest {

    private static final Config STANDARD = Config.of(Map.of());

    @Test
    void timesAreReadWithTheirUnitAndMultiplied() {
        assertThat(STANDARD.duration(Keys.GRACE)).isEqualTo(Duration.ofSeconds(2));
        assertThat(STANDARD.with(Keys.GRACE, "300ms").duration(Keys.GRACE)).isEqualTo(Duration.ofMillis(300));
        assertThat(STANDARD.with(Keys.CALL_TIMEOUT, "2 min").duration(Keys.CALL_TIMEOUT))
                .isEqualTo(Duration.ofMinutes(2));
        assertThat(STANDARD.with(Keys.TIME_FACTOR, "2.5").duration(Keys.GRACE)).isEqualTo(Duration.ofSeconds(5));
    }

    @Test
    void aTimeThatIsNoneIsRefusedWithTheAcceptedForms() {
        for (String wrong : new String[] {"", "s", "2", "2h", "-1s", "99999999999s"}) {
            assertThatThrownBy(() -> STANDARD.with(Keys.GRACE, wrong).duration(Keys.GRACE))
                    .isInstanceOf(MeshException.class)
                    .hasMessageContaining("500ms, 2s or 1min")
                    .hasMessageContaining("mesh.grace=" + wrong);
        }
    }

    /** CF-1. */
    @Test
    void settingsThatContradictEachOtherAreRefusedWithBothNamesAndValues() {
        assertThatThrownBy(() -> STANDARD.with(Keys.GRACE, "10s"))
                .isInstanceOf(MeshException.class)
                .hasMessageContaining("mesh.grace=10s")
                .hasMessageContaining("mesh.shutdown-timeout=15s");
        assertThatThrownBy(() -> STANDARD.with(Keys.READY_TIMEOUT, "1s"))
                .isInstanceOf(MeshException.class)
                .hasMessageContaining("mesh.ready-idle-timeout=10s")
                .hasMessageContaining("mesh.ready-timeout=1s");
    }

    @Test
    void netsAreAllNoneOrAList() {
        assertThat(STANDARD.net("lease")).isTrue();
        assertThat(STANDARD.with(Keys.NETS, "none").net("lease")).isFalse();
        assertThat(STANDARD.with(Keys.NETS, "hook,lease").net("lease")).isTrue();
        assertThat(STANDARD.with(Keys.NETS, "hook,lease").net("sweep")).isFalse();
    }

    @Test
    void theVariableOfAKeyIsItsNameInCapitals() {
        assertThat(Keys.CALL_TIMEOUT.variable()).isEqualTo("MESH_CALL_TIMEOUT");
    }
}
