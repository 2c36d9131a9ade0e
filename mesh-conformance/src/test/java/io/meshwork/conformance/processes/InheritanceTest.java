package io.meshwork.conformance.processes;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.AllocSpec;
import io.meshwork.HostMesh;
import io.meshwork.ProcMesh;
import io.meshwork.bootstrap.process.ClassPath;
import io.meshwork.conformance.Row;
import io.meshwork.conformance.life.Meshes;
import io.meshwork.conformance.life.Processes;
import io.meshwork.proc.ProcOptions;
import io.meshwork.shape.Extent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a child JVM takes over from the test JVM, and what its options change. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InheritanceTest {

    private static final Map<String, String> PROPERTIES =
            Map.of("mesh.test.mark", "set by a test", "user.language", "sv", "user.timezone", "Pacific/Chatham");

    private final Map<String, String> before = new HashMap<>();
    private Meshes meshes;
    private HostMesh hosts;
    private ProcMesh procs;

    @BeforeAll
    void startThem() {
        PROPERTIES.forEach((name, value) -> before.put(name, System.setProperty(name, value)));
        ProcOptions ofHosts = ProcOptions.standard()
                .environment("CONFORMANCE_HOST", "all")
                .rank(1, ProcOptions.standard().environment("CONFORMANCE_HOST_1", "one"));
        ProcOptions ofProcs = ProcOptions.standard()
                .environment("CONFORMANCE", "all")
                .environment("CONFORMANCE_RANK", "?")
                .jvmArgs("-Dconformance=all", "-Dconformance.rank=?", "-Xmx96m")
                .rank(
                        1,
                        ProcOptions.standard()
                                .environment("CONFORMANCE_RANK", "1")
                                .jvmArgs("-Dconformance.rank=1", "-Xmx64m"));
        meshes = Meshes.start();
        hosts = meshes.hosts(AllocSpec.of(Extent.of("hosts", 2)).options(ofHosts), "test");
        procs = hosts.spawn("p0", Extent.unity(), ofProcs);
    }

    @AfterAll
    void closeThem() {
        meshes.close();
        before.forEach((name, value) -> {
            if (value == null) {
                System.clearProperty(name);
            } else {
                System.setProperty(name, value);
            }
        });
    }

    @Row("B10")
    @Test
    void hostsAndProcsRunTheSameJavaBinaryAndMainClass() {
        String java = ProcessHandle.current().info().command().orElseThrow();

        assertThat(all()).allSatisfy(pid -> {
            assertThat(ProcessHandle.of(pid).orElseThrow().info().command()).contains(java);
            assertThat(Processes.arguments(pid)).last().isEqualTo("io.meshwork.bootstrap.child.Bootstrap");
        });
    }

    @Row("B10")
    @Test
    void hostsAndProcsHaveTheClassPathOfTheTestJvm() {
        String classPath = ClassPath.ofThisJvm().joined();

        assertThat(all())
                .allSatisfy(pid -> assertThat(Processes.arguments(pid))
                        .containsSubsequence("-cp", classPath, "io.meshwork.bootstrap.child.Bootstrap"));
        assertThat(procs.call(() -> InheritanceTest.class.getName())).containsOnly(InheritanceTest.class.getName());
    }

    @Row("B10")
    @Test
    void hostsAndProcsGetTheListedPropertiesAndAssertions() {
        assertThat(all())
                .allSatisfy(pid -> PROPERTIES.forEach(
                        (name, value) -> assertThat(Processes.arguments(pid)).contains("-D" + name + "=" + value)));
        boolean assertions = InheritanceTest.class.desiredAssertionStatus();

        assertThat(procs.call(() -> System.getProperty("mesh.test.mark"))).containsOnly("set by a test");
        assertThat(procs.call(() -> System.getProperty("user.language"))).containsOnly("sv");
        assertThat(procs.call(() -> TimeZone.getDefault().getID())).containsOnly("Pacific/Chatham");
        assertThat(procs.call(() -> InheritanceTest.class.desiredAssertionStatus()))
                .containsOnly(assertions);
    }

    @Row("B87")
    @Test
    void hostsSeeTheEnvironmentOfTheirOptionsAndHandItDown() {
        assertThat(Processes.environment(hosts.get(0).pid()))
                .contains("CONFORMANCE_HOST=all")
                .doesNotContain("CONFORMANCE_HOST_1=one");
        assertThat(Processes.environment(hosts.get(1).pid()))
                .contains("CONFORMANCE_HOST=all", "CONFORMANCE_HOST_1=one");
        assertThat(environment("CONFORMANCE_HOST")).containsExactly("all", "all");
    }

    @Row("B87")
    @Test
    void procsSeeTheEnvironmentAndArgumentsOfTheirOptionsTheRanksOwnOnesWinning() {
        assertThat(environment("CONFORMANCE")).containsExactly("all", "all");
        assertThat(environment("CONFORMANCE_RANK")).containsExactly("?", "1");
        assertThat(procs.call(() -> System.getProperty("conformance"))).containsExactly("all", "all");
        assertThat(procs.call(() -> System.getProperty("conformance.rank"))).containsExactly("?", "1");
        List<Long> heaps = procs.call(() -> Runtime.getRuntime().maxMemory()).values();
        assertThat(heaps.get(0)).isBetween(80L << 20, 96L << 20);
        assertThat(heaps.get(1)).isBetween(50L << 20, 64L << 20);
    }

    @Row("B87")
    @Test
    void aRankMayRunAnotherJavaProgram(@TempDir Path directory) throws IOException {
        String java = ProcessHandle.current().info().command().orElseThrow();
        Path wrapper =
                Files.writeString(directory.resolve("java"), "#!/bin/sh\nWRAPPED=yes exec " + java + " \"$@\"\n");
        Files.setPosixFilePermissions(wrapper, PosixFilePermissions.fromString("rwx------"));
        ProcOptions options =
                ProcOptions.standard().rank(1, ProcOptions.standard().java(wrapper.toString()));

        try (ProcMesh wrapped = hosts.spawn("wrapped", Extent.unity(), options)) {
            assertThat(wrapped.call(() -> Objects.toString(System.getenv("WRAPPED"), "no")))
                    .containsExactly("no", "yes");
        }
    }

    private List<String> environment(String name) {
        return procs.call(() -> Objects.toString(System.getenv(name), "none")).values();
    }

    private List<Long> all() {
        List<Long> all = new ArrayList<>(Meshes.pidsOf(hosts));
        procs.values().forEach(proc -> all.add(proc.pid()));
        return all;
    }
}
