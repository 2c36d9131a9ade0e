package io.meshwork.junit;

import static io.meshwork.junit.Samples.failures;
import static io.meshwork.junit.Samples.reported;
import static io.meshwork.junit.Samples.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.ProcMesh;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** What can't be had is refused by name, and as early as it can be known. */
@ExtendWith(NothingLeft.class)
class RefusalTest {

    @Test
    void fewerThanOneHostOrProcIsRefusedBeforeAProcessStarts() {
        EngineExecutionResults results = run(NoHosts.class, FewerProcs.class);

        assertThat(failures(results.containerEvents()))
                .anySatisfy(text ->
                        assertThat(text).contains("class=" + NoHosts.class.getName(), "1 or more hosts", "hosts=0"))
                .anySatisfy(text ->
                        assertThat(text).contains("class=" + FewerProcs.class.getName(), "1 or more procs", "procs=-1"))
                .hasSize(2);
        assertThat(reported(results, "mesh.hosts")).isEmpty();
    }

    @Test // J-14
    void aShapeThatIsNoneIsRefusedBeforeAProcessStarts() {
        EngineExecutionResults results =
                run(BothForms.class, BothFormsOfProcs.class, NoExtent.class, SameDimension.class, NotItsOwn.class);

        assertThat(failures(results.containerEvents()))
                .hasSize(5)
                .anySatisfy(text -> assertThat(text)
                        .contains(
                                "class=" + BothForms.class.getName(),
                                "accepted is one of them",
                                "hosts=1 and the extent 'zone=2'"))
                .anySatisfy(text -> assertThat(text).contains("procs=2 and the extent 'gpus=2'"))
                .anySatisfy(text ->
                        assertThat(text).contains("no extent of hosts", "such as zone=2,rack=3", "name=size", "'zone'"))
                .anySatisfy(text -> assertThat(text).contains("procs have a dimension of their hosts", "'zone'"))
                .anySatisfy(text -> assertThat(text).contains("can't have for itself", "mesh.nets=none"));
        assertThat(reported(results, "mesh.hosts")).isEmpty();
    }

    @Test
    void aClassWithoutTheAnnotationIsRefused() {
        assertThat(failures(run(NoAnnotation.class).containerEvents()))
                .singleElement()
                .asString()
                .contains("annotate it with @MeshTest", "class=" + NoAnnotation.class.getName());
    }

    @Test
    void settingsThatContradictEachOtherAreRefusedWithBothNames() {
        EngineExecutionResults results = run(Map.of("mesh.grace", "20s", "mesh.shutdown-timeout", "15s"), Plain.class);

        assertThat(failures(results.testEvents()))
                .allSatisfy(text -> assertThat(text).contains("mesh.grace=20s", "mesh.shutdown-timeout=15s"));
        assertThat(reported(results, "mesh.hosts")).isEmpty();
    }

    @Test
    void whatCouldNotBeStartedIsNotTriedAgain() {
        EngineExecutionResults results = run(BadFlag.class);

        assertThat(failures(results.testEvents()))
                .hasSize(2)
                .allSatisfy(text -> assertThat(text).contains("procs could not be spawned", "NoSuchFlag"))
                .filteredOn(text -> text.contains("failed before and is not tried again"))
                .hasSize(1);
    }

    @MeshTest(hosts = 0)
    static class NoHosts {
        @Test
        void neverRuns() {}
    }

    @MeshTest(procs = -1)
    static class FewerProcs {
        @Test
        void neverRuns(ProcMesh procs) {}
    }

    @MeshTest(hosts = 1, hostExtent = "zone=2")
    static class BothForms {
        @Test
        void neverRuns(ProcMesh procs) {}
    }

    @MeshTest(procs = 2, procExtent = "gpus=2")
    static class BothFormsOfProcs {
        @Test
        void neverRuns(ProcMesh procs) {}
    }

    @MeshTest(hostExtent = "zone")
    static class NoExtent {
        @Test
        void neverRuns(ProcMesh procs) {}
    }

    @MeshTest(hostExtent = "zone=2", procExtent = "zone=2")
    static class SameDimension {
        @Test
        void neverRuns(ProcMesh procs) {}
    }

    @MeshTest(jvmArgs = "-Dmesh.nets=none")
    static class NotItsOwn {
        @Test
        void neverRuns(ProcMesh procs) {}
    }

    @ExtendWith(MeshExtension.class)
    static class NoAnnotation {
        @Test
        void neverRuns() {}
    }

    @MeshTest
    static class Plain {
        @Test
        void asks(ProcMesh procs) {}
    }

    @MeshTest(jvmArgs = "-XX:+NoSuchFlag")
    static class BadFlag {
        @Test
        void asks(ProcMesh procs) {}

        @Test
        void asksAgain(ProcMesh procs) {}
    }
}
