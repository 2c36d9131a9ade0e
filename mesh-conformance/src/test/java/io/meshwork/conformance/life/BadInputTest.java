package io.meshwork.conformance.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.ActorMesh;
import io.meshwork.AllocSpec;
import io.meshwork.Client;
import io.meshwork.HostMesh;
import io.meshwork.ProcMesh;
import io.meshwork.bootstrap.process.ProcessInfo;
import io.meshwork.config.Config;
import io.meshwork.conformance.Backend;
import io.meshwork.conformance.EachBackend;
import io.meshwork.conformance.Row;
import io.meshwork.failure.MeshException;
import io.meshwork.proc.ProcOptions;
import io.meshwork.shape.Extent;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What can't be meant is refused where it is said, with what would be accepted; no process starts or ends for it. */
@EachBackend
class BadInputTest {

    @Parameter
    Backend backend;

    private Meshes meshes;
    private HostMesh hosts;
    private ProcMesh procs;
    private ActorMesh<Probe> probes;
    private List<ProcessInfo> before;

    @BeforeParameterizedClassInvocation
    void startThem() {
        meshes = Meshes.start(backend);
        hosts = meshes.hosts(1);
        procs = hosts.spawn("p0", Extent.of("procs", 2));
        probes = procs.spawn("a0", Probe.class);
        before = meshes.processes().left();
    }

    @AfterParameterizedClassInvocation
    void closeThem() {
        meshes.close();
    }

    @AfterEach
    void nothingHasChanged() {
        assertThat(meshes.processes().left()).extracting(ProcessInfo::pid).isEqualTo(pids(before));
        assertThat(probes.call(new Probe.Pid())).hasSize(2);
        assertThat(meshes.client().failures().takeAll()).isEmpty();
    }

    @Test
    void extentsBelow1() {
        assertIllegal(() -> AllocSpec.of(Extent.of("hosts", 0)), "accepted is 1 or more", "hosts=0");
        assertIllegal(() -> hosts.spawn("p1", Extent.of("procs", -3)), "accepted is 1 or more", "procs=-3");
    }

    @Test
    void dimensionsThatAreNotThere() {
        assertIllegal(() -> hosts.slice("gpus", 0), "gpus", "hosts");
        assertIllegal(() -> procs.slice("gpus", 0), "gpus", "hosts", "procs");
        assertIllegal(() -> probes.range("gpus", 0, 1), "gpus", "hosts", "procs");
    }

    @Test
    void ranksAndIndicesOutOfRange() {
        assertIllegal(() -> hosts.get(1), "accepted are 0 to 0", "got: 1");
        assertIllegal(() -> procs.get(-1), "accepted are 0 to 1", "got: -1");
        assertIllegal(() -> probes.get(2), "accepted are 0 to 1", "got: 2");
        assertIllegal(() -> procs.slice("procs", 2), "procs", "accepted are 0 to 1", "got: 2");
        assertIllegal(() -> probes.range("procs", 1, 1), "procs", "size=2");
    }

    @Test
    void optionsForRanksThatAreNotThere() {
        ProcOptions forRank5 =
                ProcOptions.standard().rank(5, ProcOptions.standard().jvmArgs("-Xmx32m"));

        assertIllegal(() -> ProcOptions.standard().rank(-1, ProcOptions.standard()), "accepted are 0", "got: -1");
        assertIllegal(() -> hosts.spawn("p1", Extent.of("procs", 2), forRank5), "accepted are 0 to 1", "got: 5");
        assertIllegal(
                () -> meshes.hosts(AllocSpec.of(Extent.of("hosts", 2)).options(forRank5), "other"),
                "accepted are 0 to 1",
                "got: 5");
        hosts.spawn("p1", Extent.unity()).stop();
    }

    @Row("B18")
    @Test
    void aDimensionThatTheHostsHaveToo() {
        assertIllegal(() -> hosts.spawn("clash", Extent.of("hosts", 2)), "dimension twice", "hosts");

        hosts.spawn("clash", Extent.unity()).stop();
    }

    @Test
    void namesThatAreTaken() {
        assertRefused(
                () -> meshes.hosts(AllocSpec.of(Extent.unity()), "test"),
                "host mesh of that name exists",
                "choose another name",
                "mesh=test");
        assertRefused(
                () -> hosts.spawn("p0", Extent.unity()),
                "proc mesh of that name exists",
                "choose another name",
                "mesh=p0");
        assertRefused(() -> procs.spawn("a0", Probe.class), "of that name", "choose another name", "a0");
        assertRefused(
                () -> procs.slice("procs", 1).spawn("a0", Probe.class), "of that name", "choose another name", "a0");
        assertRefused(() -> procs.spawn("proc_agent", Probe.class), "taken by the harness", "proc_agent");
    }

    @Test
    void namesThatAreNone() {
        assertIllegal(() -> hosts.spawn("a b", Extent.unity()), "letters, digits, _ or -", "got: 'a b'");
        assertIllegal(() -> procs.spawn("", Probe.class), "letters, digits, _ or -", "got: ''");
        assertIllegal(() -> meshes.hosts(AllocSpec.of(Extent.unity()), "a/b"), "letters, digits, _ or -", "'a/b'");
        assertIllegal(() -> Client.start("a@b"), "letters, digits, _ or -", "'a@b'");
    }

    /* CF-1. */
    @Test
    void settingsThatContradictEachOther() {
        assertRefused(
                () -> Config.ofThisJvm().with(Map.of("mesh.grace", "10s", "mesh.shutdown-timeout", "15s")),
                "contradict",
                "2 x mesh.grace < mesh.shutdown-timeout",
                "mesh.grace=10s",
                "mesh.shutdown-timeout=15s");
        assertRefused(
                () -> Config.ofThisJvm().with(Map.of("mesh.grace", "1s", "mesh.actor-stop-timeout", "3s")),
                "contradict",
                "mesh.actor-stop-timeout + mesh.cleanup-timeout <= 2 x mesh.grace",
                "mesh.actor-stop-timeout=3s",
                "mesh.grace=1s");
        assertRefused(
                () -> Config.ofThisJvm().with(Map.of("mesh.ready-idle-timeout", "1min", "mesh.ready-timeout", "30s")),
                "contradict",
                "mesh.ready-idle-timeout=1min",
                "mesh.ready-timeout=30s");
    }

    @ParameterizedTest
    @CsvSource({
        "mesh.transport, pigeon, 'unix, tcp'",
        "mesh.nets, leese, lease",
        "mesh.nets, 'lease,', lease",
        "mesh.nets, 'all,lease', lease",
        "mesh.grace, 0s, 2s",
        "mesh.terminate-concurrency, 0, 256",
        "mesh.tail-lines, none, 10000",
        "mesh.call-timeout, 5 parsecs, 2s",
        "mesh.time-factor, 0, above 0",
        "mesh.max-workers, many, a whole number",
        "mesh.max-frame, 1GB, a whole number",
    })
    void settingsThatAreNotUnderstood(String name, String value, String accepted) {
        assertRefused(() -> Config.ofThisJvm().with(Map.of(name, value)), "accepted is", accepted, name + "=" + value);
    }

    private static void assertIllegal(ThrowingCallable call, String... words) {
        assertThatThrownBy(call)
                .isInstanceOfAny(IllegalArgumentException.class, MeshException.class)
                .hasMessageContainingAll(words);
    }

    private static AbstractThrowableAssert<?, ?> assertRefused(ThrowingCallable call, String... words) {
        return assertThatThrownBy(call).isInstanceOf(MeshException.class).hasMessageContainingAll(words);
    }

    private static List<Long> pids(List<ProcessInfo> infos) {
        return infos.stream().map(ProcessInfo::pid).toList();
    }
}
