package io.meshwork.conformance.processes;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.ActorMesh;
import io.meshwork.HostMesh;
import io.meshwork.ProcMesh;
import io.meshwork.ProcRef;
import io.meshwork.bootstrap.process.ProcessInfo;
import io.meshwork.conformance.Row;
import io.meshwork.conformance.life.Meshes;
import io.meshwork.conformance.life.Probe;
import io.meshwork.conformance.life.Processes;
import io.meshwork.id.ProcId;
import io.meshwork.shape.Extent;
import io.meshwork.transport.Run;
import io.meshwork.value.ValueMesh;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** 2 hosts with a proc mesh of 1 and one of 2 on each: whose children the processes are, and what they got at birth. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ParentageTest {

    private Meshes meshes;
    private HostMesh hosts;
    private ProcMesh one;
    private ProcMesh two;

    @BeforeAll
    void startThem() {
        meshes = Meshes.start();
        hosts = meshes.hosts(2);
        one = hosts.spawn("one", Extent.unity());
        two = hosts.spawn("two", Extent.of("procs", 2));
    }

    @AfterAll
    void closeThem() {
        meshes.close();
    }

    @Row("B16")
    @Test
    void aHostIsAChildOfTheTestJvmAndAProcIsAChildOfItsHost() {
        assertThat(parents(Meshes.pidsOf(hosts))).containsOnly(Processes.self());
        assertThat(parents(pidsOf(one))).isEqualTo(Meshes.pidsOf(hosts));
        assertThat(parents(pidsOf(two)))
                .containsExactly(
                        hosts.get(0).pid(),
                        hosts.get(0).pid(),
                        hosts.get(1).pid(),
                        hosts.get(1).pid());
    }

    @Row("B16")
    @Test
    void oneProcPerHostAddsNoDimensionAndOneProcessPerHost() {
        assertThat(one.extent()).isEqualTo(hosts.extent());
        assertThat(one.size()).isEqualTo(2);
        assertThat(Processes.children(hosts.get(0).pid()))
                .containsExactlyInAnyOrder(
                        one.get(0).pid(), two.get(0).pid(), two.get(1).pid());
    }

    @Row("B17")
    @Test
    void severalProcsPerHostAreRankedByHostAndThenBySlot() {
        assertThat(two.extent()).isEqualTo(Extent.of("hosts", 2, "procs", 2));
        for (int rank = 0; rank < 4; rank++) {
            ProcRef proc = two.get(rank);
            assertThat(proc.point()).isEqualTo(two.extent().point(rank));
            assertThat(proc.id().name()).isEqualTo("two_" + rank);
            assertThat(parents(List.of(proc.pid())))
                    .containsExactly(hosts.get(rank / 2).pid());
        }
        assertThat(pidsOf(two)).doesNotHaveDuplicates().doesNotContainAnyElementsOf(pidsOf(one));
    }

    @Row({"B16", "B17"})
    @Test
    void thereIsNoOtherProcessThanHostsAndProcs() {
        List<Long> known = new ArrayList<>(Meshes.pidsOf(hosts));
        known.addAll(pidsOf(one));
        known.addAll(pidsOf(two));

        assertThat(jvms()).containsExactlyInAnyOrderElementsOf(known);
    }

    @Row("B16")
    @Test
    void spawningActorsStartsNoProcess() {
        List<Long> before = jvms();
        try (ActorMesh<Probe> probes = two.spawn("spawned", Probe.class)) {
            assertThat(probes.call(new Probe.Pid()).values()).isEqualTo(pidsOf(two));

            assertThat(jvms()).isEqualTo(before);
        }
    }

    /* HS-2, seen from the far side. */
    @Row("B11")
    @Test
    void aProcFindsItselfToBeTheOneThatWasChosen() {
        try (ActorMesh<Probe> probes = two.spawn("where", Probe.class)) {
            List<ProcId> chosen = two.values().map(ProcRef::id).values();

            assertThat(probes.call(new Probe.Where()).values()).isEqualTo(chosen);
        }
    }

    /* LA-4 and P-2. */
    @Row("B89")
    @Test
    void noProcessHoldsAStreamOfTheTestJvm() {
        List<String> own = streamsOf(Processes.self());

        assertThat(jvms())
                .allSatisfy(pid -> assertThat(streamsOf(pid))
                        .allMatch(stream -> stream.startsWith("pipe:"))
                        .doesNotContainAnyElementsOf(own));
    }

    /* HS-1. */
    @Test
    void theSecretStandsInNoArgumentAndNoEnvironment() {
        byte[] secret = Run.ofThisJvm().secret().bytes();
        List<String> forms = List.of(
                new String(secret, StandardCharsets.ISO_8859_1),
                new String(secret, 0, secret.length / 2, StandardCharsets.ISO_8859_1),
                HexFormat.of().formatHex(secret, 0, secret.length / 2),
                HexFormat.of().withUpperCase().formatHex(secret, 0, secret.length / 2),
                Base64.getEncoder().encodeToString(secret).substring(0, 40),
                Base64.getUrlEncoder().encodeToString(secret).substring(0, 40));

        assertThat(jvms()).hasSize(8).allSatisfy(pid -> {
            assertThat(text(pid, "cmdline")).contains("io.meshwork").doesNotContain(forms.toArray(String[]::new));
            assertThat(text(pid, "environ")).contains("MESH_RUN_ID").doesNotContain(forms.toArray(String[]::new));
        });
    }

    private static String text(long pid, String file) {
        return new String(Processes.read(pid, file), StandardCharsets.ISO_8859_1);
    }

    private static List<String> streamsOf(long pid) {
        return List.of(Processes.descriptor(pid, 0), Processes.descriptor(pid, 1), Processes.descriptor(pid, 2));
    }

    /** All that came with the meshes; the harness's own helpers, which are no JVMs, left out. */
    private List<Long> jvms() {
        return meshes.processes().left().stream()
                .filter(info -> info.commandLine().contains("io.meshwork"))
                .map(ProcessInfo::pid)
                .toList();
    }

    private static List<Long> pidsOf(ProcMesh procs) {
        ValueMesh<Long> pids = procs.values().map(ProcRef::pid);
        return pids.values();
    }

    private static List<Long> parents(List<Long> pids) {
        return pids.stream()
                .map(pid -> Processes.find(pid).orElseThrow().parentPid())
                .toList();
    }
}
