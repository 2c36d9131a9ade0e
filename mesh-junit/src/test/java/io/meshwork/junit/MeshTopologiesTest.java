package io.meshwork.junit;

import static io.meshwork.junit.Samples.failures;
import static io.meshwork.junit.Samples.reported;
import static io.meshwork.junit.Samples.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.ActorMesh;
import io.meshwork.ProcMesh;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.TestTemplate;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** The same test over several shapes. */
@ExtendWith(NothingLeft.class)
class MeshTopologiesTest {

    @Test
    void aTestRunsOncePerTopologyWithAMeshOfItsOwnAndIsNamedAfterIt() {
        EngineExecutionResults results = run(OnAMethod.class);

        requireGreen(results);
        assertThat(names(results)).containsExactly("hosts=1,procs=1", "hosts=2,procs=3", "procs=2", "zone=2 / gpus=2");
        assertThat(reported(results, "extent"))
                .containsExactly("hosts=1,procs=1", "hosts=2,procs=3", "hosts=4,procs=2", "zone=2,gpus=2");
        assertThat(reported(results, "mesh.procs")).containsExactly("1", "6", "8", "4");
        assertThat(reported(results, "mesh.left")).containsOnly("0");
    }

    @Test
    void whatTheClassSaysHoldsForItsOtherTests() {
        EngineExecutionResults results = run(BesideOthers.class);

        requireGreen(results);
        assertThat(reported(results, "extent")).containsExactlyInAnyOrder("hosts=1,procs=2", "hosts=2,procs=2");
    }

    @Test
    void onAClassTheyHoldForEachOfItsTemplates() {
        EngineExecutionResults results = run(OnAClass.class);

        requireGreen(results);
        assertThat(names(results))
                .containsExactlyInAnyOrder("procs=1", "procs=2", "procs=1", "procs=2", "procs=1", "procs=2", "procs=3");
        assertThat(reported(results, "extent"))
                .containsExactlyInAnyOrder(
                        "template hosts=1,procs=1",
                        "template hosts=1,procs=2",
                        "bare hosts=1,procs=1",
                        "bare hosts=1,procs=2",
                        "inner hosts=1,procs=1",
                        "inner hosts=1,procs=2",
                        "own hosts=1,procs=3");
    }

    @Test
    void theyRunInProcessesToo() {
        EngineExecutionResults results = run(InProcesses.class);

        requireGreen(results);
        assertThat(reported(results, "mesh.procs")).containsExactly("1", "2");
        assertThat(reported(results, "mesh.left")).containsExactly("0", "0");
    }

    @Test
    void aTestThatWouldRunInNoneIsRefused() {
        EngineExecutionResults results = run(RunsInNone.class, RunsTwice.class);

        assertThat(failures(results.testEvents()))
                .hasSize(3)
                .anySatisfy(text ->
                        assertThat(text).contains("runs in none of them", "accepted are @TestTemplate", "method=plain"))
                .anySatisfy(text -> assertThat(text).contains("runs in none of them", "method=parameterized"))
                .anySatisfy(text -> assertThat(text)
                        .contains(
                                "leave out what stands beside @MeshTopologies", "class=" + RunsTwice.class.getName()));
        assertThat(reported(results, "mesh.hosts")).isEmpty();
    }

    @Test
    void whatIsOfNoTestIsRefusedInAClassWithTopologies() {
        EngineExecutionResults results = run(AsksBefore.class);

        assertThat(failures(results.containerEvents()))
                .singleElement()
                .asString()
                .contains("has no mesh of its own", "accepted are places that are of a test", "parameter=procs");
        results.testEvents().assertStatistics(stats -> stats.started(0));
    }

    @Test
    void topologiesThatAreNoneAreRefused() {
        EngineExecutionResults results = run(BadTopologies.class);

        results.testEvents().assertStatistics(stats -> stats.started(0));
        assertThat(failures(results.containerEvents()))
                .hasSize(6)
                .allSatisfy(text -> assertThat(text).contains("class=" + BadTopologies.class.getName()))
                .anySatisfy(text -> assertThat(text).contains("no such dimension: gpus=2", "method=unknown"))
                .anySatisfy(text -> assertThat(text).contains("hosts=0", "accepted is 1 or more", "method=zero"))
                .anySatisfy(text -> assertThat(text).contains("topology twice", "method=twice"))
                .anySatisfy(text -> assertThat(text).contains("accepted is one or more", "method=none"))
                .anySatisfy(text -> assertThat(text).contains("'hosts'", "method=noNumber"))
                .anySatisfy(text -> assertThat(text).contains("procs have a dimension of their hosts", "method=same"));
        assertThat(reported(results, "mesh.hosts")).isEmpty();
    }

    private static List<String> names(EngineExecutionResults results) {
        return results.testEvents().finished().stream()
                .map(event -> event.getTestDescriptor().getDisplayName())
                .toList();
    }

    private static void requireGreen(EngineExecutionResults results) {
        assertThat(failures(results.allEvents())).isEmpty();
    }

    @MeshTest(hosts = 4, mode = Mode.IN_PROCESS)
    static class OnAMethod {

        private final ProcMesh ofConstructor;
        private ActorMesh<Counter> counters;

        OnAMethod(ProcMesh procs) {
            ofConstructor = procs;
        }

        @MeshTopologies({"hosts=1,procs=1", "hosts=2,procs=3", "procs=2", "zone=2 / gpus=2"})
        void hasIt(ProcMesh procs, TestReporter reporter) {
            assertThat(ofConstructor).isSameAs(procs);
            assertThat(counters.extent()).isEqualTo(procs.extent());
            reporter.publishEntry("extent", procs.extent().toString());
        }

        @AfterEach
        void stillHasIt(ProcMesh procs) {
            assertThat(ofConstructor).isSameAs(procs);
        }
    }

    @MeshTest(procs = 2, mode = Mode.IN_PROCESS)
    static class BesideOthers {

        @Test
        void ofTheClass(ProcMesh procs, TestReporter reporter) {
            reporter.publishEntry("extent", procs.extent().toString());
        }

        @MeshTopologies("hosts=2")
        void ofItsOwn(ProcMesh procs, TestReporter reporter) {
            reporter.publishEntry("extent", procs.extent().toString());
        }
    }

    @MeshTest(mode = Mode.IN_PROCESS)
    @MeshTopologies({"procs=1", "procs=2"})
    static class OnAClass {

        @TestTemplate
        void template(ProcMesh procs, TestReporter reporter) {
            reporter.publishEntry("extent", "template " + procs.extent());
        }

        @MeshTopologies
        void bare(ProcMesh procs, TestReporter reporter) {
            reporter.publishEntry("extent", "bare " + procs.extent());
        }

        @MeshTopologies("procs=3")
        void own(ProcMesh procs, TestReporter reporter) {
            reporter.publishEntry("extent", "own " + procs.extent());
        }

        @Nested
        class Inner {
            @TestTemplate
            void inner(ProcMesh procs, TestReporter reporter) {
                reporter.publishEntry("extent", "inner " + procs.extent());
            }
        }
    }

    @MeshTest(requires = Requirement.PROCESSES)
    static class InProcesses {
        @MeshTopologies({"procs=1", "procs=2"})
        void haveAPidEach(ProcMesh procs) {
            assertThat(procs.call(() -> ProcessHandle.current().pid())).doesNotHaveDuplicates();
        }
    }

    @MeshTest
    @MeshTopologies("procs=1")
    static class RunsInNone {
        @Test
        void plain(ProcMesh procs) {}

        @ParameterizedTest
        @ValueSource(ints = 1)
        void parameterized(int number, ProcMesh procs) {}
    }

    @MeshTest(mode = Mode.IN_PROCESS)
    static class RunsTwice {
        @Test
        @MeshTopologies("procs=1")
        void both() {}
    }

    @MeshTest
    @MeshTopologies("procs=1")
    static class AsksBefore {
        @BeforeAll
        static void before(ProcMesh procs) {}

        @TestTemplate
        void neverRuns() {}
    }

    @MeshTest
    static class BadTopologies {
        @MeshTopologies("gpus=2")
        void unknown(ProcMesh procs) {}

        @MeshTopologies({"procs=1", "hosts=0"})
        void zero(ProcMesh procs) {}

        @MeshTopologies({"procs=1", "procs=1"})
        void twice(ProcMesh procs) {}

        @MeshTopologies
        void none(ProcMesh procs) {}

        @MeshTopologies("hosts")
        void noNumber(ProcMesh procs) {}

        @MeshTopologies("zone=2 / zone=2")
        void same(ProcMesh procs) {}
    }
}
