package io.meshwork.conformance.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.meshwork.AllocSpec;
import io.meshwork.AllocationException;
import io.meshwork.HostMesh;
import io.meshwork.ProcMesh;
import io.meshwork.SpawnException;
import io.meshwork.bootstrap.process.ProcessInfo;
import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.conformance.Row;
import io.meshwork.conformance.life.Meshes;
import io.meshwork.failure.MeshException;
import io.meshwork.proc.ProcOptions;
import io.meshwork.shape.Extent;
import io.meshwork.value.Status;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Commands that are no child: the error says which rank, what it was, and what it said; nothing of it is left (M-1). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadCommandTest {

    private static final ProcOptions MISSING = ProcOptions.standard().command("/no/such/program", "--flag");
    private static final ProcOptions DYING =
            ProcOptions.standard().command("/bin/sh", "-c", "echo first; echo last words >&2; exit 3");
    private static final ProcOptions FALSE = ProcOptions.standard().command("false");
    private static final ProcOptions HANGING = ProcOptions.standard().command("sleep", "60");
    private static final ProcOptions REFUSED_BY_JAVA = ProcOptions.standard().jvmArgs("-XX:+NoSuchFlag");

    private Meshes meshes;
    private HostMesh hosts;
    private List<Long> before;

    @BeforeAll
    void startHosts() {
        meshes = Meshes.start(Config.ofThisJvm().with(Keys.READY_IDLE_TIMEOUT, "4s"));
        hosts = meshes.hosts(2);
        before = meshes.processes().pids();
    }

    @AfterAll
    void closeThem() {
        meshes.close();
    }

    @Row({"B6", "B15"})
    @Test
    void hostsWhoseProgramIsNotThere() {
        assertNoHosts(MISSING, "rank 0", "command=/no/such/program --flag", "No such file or directory");
    }

    @Row({"B7", "B15"})
    @Test
    void hostsThatExitAtOnce() {
        AllocationException thrown =
                assertNoHosts(DYING, "exit code 3", "command=/bin/sh -c", "last lines", "last words");
        assertThat(thrown.getMessage())
                .containsPattern("rank [01] ended before all ran"); // whichever is heard of first
    }

    @Row({"B7", "B15"})
    @Test
    void hostsThatHang() {
        assertNoHosts(HANGING, "no news for 4000 ms", "rank 0", "never said hello", "pid=", "command=sleep 60");
    }

    @Row({"B7", "B15"})
    @Test
    void hostsWhoseFlagsJavaRefuses() {
        assertNoHosts(REFUSED_BY_JAVA, "exit code 1", "the JVM refused its arguments", "NoSuchFlag", "java");
    }

    @Row("B15")
    @Test
    void oneBadHostOfSeveral() {
        assertNoHosts(ProcOptions.standard().rank(1, DYING), "rank 1", "exit code 3", "last words");
    }

    @Test
    void procsWhoseProgramIsNotThere() {
        SpawnException thrown = spawn(MISSING);

        assertThat(thrown)
                .hasMessageContainingAll(
                        "mesh=bad", "rank 0", "rank 1", "command=/no/such/program --flag", "No such file or directory");
        assertThat(thrown.statuses()).allMatch(status -> status instanceof Status.Failed);
    }

    @Row("B20")
    @Test
    void procsThatExitAtOnce() {
        SpawnException thrown = spawn(DYING);

        assertThat(thrown).hasMessageContainingAll("rank 1", "exit code 3", "pid=", "command=/bin/sh -c", "last words");
        assertThat(thrown.statuses()).allMatch(Status::isTerminated);
    }

    @Row({"B21", "B22"})
    @Test
    void procsThatHang() {
        SpawnException thrown = spawn(HANGING);

        assertThat(thrown).hasMessageContainingAll("rank 0", "never said that it is ready", "command=sleep 60");
        assertThat(thrown.statuses()).allMatch(status -> status instanceof Status.Timeout);
    }

    @Test
    void procsWhoseFlagsJavaRefuses() {
        assertThat(spawn(REFUSED_BY_JAVA))
                .hasMessageContainingAll("exit code 1", "the JVM refused its arguments", "NoSuchFlag");
    }

    @Test
    void procsThatLeaveAProcessBehindWhenTheyEnd() {
        assertThat(spawn(ProcOptions.standard().command("/bin/sh", "-c", "sleep 61 & exit 3")))
                .hasMessageContaining("exit code 3");
    }

    @Row({"B20", "B87"})
    @Test
    void oneProcOfSeveralWhoseCommandIsFalse() {
        SpawnException thrown = spawn(ProcOptions.standard().rank(1, FALSE));

        assertThat(thrown)
                .hasMessageContainingAll(
                        "rank 0 (hosts 0): Running", "rank 1 (hosts 1): stopped with exit code 1", "command=false");
        assertThat(thrown.statuses().get(0)).isEqualTo(new Status.Running());
    }

    @Row("B20")
    @Test
    void oneProcOfSeveralThatExitsAtOnce() {
        SpawnException thrown = spawn(ProcOptions.standard().rank(1, DYING));

        assertThat(thrown)
                .hasMessageContainingAll(
                        "rank 0 (hosts 0): Running",
                        "rank 1 (hosts 1): stopped with exit code 3",
                        "pid=",
                        "last words");
        assertThat(thrown.statuses().get(0)).isEqualTo(new Status.Running());
        assertThat(thrown.statuses().get(1)).matches(Status::isTerminated);
    }

    @Row({"B21", "B22"})
    @Test
    void oneProcOfSeveralThatHangs() {
        SpawnException thrown = spawn(ProcOptions.standard().rank(0, HANGING));

        assertThat(thrown).hasMessageContainingAll("rank 0 (hosts 0): never said", "rank 1 (hosts 1): Running");
        assertThat(thrown.statuses().get(0)).isInstanceOf(Status.Timeout.class);
        assertThat(thrown.statuses().get(1)).isEqualTo(new Status.Running());
    }

    /** A boot spec has room for 32 KiB. */
    @Test
    void moreSettingsThanAChildCanBeTold() {
        System.setProperty("mesh.test.large", "x".repeat(40_000));
        try {
            assertThatThrownBy(() -> meshes.hosts(AllocSpec.of(Extent.unity()), "large"))
                    .isInstanceOf(MeshException.class)
                    .hasMessageContainingAll("boot spec too large", "limit=32768");
        } finally {
            System.clearProperty("mesh.test.large");
        }
    }

    private AllocationException assertNoHosts(ProcOptions options, String... words) {
        AllocSpec spec = AllocSpec.of(Extent.of("hosts", 2)).options(options);
        AllocationException thrown = catchThrowableOfType(AllocationException.class, () -> meshes.hosts(spec, "bad"));
        List<ProcessInfo> left = meshes.processes().left();

        assertThat(left).extracting(ProcessInfo::pid).isEqualTo(before);
        assertThat(thrown).hasMessageContaining("mesh=bad").hasMessageContainingAll(words);
        return thrown;
    }

    /** Nothing of it is left, its name is free again, and the hosts still make procs. */
    private SpawnException spawn(ProcOptions options) {
        SpawnException thrown =
                catchThrowableOfType(SpawnException.class, () -> hosts.spawn("bad", Extent.unity(), options));
        List<ProcessInfo> left = meshes.processes().left();

        assertThat(left).extracting(ProcessInfo::pid).isEqualTo(before);
        assertThat(thrown).as("a SpawnException").isNotNull();
        try (ProcMesh good = hosts.spawn("bad", Extent.unity())) {
            assertThat(good.call(() -> ProcessHandle.current().pid())).doesNotHaveDuplicates();
        }
        return thrown;
    }
}
