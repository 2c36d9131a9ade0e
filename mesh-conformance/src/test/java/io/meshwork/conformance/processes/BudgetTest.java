package io.meshwork.conformance.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.AllocSpec;
import io.meshwork.AllocationException;
import io.meshwork.Client;
import io.meshwork.HostMesh;
import io.meshwork.ProcMesh;
import io.meshwork.SpawnException;
import io.meshwork.bootstrap.allocator.ProcessAllocator;
import io.meshwork.config.Config;
import io.meshwork.conformance.life.Processes;
import io.meshwork.proc.ProcOptions;
import io.meshwork.shape.Extent;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** BU-1: what a run may not have is refused before a process is started for it, and what is gone may be had again. */
class BudgetTest {

    private static final Extent TWO = Extent.of("procs", 2);

    private final Processes processes = Processes.fromNowOn();

    @AfterEach
    void nothingIsLeft() {
        assertThat(processes.left()).isEmpty();
    }

    @Test
    void aTopologyThatNeverFitsIsRefusedWithItsSumBeforeAProcessStarts() {
        Config config = Config.ofThisJvm().with(Map.of("mesh.memory-budget", "2GiB"));
        AllocSpec thousand = AllocSpec.of(Extent.of("hosts", 2)).procs(Extent.of("procs", 500), ProcOptions.standard());
        try (Client client = Client.start("root", config)) {
            assertThatThrownBy(() -> HostMesh.allocate(client, new ProcessAllocator(config).allocate(thousand), "test"))
                    .isInstanceOf(AllocationException.class)
                    .hasMessageContainingAll(
                            "asked=2 hosts (hosts=2) and 1000 procs (hosts=2,procs=500) processes=1002",
                            "each=176MiB",
                            "needed=173GiB",
                            "of=2048MiB");
            assertThat(processes.left()).isEmpty();
        }
    }

    @Test
    void procsAreCountedFromTheirSpawnToTheirStopAndTheHostsGoOn() {
        Config config = Config.ofThisJvm().with(Map.of("mesh.max-processes", "3"));
        AllocSpec spec = AllocSpec.of(Extent.unity()).procs(TWO, ProcOptions.standard());
        try (Client client = Client.start("root", config)) {
            HostMesh hosts = HostMesh.allocate(client, new ProcessAllocator(config).allocate(spec), "test");
            ProcMesh first = hosts.spawn("p0", TWO);

            assertThatThrownBy(() -> hosts.spawn("p1", Extent.unity()))
                    .isInstanceOf(SpawnException.class)
                    .hasMessageContaining("living=3 most=3");

            first.stop();
            ProcMesh second = hosts.spawn("p1", TWO);
            assertThat(second.status()).hasSize(2);
            second.stop();
            assertThatThrownBy(() -> hosts.spawn("p2", Extent.of("procs", 3))).isInstanceOf(SpawnException.class);
        }
    }
}
