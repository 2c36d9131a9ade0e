package it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.meshwork.ProcMesh;
import io.meshwork.junit.MeshTest;
import io.meshwork.junit.MeshTopologies;
import io.meshwork.junit.Mode;
import org.junit.jupiter.api.Test;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** What a version of JUnit lacks is refused, with the version that has it. */
class LackingTest {

    @MeshTest(mode = Mode.IN_PROCESS)
    static class TakesItsProcsInTheConstructor {

        private final ProcMesh procs;

        TakesItsProcsInTheConstructor(ProcMesh procs) {
            this.procs = procs;
        }

        @MeshTopologies("hosts=1,procs=2")
        void hasTwo() {
            assertThat(procs.size()).isEqualTo(2);
        }
    }

    @Test
    void beforeJupiter512AConstructorIsNotToldTheTopologyOfItsTest() {
        TestExecutionSummary summary = run(TakesItsProcsInTheConstructor.class);

        if (isThere("org.junit.jupiter.api.extension.TestInstantiationAwareExtension")) {
            assertThat(summary.getFailures()).isEmpty();
            assertThat(summary.getTestsSucceededCount()).isEqualTo(1);
        } else {
            assertThat(summary.getFailures()).singleElement().satisfies(failure -> assertThat(failure.getException())
                    .hasMessageContaining("a constructor is not told the topology of its test before Jupiter 5.12")
                    .hasMessageContaining("accepted are fields"));
        }
    }

    private static TestExecutionSummary run(Class<?> test) {
        SummaryGeneratingListener listener = new SummaryGeneratingListener();
        LauncherFactory.create()
                .execute(
                        LauncherDiscoveryRequestBuilder.request()
                                .selectors(selectClass(test))
                                .build(),
                        listener);
        return listener.getSummary();
    }

    private static boolean isThere(String type) {
        try {
            Class.forName(type);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }
}
