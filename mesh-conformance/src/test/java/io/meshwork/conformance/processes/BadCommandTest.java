package io.meshwork.conformance.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.meshwork.AllocSpec;
import io.meshwork.AllocationException;
import io.meshwork.HostMesh;
import io.meshwork.ProcMesh;
import io.meshwork.SpawnException;
import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.conformance.Row;
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
        assertNoHosts(DYING, "rank 0", "exit code 3", "command=/bin/sh -c", "last lines", "last words");
    }

    @Row({"B7", "B15"})
    @Test
    void hostsThatHang() {
        assertNoHosts(HANGING, "no news for 4000 ms", "rank 0", "never said hello", "pid=", "command=sleep 60");
    }

    @Row({"B7", "B15"})
    @Test
    void hostsWhoseFlagsJavaRefuses() {
        assertNoHosts(REFUSED_BY_JAVA, "exit code 1", "NoSuchFlag", "java");
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

    @Test
    void procsThatExitAtOnce() {
        SpawnException thrown = spawn(DYING);

        assertThat(thrown).hasMessageContainingAll("rank 1", "exit code 3", "pid=", "command=/bin/sh -c", "last words");
        assertThat(thrown.statuses()).allMatch(Status::isTerminated);
    }

    @Test
    void procsThatHang() {
        SpawnException thrown = spawn(HANGING);

        assertThat(thrown).hasMessageContainingAll("rank 0", "never said that it is ready", "command=sleep 60");
        assertThat(thrown.statuses()).allMatch(status -> status instanceof Status.Timeout);
    }

    @Test
    void procsWhoseFlagsJavaRefuses() {
        assertThat(spawn(REFUSED_BY_JAVA)).hasMessageContainingAll("exit code 1", "NoSuchFlag");
    }

    @Test
    void procsThatLeaveAProcessBehindWhenTheyEnd() {
        assertThat(spawn(ProcOptions.standard().command("/bin/sh", "-c", "sleep 61 & exit 3")))
                .hasMessageContaining("exit code 3");
    }

    @Test
    void oneProcOfSeveralThatExitsAtOnce() {
        SpawnException thrown = spawn(ProcOptions.standard().rank(1, DYING));

        assertThat(thrown).hasMessageContainingAll("rank 0 (hosts 0): Running", "rank 1 (hosts 1)", "exit code 3");
        assertThat(thrown.statuses().get(0)).isEqualTo(new Status.Running());
        assertThat(thrown.statuses().get(1)).matches(Status::isTerminated);
    }

    @Test
    void oneProcOfSeveralThatHangs() {
        SpawnException thrown = spawn(ProcOptions.standard().rank(0, HANGING));

        assertThat(thrown).hasMessageContainingAll("rank 0 (hosts 0): never said", "rank 1 (hosts 1): Running");
        assertThat(thrown.statuses().get(0)).isInstanceOf(Status.Timeout.class);
        assertThat(thrown.statuses().get(1)).isEqualTo(new Status.Running());
    }

    private void assertNoHosts(ProcOptions options, String... words) {
        AllocSpec spec = AllocSpec.of(Extent.of("hosts", 2)).options(options);

        assertThatThrownBy(() -> meshes.hosts(spec, "bad"))
                .isInstanceOf(AllocationException.class)
                .hasMessageContaining("mesh=bad")
                .hasMessageContainingAll(words);
        assertThat(meshes.processes().pids()).isEqualTo(before);
    }

    /** Nothing of it is left, its name is free again, and the hosts still make procs. */
    private SpawnException spawn(ProcOptions options) {
        SpawnException thrown =
                catchThrowableOfType(SpawnException.class, () -> hosts.spawn("bad", Extent.unity(), options));

        assertThat(thrown).as("a SpawnException").isNotNull();
        assertThat(meshes.processes().pids()).isEqualTo(before);
        try (ProcMesh good = hosts.spawn("bad", Extent.unity())) {
            assertThat(good.call(() -> ProcessHandle.current().pid())).doesNotHaveDuplicates();
        }
        return thrown;
    }
}
