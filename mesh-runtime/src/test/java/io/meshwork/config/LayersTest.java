package io.meshwork.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.failure.MeshException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** CF-1, CF-2, CF-3: which setting holds, where it came from, and what is none. */
class LayersTest {

    @TempDir
    Path directory;

    @Test
    void ofEachKeyTheHighestLayerHoldsWhateverCameFirst() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        List<Setting> settings = new ArrayList<>();
        for (Layer layer : Layer.values()) {
            settings.add(new Setting("mesh.grace", 1 + layer.ordinal() + "s", layer, "there"));
        }
        for (int i = 0; i < 1_000; i++) {
            List<Setting> some = new ArrayList<>(settings);
            Collections.shuffle(some, random);
            some = some.subList(0, 1 + random.nextInt(some.size()));
            Layers layers = new Layers(Map.of());
            some.forEach(layers::put);

            Setting highest = Collections.min(some, (one, other) -> one.layer().compareTo(other.layer()));
            assertThat(layers.values().setting(Keys.GRACE)).as("seed=%s", seed).isEqualTo(highest);
        }
    }

    @Test
    void aTestsOwnWinsOverTheEnvironmentThatOverAProgramThatOverAFile() throws Exception {
        Files.writeString(
                directory.resolve("mesh.properties"), "mesh.grace=1s\nmesh.tail-lines=1\nmesh.max-workers=1\n");
        Config file = Config.of(environment(Map.of(), Map.of("MESH_TAIL_LINES", "2")), loader());
        Config runtime = file.withRuntime(Map.of("mesh.tail-lines", "3", "mesh.max-workers", "3"));
        Config own = runtime.with(Map.of("mesh.tail-lines", "4", "mesh.max-workers", "4"));

        assertThat(file.effective(Keys.GRACE).layer()).isEqualTo(Layer.FILE);
        assertThat(file.effective(Keys.GRACE).where()).endsWith("mesh.properties");
        assertThat(file.integer(Keys.MAX_WORKERS)).isEqualTo(1);
        assertThat(runtime.effective(Keys.MAX_WORKERS))
                .isEqualTo(new Setting("mesh.max-workers", "3", Layer.RUNTIME, "Config.withRuntime"));
        assertThat(runtime.effective(Keys.TAIL_LINES))
                .isEqualTo(new Setting("mesh.tail-lines", "2", Layer.ENVIRONMENT, "MESH_TAIL_LINES"));
        assertThat(own.integer(Keys.TAIL_LINES)).isEqualTo(4);
        assertThat(own.integer(Keys.MAX_WORKERS)).isEqualTo(4);
        assertThat(own.withRuntime(Map.of("mesh.max-workers", "5")).integer(Keys.MAX_WORKERS))
                .isEqualTo(4);
        assertThat(own.effective(Keys.CALL_TIMEOUT))
                .isEqualTo(new Setting("mesh.call-timeout", "30s", Layer.DEFAULT, ""));
    }

    @Test
    void aPropertyIsNearerThanAVariable() {
        Config config = Config.of(
                environment(Map.of("mesh.grace", "1s"), Map.of("MESH_GRACE", "3s", "MESH_TAIL_LINES", "7")), loader());

        assertThat(config.effective(Keys.GRACE).toString()).isEqualTo("mesh.grace=1s (environment: -Dmesh.grace)");
        assertThat(config.effective(Keys.TAIL_LINES).toString())
                .isEqualTo("mesh.tail-lines=7 (environment: MESH_TAIL_LINES)");
    }

    @Test
    void whatFollowsSaysSo() {
        Config config = Config.of(Map.of("mesh.grace", "300ms", "mesh.time-factor", "3"));

        assertThat(config.effective(Keys.ACTOR_STOP_TIMEOUT).toString())
                .isEqualTo("mesh.actor-stop-timeout=400ms (default: follows what was set)");
        assertThat(config.report().lines())
                .hasSize(Keys.all().size())
                .contains("mesh.grace=300ms (test override: Config.with)", "mesh.ready-timeout=30s (default)");
    }

    @Test
    void theFileThatIsNamedIsReadInPlaceOfTheOneOnTheClassPath() throws Exception {
        Path named = Files.writeString(directory.resolve("other.properties"), "mesh.evidence-dir = bevis/\u00e5\n");
        Files.writeString(directory.resolve("mesh.properties"), "mesh.tail-lines=1\n");
        Config config = Config.of(environment(Map.of("mesh.config", named.toString()), Map.of()), loader());

        assertThat(config.text(Keys.EVIDENCE_DIR)).isEqualTo("bevis/\u00e5");
        assertThat(config.effective(Keys.EVIDENCE_DIR).where()).isEqualTo(named.toString());
        assertThat(config.integer(Keys.TAIL_LINES)).isEqualTo(50);
        assertThat(Config.of(environment(Map.of(), Map.of("MESH_CONFIG", named.toString())), loader())
                        .text(Keys.EVIDENCE_DIR))
                .isEqualTo("bevis/\u00e5");
    }

    @Test
    void aFileThatCannotBeReadIsRefused() throws Exception {
        Path latin = Files.write(
                directory.resolve("latin"), "mesh.evidence-dir=\u00e5".getBytes(StandardCharsets.ISO_8859_1));
        Path escape = Files.writeString(directory.resolve("escape"), "mesh.evidence-dir=\\u00");
        for (String path :
                new String[] {directory.resolve("none").toString(), "a\0b", latin.toString(), escape.toString()}) {
            assertThatThrownBy(() -> Config.of(environment(Map.of("mesh.config", path), Map.of()), loader()))
                    .isInstanceOf(MeshException.class)
                    .hasMessageStartingWith("settings file can't be read: accepted is the path of a properties file in"
                            + " UTF-8, got: mesh.config=" + path + " cause=");
        }
    }

    @Test
    void whatIsNoSettingIsRefusedWhereverItStandsWithTheNearestThereIs() throws Exception {
        assertRefused(
                environment(Map.of("mesh.graec", "2s"), Map.of()),
                "no such setting: the nearest is mesh.grace, got: mesh.graec=2s (environment: -Dmesh.graec)");
        assertRefused(
                environment(Map.of(), Map.of("MESH_CALLTIMEOUT", "2s")),
                "no such setting: the nearest is MESH_CALL_TIMEOUT, got: MESH_CALLTIMEOUT=2s"
                        + " (environment: MESH_CALLTIMEOUT)");
        Path file = Files.writeString(directory.resolve("f"), "nets=none");
        assertRefused(
                environment(Map.of("mesh.config", file.toString()), Map.of()),
                "no such setting: the nearest is mesh.nets, got: nets=none (file: " + file + ")");
        assertThatThrownBy(() -> Config.of(Map.of("mesh.transports", "tcp")))
                .isInstanceOf(MeshException.class)
                .hasMessage("no such setting: the nearest is mesh.transport, got: mesh.transports=tcp"
                        + " (test override: Config.with)");
        assertThatThrownBy(() -> Config.of(Map.of()).withRuntime(Map.of("mesh.tail-line", "1")))
                .isInstanceOf(MeshException.class)
                .hasMessageContaining("mesh.tail-lines, got: mesh.tail-line=1 (runtime: Config.withRuntime)");
    }

    @Test
    void whatIsOfTheTestsOrSetByLaunchersOrNotOursIsPassedOver() {
        Config config = Config.of(
                environment(
                        Map.of("mesh.test.rounds", "5", "meshes", "5", "other.mesh.grace", "1"),
                        Map.of(
                                "MESH_RUN_ID",
                                "a",
                                "MESH_CHAIN",
                                "b",
                                "MESH_NAME",
                                "c",
                                "MESH_TEST_X",
                                "d",
                                "MESHES",
                                "e")),
                loader());

        assertThat(config.values()).isEmpty();
    }

    @Test
    void whatIsNotUnderstoodNamesWhereItStands() throws Exception {
        assertRefused(
                environment(Map.of(), Map.of("MESH_GRACE", "2h")),
                "setting not understood: accepted is 500ms, 2s or 1min, got: mesh.grace=2h (environment: MESH_GRACE)");
        assertRefused(
                environment(Map.of("mesh.tail-lines", "0"), Map.of()),
                "setting not understood: accepted is a whole number, 1 to 10000, got: mesh.tail-lines=0"
                        + " (environment: -Dmesh.tail-lines)");
        Path file = Files.writeString(directory.resolve("f"), "mesh.grace=10s");
        assertRefused(
                environment(Map.of("mesh.config", file.toString()), Map.of("MESH_SHUTDOWN_TIMEOUT", "20s")),
                "settings contradict each other: needed is mesh.actor-stop-timeout + mesh.cleanup-timeout <= 2 x mesh.grace"
                        + " < mesh.shutdown-timeout, got: mesh.actor-stop-timeout=2s (default)"
                        + " mesh.cleanup-timeout=1s (default) mesh.grace=10s (file: " + file
                        + ") mesh.shutdown-timeout=20s (environment: MESH_SHUTDOWN_TIMEOUT)");
    }

    @Test
    void whatHoldsForAJvmFromItsBeginningStandsInItsEnvironment() {
        assertThat(Config.of(environment(Map.of(), Map.of("MESH_SOCKET_DIR", "/s")), loader())
                        .text(Keys.SOCKET_DIR))
                .isEqualTo("/s");
        assertThatThrownBy(() -> Config.of(Map.of("mesh.socket-dir", "/s")))
                .isInstanceOf(MeshException.class)
                .hasMessage(
                        "setting without effect there: it holds for a JVM from its beginning: accepted is"
                                + " -Dmesh.socket-dir or MESH_SOCKET_DIR, got: mesh.socket-dir=/s (test override: Config.with)");
    }

    @Test
    void aChildHasWhatItsParentHandsDownAndOverThatItsOwnEnvironment() {
        Config parent = Config.of(environment(Map.of("mesh.tail-lines", "3"), Map.of("MESH_GRACE", "1s")), loader())
                .with(Keys.MAX_WORKERS, "8")
                .withRuntime(Map.of("mesh.call-timeout", "60s"));
        Environment own = environment(
                Map.of("mesh.call-timeout", "50s"), Map.of("MESH_TAIL_LINES", "4", "MESH_MAX_WORKERS", "9"));
        Config child = Config.ofChild(parent.handedDown(), own);

        assertThat(child.settings().all())
                .containsExactlyInAnyOrder(
                        new Setting("mesh.max-workers", "8", Layer.OVERRIDE, "Config.with"),
                        new Setting("mesh.call-timeout", "50s", Layer.ENVIRONMENT, "-Dmesh.call-timeout"),
                        new Setting("mesh.tail-lines", "4", Layer.ENVIRONMENT, "MESH_TAIL_LINES"),
                        new Setting("mesh.grace", "1s", Layer.PUSHED, "MESH_GRACE"));
        assertThat(Config.ofChild(child.handedDown(), environment(Map.of(), Map.of()))
                        .effective(Keys.TAIL_LINES))
                .isEqualTo(new Setting("mesh.tail-lines", "4", Layer.PUSHED, "MESH_TAIL_LINES"));
        assertThat(Config.of(child.settings()).settings()).isEqualTo(child.settings());
    }

    @Test
    void whatIsOfTheRunOrOfTheTestJvmIsNoChildsOwn() {
        Map<String, String> set = Map.of("mesh.nets", "lease", "mesh.mode", "in-process", "mesh.socket-dir", "/s");
        Config parent = Config.of(environment(set, Map.of()), loader());
        Environment own = environment(
                Map.of("mesh.mode", "in-process", "mesh.socket-dir", "/s", "mesh.transport", "tcp"),
                Map.of("MESH_NETS", "none"));
        Config child = Config.ofChild(parent.handedDown(), own);

        assertThat(child.settings().all())
                .containsExactly(new Setting("mesh.nets", "lease", Layer.PUSHED, "-Dmesh.nets"));
        assertThat(child.effective(Keys.MODE)).isEqualTo(new Setting("mesh.mode", "processes", Layer.DEFAULT, ""));
    }

    @Test
    void aChildRefusesWhatItFindsInItsEnvironmentAndIsNoneOrContradicts() {
        Settings handedDown = Config.of(Map.of())
                .withRuntime(Map.of("mesh.shutdown-timeout", "10s"))
                .handedDown();

        assertThatThrownBy(() -> Config.ofChild(handedDown, environment(Map.of(), Map.of("MESH_GRACES", "1s"))))
                .hasMessageContaining("the nearest is MESH_GRACE,");
        assertThatThrownBy(() -> Config.ofChild(handedDown, environment(Map.of("mesh.grace", "8s"), Map.of())))
                .hasMessageContainingAll(
                        "mesh.grace=8s (environment: -Dmesh.grace)",
                        "mesh.shutdown-timeout=10s (pushed: Config.withRuntime)");
    }

    @Test
    void whatAValueStandsForKeepsItsSource() {
        Config config = Config.of(Map.of());

        assertThat(config.settled(Keys.TRANSPORT, "unix")
                        .effective(Keys.TRANSPORT)
                        .toString())
                .isEqualTo("mesh.transport=unix (default: for auto)");
        assertThat(config.with(Keys.TRANSPORT, "auto")
                        .settled(Keys.TRANSPORT, "tcp")
                        .effective(Keys.TRANSPORT)
                        .toString())
                .isEqualTo("mesh.transport=tcp (test override: Config.with, for auto)");
    }

    @ParameterizedTest
    @CsvSource({"'', '', 0", "abc, abc, 0", "abc, '', 3", "kitten, sitting, 3", "mesh.graec, mesh.grace, 2", "ab, ba, 2"
    })
    void changesAreCountedLetterByLetter(String from, String to, int changes) {
        assertThat(Nearest.changes(from, to)).isEqualTo(changes);
        assertThat(Nearest.changes(to, from)).isEqualTo(changes);
    }

    private void assertRefused(Environment environment, String message) {
        assertThatThrownBy(() -> Config.of(environment, loader()))
                .isInstanceOf(MeshException.class)
                .hasMessage(message);
    }

    private static Environment environment(Map<String, String> properties, Map<String, String> variables) {
        Properties own = new Properties();
        own.putAll(properties);
        return new Environment(own, variables);
    }

    /* With nothing but the test's directory on its class path. */
    private ClassLoader loader() {
        try {
            return new URLClassLoader(new URL[] {directory.toUri().toURL()}, null);
        } catch (java.net.MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }
}
