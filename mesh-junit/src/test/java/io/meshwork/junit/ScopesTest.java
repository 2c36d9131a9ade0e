package io.meshwork.junit;

import static io.meshwork.junit.Samples.failures;
import static io.meshwork.junit.Samples.reported;
import static io.meshwork.junit.Samples.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.ActorMesh;
import io.meshwork.HostMesh;
import io.meshwork.ProcMesh;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** Who shares what, and who runs beside whom (J-5, J-13). */
@ExtendWith(NothingLeft.class)
class ScopesTest {

    private static final Map<String, String> METHODS_IN_PARALLEL = Map.of(
            "junit.jupiter.execution.parallel.enabled", "true",
            "junit.jupiter.execution.parallel.mode.default", "concurrent",
            "junit.jupiter.execution.parallel.config.strategy", "fixed",
            "junit.jupiter.execution.parallel.config.fixed.parallelism", "4");

    @Test
    @DisplayName("B96: hosts of a session are shared by its classes, procs by the tests of one")
    void hostsOfTheSessionAreSharedByItsClassesAndProcsByTheTestsOfOne() {
        EngineExecutionResults results = run(SharesHosts.class, SharesHostsToo.class, Apart.class);

        assertThat(failures(results.allEvents())).isEmpty();
        assertThat(reported(results, "session host"))
                .hasSize(4)
                .containsOnly(reported(results, "session host").get(0));
        assertThat(reported(results, "first procs")).hasSize(2);
        assertThat(reported(results, "first procs"))
                .containsOnly(reported(results, "first procs").get(0));
        assertThat(reported(results, "second procs"))
                .hasSize(2)
                .doesNotContainAnyElementsOf(reported(results, "first procs"));
        assertThat(reported(results, "own host")).doesNotContainAnyElementsOf(reported(results, "session host"));
    }

    @MeshTest(scope = Scope.SESSION)
    static class SharesHosts {
        @Test
        void one(HostMesh hosts, ProcMesh procs, TestReporter reporter) {
            reporter.publishEntry("session host", Long.toString(hosts.get(0).pid()));
            reporter.publishEntry("first procs", Long.toString(procs.get(0).pid()));
        }

        @Nested
        class Within {
            @Test
            void two(HostMesh hosts, ProcMesh procs, TestReporter reporter) {
                one(hosts, procs, reporter); // of the class around it
            }
        }
    }

    @MeshTest(scope = Scope.SESSION)
    static class SharesHostsToo {
        @RepeatedTest(2)
        void one(HostMesh hosts, ProcMesh procs, TestReporter reporter) {
            reporter.publishEntry("session host", Long.toString(hosts.get(0).pid()));
            reporter.publishEntry("second procs", Long.toString(procs.get(0).pid()));
        }
    }

    @MeshTest
    static class Apart {
        @Test
        void one(HostMesh hosts, TestReporter reporter) {
            reporter.publishEntry("own host", Long.toString(hosts.get(0).pid()));
        }
    }

    @Test
    void sessionsInProcessAndOfProcessesAreTwo() {
        EngineExecutionResults results = run(SharesHostsToo.class, SharesInProcess.class);

        assertThat(failures(results.allEvents())).isEmpty();
        String self = Long.toString(ProcessHandle.current().pid());
        assertThat(reported(results, "session host")).hasSize(3).contains(self);
        assertThat(reported(results, "session host").stream().distinct()).hasSize(2);
    }

    @MeshTest(scope = Scope.SESSION, mode = Mode.IN_PROCESS)
    static class SharesInProcess {
        @Test
        void one(HostMesh hosts, TestReporter reporter) {
            reporter.publishEntry("session host", Long.toString(hosts.get(0).pid()));
        }
    }

    @Test
    @DisplayName("B96: tests that share a mesh run one after the other")
    void testsThatShareAMeshRunOneAfterTheOther() {
        for (Class<?> sample : List.of(Shares.class, SharesTheSession.class)) {
            EngineExecutionResults results = run(METHODS_IN_PARALLEL, sample);

            assertThat(failures(results.allEvents())).isEmpty();
            List<String> steps = reported(results, "step");
            assertThat(steps).hasSize(12);
            for (int i = 0; i < steps.size(); i += 2) {
                assertThat(steps.get(i)).isEqualTo("begins " + steps.get(i + 1).substring("ends ".length()));
            }
        }
    }

    @MeshTest(mode = Mode.IN_PROCESS)
    static class Shares {
        @RepeatedTest(3)
        void one(ActorMesh<Counter> counters, TestReporter reporter) {
            count(counters, reporter);
        }

        @RepeatedTest(3)
        void two(ActorMesh<Counter> counters, TestReporter reporter) {
            count(counters, reporter);
        }
    }

    @MeshTest(mode = Mode.IN_PROCESS, scope = Scope.SESSION)
    static class SharesTheSession {
        @RepeatedTest(3)
        void one(ActorMesh<Counter> counters, TestReporter reporter) {
            count(counters, reporter);
        }

        @RepeatedTest(3)
        void two(ActorMesh<Counter> counters, TestReporter reporter) {
            count(counters, reporter);
        }
    }

    private static void count(ActorMesh<Counter> counters, TestReporter reporter) {
        reporter.publishEntry("step", "begins " + counters.name());
        for (int i = 0; i < 50; i++) {
            counters.cast(new Counter.Add(1));
            assertThat(counters.call(new Counter.Total())).containsExactly(i + 1L);
        }
        reporter.publishEntry("step", "ends " + counters.name());
    }

    @Test
    void testsWithMeshesOfTheirOwnRunBesideEachOther() {
        EngineExecutionResults results = run(METHODS_IN_PARALLEL, SharesNothing.class);

        assertThat(failures(results.allEvents())).isEmpty();
        assertThat(reported(results, "host")).hasSize(2).doesNotHaveDuplicates();
    }

    @MeshTest(mode = Mode.IN_PROCESS, scope = Scope.METHOD)
    @ExtendWith(Rendezvous.class)
    static class SharesNothing {
        @Test
        void one(HostMesh hosts, CyclicBarrier both, TestReporter reporter) throws Exception {
            meet(hosts, both, reporter);
        }

        @Test
        void two(HostMesh hosts, CyclicBarrier both, TestReporter reporter) throws Exception {
            meet(hosts, both, reporter);
        }

        private static void meet(HostMesh hosts, CyclicBarrier both, TestReporter reporter) throws Exception {
            reporter.publishEntry("host", hosts.get(0).id().toString());
            both.await(30, TimeUnit.SECONDS);
        }
    }
}
