package io.meshwork.conformance.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.meshwork.AllocSpec;
import io.meshwork.Client;
import io.meshwork.HostMesh;
import io.meshwork.ProcMesh;
import io.meshwork.SpawnException;
import io.meshwork.config.Config;
import io.meshwork.config.Key;
import io.meshwork.config.Keys;
import io.meshwork.config.Layer;
import io.meshwork.config.Setting;
import io.meshwork.conformance.Row;
import io.meshwork.conformance.life.Meshes;
import io.meshwork.failure.MeshException;
import io.meshwork.proc.ProcOptions;
import io.meshwork.shape.Extent;
import io.meshwork.value.Status;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** CF-1, CF-2, CF-3: what holds in hosts and procs, which are processes with environments of their own. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SettingsTest {

    private Meshes meshes;
    private HostMesh hosts;
    private ProcMesh procs;

    @BeforeAll
    void startThem() {
        Config config = Config.ofThisJvm()
                .with(Keys.NETS, "lease")
                .with(Keys.MODE, "processes")
                .with(Keys.MAX_WORKERS, "8")
                .withRuntime(
                        Map.of("mesh.tail-lines", "60", "mesh.call-timeout", "50s", "mesh.shutdown-timeout", "16s"));
        ProcOptions ofHosts = ProcOptions.standard().jvmArgs("-Dmesh.handler-warning=11s");
        ProcOptions ofProcs = ProcOptions.standard()
                .environment("MESH_TAIL_LINES", "61")
                .environment("MESH_MAX_WORKERS", "9")
                .rank(1, ProcOptions.standard().jvmArgs("-Dmesh.tail-lines=62", "-Dmesh.call-timeout=49s"));
        meshes = Meshes.start(config);
        hosts = meshes.hosts(AllocSpec.of(Extent.of("hosts", 2)).options(ofHosts), "test");
        procs = hosts.spawn("p0", Extent.unity(), ofProcs);
    }

    @AfterAll
    void closeThem() {
        meshes.close();
    }

    @Test
    @Row("B84")
    void theEnvironmentOfAProcessBeatsWhatWasPushed() {
        assertThat(inProcs(Keys.TAIL_LINES))
                .containsExactly(
                        new Setting("mesh.tail-lines", "61", Layer.ENVIRONMENT, "MESH_TAIL_LINES"),
                        new Setting("mesh.tail-lines", "62", Layer.ENVIRONMENT, "-Dmesh.tail-lines"));
        assertThat(inProcs(Keys.CALL_TIMEOUT))
                .containsExactly(
                        new Setting("mesh.call-timeout", "50s", Layer.PUSHED, "Config.withRuntime"),
                        new Setting("mesh.call-timeout", "49s", Layer.ENVIRONMENT, "-Dmesh.call-timeout"));
    }

    @Test
    @Row("B84")
    void aTestsOwnBeatsTheEnvironmentOfAProcess() {
        assertThat(inProcs(Keys.MAX_WORKERS))
                .containsOnly(new Setting("mesh.max-workers", "8", Layer.OVERRIDE, "Config.with"));
    }

    @Test
    @Row("B84")
    void whatWasPushedBeatsTheStandard() {
        assertThat(inHosts(Keys.TAIL_LINES))
                .containsOnly(new Setting("mesh.tail-lines", "60", Layer.PUSHED, "Config.withRuntime"));
        assertThat(inHosts(Keys.HANDLER_WARNING))
                .containsOnly(new Setting("mesh.handler-warning", "11s", Layer.ENVIRONMENT, "-Dmesh.handler-warning"));
        assertThat(inProcs(Keys.HANDLER_WARNING))
                .containsOnly(new Setting("mesh.handler-warning", "11s", Layer.PUSHED, "-Dmesh.handler-warning"));
        assertThat(inProcs(Keys.TERMINATE_CONCURRENCY))
                .containsOnly(new Setting("mesh.terminate-concurrency", "16", Layer.DEFAULT, ""));
    }

    @Test
    @Row("B85")
    void whatIsTheTestJvmsAloneIsNotPushedAndWhatIsOfTheRunIsTheSameInAll() {
        assertThat(meshes.client().config().effective(Keys.MODE).layer()).isEqualTo(Layer.OVERRIDE);
        assertThat(inHosts(Keys.MODE)).extracting(Setting::layer).containsOnly(Layer.DEFAULT);
        assertThat(inProcs(Keys.MODE)).extracting(Setting::layer).containsOnly(Layer.DEFAULT);
        assertThat(inHosts(Keys.NETS)).extracting(Setting::value).containsOnly("lease");
        String transport = meshes.client().config().text(Keys.TRANSPORT);
        assertThat(transport).isNotEqualTo("auto");
        assertThat(inProcs(Keys.TRANSPORT)).extracting(Setting::value).containsOnly(transport);
    }

    @Test
    void optionsOfAProcessThatAreNoneOrNotItsOwnAreRefusedBeforeItIsStarted() {
        assertRefused(
                () -> ProcOptions.standard().jvmArgs("-Xmx64m", "-Dmesh.tail-line=5"),
                "no such setting: the nearest is mesh.tail-lines, got: mesh.tail-line=5 (environment: of one process)");
        assertRefused(
                () -> ProcOptions.standard().environment("MESH_GRACES", "5s"),
                "no such setting: the nearest is MESH_GRACE, got: MESH_GRACES=5s (environment: of one process)");
        assertRefused(
                () -> ProcOptions.standard().environment("MESH_TAIL_LINES", "0"),
                "setting not understood: accepted is a whole number, 1 to 10000, got: mesh.tail-lines=0"
                        + " (environment: of one process, MESH_TAIL_LINES)");
        assertRefused(
                () -> ProcOptions.standard().jvmArgs("-Dmesh.nets=none"),
                "setting that a process can't have for itself: it holds for the run, set it in the test JVM, got:"
                        + " mesh.nets=none (environment: of one process, mesh.nets)");
    }

    @Test
    void aProcWhoseEnvironmentContradictsWhatWasPushedSaysSoAndDoesNotStart() {
        ProcOptions options =
                ProcOptions.standard().rank(1, ProcOptions.standard().environment("MESH_GRACE", "8s"));

        SpawnException thrown =
                catchThrowableOfType(SpawnException.class, () -> hosts.spawn("bad", Extent.unity(), options));

        assertThat(thrown)
                .hasMessageContainingAll(
                        "rank 1 (hosts 1): stopped with exit code 1",
                        "settings contradict each other",
                        "mesh.grace=8s (environment: MESH_GRACE)",
                        "mesh.shutdown-timeout=16s (pushed: Config.withRuntime)");
        assertThat(thrown.statuses().get(0)).isEqualTo(new Status.Running());
    }

    @Test
    void aClientWhoseEnvironmentHoldsWhatIsNoSettingDoesNotStart() {
        assertThatThrownBy(() -> procs.slice("hosts", 0).run(() -> {
                    System.setProperty("mesh.graec", "2s");
                    try {
                        Client.start("inner").close();
                    } finally {
                        System.clearProperty("mesh.graec");
                    }
                }))
                .cause()
                .isInstanceOf(MeshException.class)
                .hasMessage("no such setting: the nearest is mesh.grace, got: mesh.graec=2s"
                        + " (environment: -Dmesh.graec)");
    }

    private List<Setting> inHosts(Key key) {
        return hosts.values().map(host -> host.config().effective(key)).values();
    }

    private List<Setting> inProcs(Key key) {
        return procs.values().map(proc -> proc.config().effective(key)).values();
    }

    private static void assertRefused(Runnable options, String message) {
        assertThatThrownBy(options::run).isInstanceOf(MeshException.class).hasMessage(message);
    }
}
