package io.meshwork.bootstrap.launch;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.config.OwnSettings;
import io.meshwork.failure.MeshException;
import org.junit.jupiter.api.Test;

/** What launchers set looks like settings, and is none (CF-1). */
class MarksTest {

    @Test
    void noMarkIsTakenForASetting() {
        for (String mark : new String[] {Marks.RUN_ID, Marks.CHAIN, Marks.NAME}) {
            assertThatCode(() -> OwnSettings.requireVariable(mark, "a")).doesNotThrowAnyException();
            assertThatThrownBy(() -> OwnSettings.requireVariable(mark + "S", "a"))
                    .isInstanceOf(MeshException.class)
                    .hasMessageStartingWith("no such setting");
        }
    }
}
