package io.meshwork.junit;

import static io.meshwork.junit.Samples.failures;
import static io.meshwork.junit.Samples.reported;
import static io.meshwork.junit.Samples.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.ActorMesh;
import io.meshwork.HostMesh;
import io.meshwork.ProcMesh;
import io.meshwork.proc.Jvm;
import java.lang.management.ManagementFactory;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** What a mesh is, said in code by a field of the class. */
@ExtendWith(NothingLeft.class)
class MeshExtensionTest {

    @Test // J-1: each child initialises the class in which the lambda is written
    void aFieldSaysWhatAnAnnotationSaysAndStartsNothingInAChildThatInitialisesItsClass() {
        EngineExecutionResults results = run(SaysItByAField.class);

        requireGreen(results, 2);
        assertThat(reported(results, "mesh.hosts")).containsExactly("1");
        assertThat(reported(results, "mesh.procs")).containsExactly("2");
    }

    @Test
    void anInstanceThatLivesForItsClassMaySayIt() {
        requireGreen(run(SaysItPerClass.class), 1);
    }

    @Test
    void aNestedClassMaySayItsOwnWhicheverWay() {
        EngineExecutionResults results = run(NestedSayTheirs.class);

        requireGreen(results, 3);
        assertThat(reported(results, "hosts")).containsExactlyInAnyOrder("hosts=1", "hosts=2", "rack=3");
    }

    @Test
    void itIsSkippedWhereItsRequirementIsNotToBeHad() {
        EngineExecutionResults results = run(Map.of("mesh.mode", "in-process"), NeedsProcesses.class);

        results.testEvents().assertStatistics(stats -> stats.started(0));
        assertThat(results.containerEvents().skipped().stream()).hasSize(1);
    }

    @Test
    void aClassThatSaysItTwiceIsRefused() {
        EngineExecutionResults results = run(AnnotatedToo.class, TwoFields.class);

        assertThat(failures(results.containerEvents()))
                .hasSize(2)
                .allSatisfy(
                        text -> assertThat(text).contains("says twice what its mesh is", "accepted is @MeshTest or"))
                .anySatisfy(text -> assertThat(text).contains("class=" + AnnotatedToo.class.getName()))
                .anySatisfy(text -> assertThat(text).contains("class=" + TwoFields.class.getName()));
        assertThat(reported(results, "mesh.hosts")).isEmpty();
    }

    @Test
    void aFieldThatIsNotStaticIsRefused() {
        EngineExecutionResults results = run(NotStatic.class);

        assertThat(failures(results.testEvents()))
                .hasSize(2)
                .allSatisfy(text -> assertThat(text).contains("must be static", "class=" + NotStatic.class.getName()));
        assertThat(reported(results, "mesh.hosts")).isEmpty();
    }

    @Test
    void aMeshThatCannotBeHadIsRefusedWhenTheClassIsRun() {
        EngineExecutionResults results = run(NoProcs.class);

        assertThat(failures(results.containerEvents()))
                .singleElement()
                .asString()
                .contains("class=" + NoProcs.class.getName(), "1 or more procs", "procs=0");
    }

    private static void requireGreen(EngineExecutionResults results, int tests) {
        assertThat(failures(results.allEvents())).isEmpty();
        results.testEvents().assertStatistics(stats -> stats.succeeded(tests));
    }

    static class SaysItByAField {

        @RegisterExtension
        static final MeshExtension mesh =
                MeshExtension.hosts(1).procs(2).jvm(Jvm.THROUGHPUT).jvmArgs("-Dsample=yes");

        @Test
        void hasIt(ProcMesh procs) {
            assertThat(procs.extent()).hasToString("hosts=1,procs=2");
            assertThat(procs.call(() -> {
                        long children = ProcessHandle.current().children().count();
                        return System.getProperty("sample") + " " + (mesh != null) + " " + children;
                    }))
                    .containsExactly("yes true 0", "yes true 0");
            assertThat(procs.call(() -> ManagementFactory.getRuntimeMXBean().getInputArguments()))
                    .allSatisfy(arguments -> assertThat(arguments).containsAll(Jvm.THROUGHPUT.arguments()));
        }

        @Nested
        class Inner {
            @Test
            void sharesIt(ActorMesh<Counter> counters) {
                assertThat(counters.size()).isEqualTo(2);
            }
        }
    }

    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class SaysItPerClass {

        @RegisterExtension
        final MeshExtension mesh = MeshExtension.hosts(2).mode(Mode.IN_PROCESS);

        @Test
        void hasIt(HostMesh hosts) {
            assertThat(hosts.extent()).hasToString("hosts=2");
        }
    }

    @MeshTest(mode = Mode.IN_PROCESS)
    static class NestedSayTheirs {

        @Test
        void outer(HostMesh hosts, TestReporter reporter) {
            reporter.publishEntry("hosts", hosts.extent().toString());
        }

        @Nested
        class ByAField {

            @RegisterExtension
            static final MeshExtension mesh =
                    MeshExtension.hostExtent("rack=3").procExtent("gpus=2").mode(Mode.IN_PROCESS);

            @Test
            void inner(HostMesh hosts, ProcMesh procs, TestReporter reporter) {
                assertThat(procs.extent()).hasToString("rack=3,gpus=2");
                reporter.publishEntry("hosts", hosts.extent().toString());
            }
        }

        @Nested
        @MeshTest(hosts = 2, mode = Mode.IN_PROCESS)
        class Annotated {
            @Test
            void inner(HostMesh hosts, TestReporter reporter) {
                reporter.publishEntry("hosts", hosts.extent().toString());
            }
        }
    }

    static class NeedsProcesses {

        @RegisterExtension
        static final MeshExtension mesh =
                MeshExtension.hosts(1).requires(Requirement.PROCESSES).scope(Scope.METHOD);

        @Test
        void neverRuns(ProcMesh procs) {}
    }

    @MeshTest
    static class AnnotatedToo {

        @RegisterExtension
        static final MeshExtension mesh = MeshExtension.hosts(2);

        @Test
        void neverRuns(ProcMesh procs) {}
    }

    static class TwoFields {

        @RegisterExtension
        static final MeshExtension one = MeshExtension.hosts(1);

        @RegisterExtension
        static final MeshExtension two = MeshExtension.hosts(2);

        @Test
        void neverRuns(ProcMesh procs) {}
    }

    static class NotStatic {

        @RegisterExtension
        final MeshExtension mesh = MeshExtension.hosts(1);

        @Test
        void asks(ProcMesh procs) {}

        @Test
        void asksForNothing() {}
    }

    static class NoProcs {

        @RegisterExtension
        static final MeshExtension mesh = MeshExtension.hosts(1).procs(0);

        @Test
        void neverRuns(ProcMesh procs) {}
    }
}
