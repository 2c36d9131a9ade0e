package io.meshwork.conformance.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.meshwork.HostMesh;
import io.meshwork.HostRefs;
import io.meshwork.ProcMesh;
import io.meshwork.ProcRef;
import io.meshwork.SpawnException;
import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.conformance.Row;
import io.meshwork.conformance.life.Meshes;
import io.meshwork.conformance.life.Processes;
import io.meshwork.proc.ProcOptions;
import io.meshwork.shape.Extent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Spawns whose command never becomes a proc, on 2 hosts that are taken up by each test. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HangingSpawnTest {

    private static final ProcOptions HANGING = ProcOptions.standard().command("sleep", "600");

    private Meshes meshes;
    private HostRefs refs;
    private List<Long> hostPids;

    @BeforeAll
    void startHosts() {
        meshes = Meshes.start(Config.ofThisJvm().with(Keys.NETS, "none").with(Keys.READY_IDLE_TIMEOUT, "4s"));
        HostMesh hosts = meshes.hosts(2);
        refs = hosts.refs();
        hostPids = Meshes.pidsOf(hosts);
        hosts.stop();
    }

    @AfterAll
    void closeThem() {
        meshes.close();
    }

    @AfterEach
    void onlyTheHostsAreLeft() {
        assertThat(meshes.processes().pids()).containsExactlyInAnyOrderElementsOf(hostPids);
        assertThat(meshes.client().failures().takeAll()).isEmpty();
    }

    @Row("B69")
    @Test
    void namesOfProcsThatWereNotReadyInTimeCanBeUsedAgain() {
        HostMesh hosts = HostMesh.attach(meshes.client(), refs);
        CompletableFuture<Long> sleeper = CompletableFuture.supplyAsync(this::awaitSleeper);

        assertThatThrownBy(() -> hosts.spawn("p0", Extent.unity(), HANGING))
                .isInstanceOf(SpawnException.class)
                .hasMessageContaining("never said that it is ready");

        assertThat(Processes.find(sleeper.join())).isEmpty();
        ProcMesh procs = hosts.spawn("p0", Extent.unity());
        assertThat(procs.call(() -> ProcessHandle.current().pid())).containsExactlyElementsOf(pidsOf(procs));
        assertThat(Processes.children(hostPids.get(0)))
                .containsExactly(procs.get(0).pid());
        hosts.stop();
    }

    /* M-7. */
    @Row("B108")
    @Test
    void spawnsThatAreUnderWayHaveEndedWhenStopReturns() {
        HostMesh hosts = HostMesh.attach(meshes.client(), refs);
        CompletableFuture<ProcMesh> spawn =
                CompletableFuture.supplyAsync(() -> hosts.spawn("p0", Extent.unity(), HANGING));
        awaitSleeper();

        hosts.stop();

        assertThat(spawn) // its thread has only to hand the exception over
                .failsWithin(Duration.ofSeconds(1))
                .withThrowableThat()
                .withCauseInstanceOf(SpawnException.class)
                .withMessageContaining("already stopped");
    }

    /* @return the pid of a program that is no proc, on the first host */
    private long awaitSleeper() {
        return await().until(() -> Processes.children(hostPids.get(0)), pids -> !pids.isEmpty())
                .get(0);
    }

    private static List<Long> pidsOf(ProcMesh procs) {
        return procs.values().map(ProcRef::pid).values();
    }
}
