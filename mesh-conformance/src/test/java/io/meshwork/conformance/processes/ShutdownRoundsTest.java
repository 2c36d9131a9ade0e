package io.meshwork.conformance.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.meshwork.HostMesh;
import io.meshwork.ProcMesh;
import io.meshwork.ShutdownReport;
import io.meshwork.SpawnException;
import io.meshwork.conformance.Row;
import io.meshwork.conformance.life.Meshes;
import io.meshwork.proc.ProcOptions;
import io.meshwork.shape.Extent;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shutting down by itself, with all nets off: no process is there when it returns (M-4). */
class ShutdownRoundsTest {

    private static final int ROUNDS = Integer.getInteger("mesh.test.rounds", 20);

    @Row({"B53", "B106"})
    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void nothingIsLeftNotEvenAZombieRoundAfterRound(int hosts) {
        try (Meshes meshes = Meshes.withoutNets()) {
            for (int round = 1; round <= ROUNDS; round++) {
                HostMesh mesh = meshes.hosts(hosts);
                ProcMesh procs = mesh.spawn("p0", Extent.unity());
                assertThat(meshes.processes().left()).hasSizeGreaterThanOrEqualTo(2 * procs.size());

                ShutdownReport report = mesh.shutdown();

                assertThat(meshes.processes().left())
                        .as("left in round %d: %s", round, report)
                        .isEmpty();
                assertThat(report.isOrderly()).as("orderly: %s", report).isTrue();
                assertThat(report.hosts())
                        .hasSize(hosts)
                        .allSatisfy(host -> assertThat(host.procs()).hasSize(1));
            }
        }
    }

    @Test
    void aSpawnThatHangsIsEndedByShutdown() throws Exception {
        try (Meshes meshes = Meshes.withoutNets()) {
            HostMesh hosts = meshes.hosts(1);
            List<Long> before = meshes.processes().pids();
            CompletableFuture<ProcMesh> spawn = CompletableFuture.supplyAsync(() ->
                    hosts.spawn("p0", Extent.unity(), ProcOptions.standard().command("sleep", "600")));
            await().until(() -> meshes.processes().pids().size() > before.size());

            hosts.shutdown();

            assertThat(meshes.processes().left()).isEmpty();
            assertThatThrownBy(() -> spawn.get(60, TimeUnit.SECONDS)).hasCauseInstanceOf(SpawnException.class);
        }
    }
}
