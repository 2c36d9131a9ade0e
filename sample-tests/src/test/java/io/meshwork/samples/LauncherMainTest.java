package io.meshwork.samples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Learn: a mesh test run by JUnit's launcher, as an IDE or a tool of yours would run it. */
class LauncherMainTest {

    @Test
    void theLauncherRunsAMeshTest() {
        TestExecutionSummary summary = LauncherMain.run(CanonicalBootstrapTest.class);

        assertThat(summary.getTestsSucceededCount()).isEqualTo(1);
        assertThat(summary.getTotalFailureCount()).isZero();
    }
}
