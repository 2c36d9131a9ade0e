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
