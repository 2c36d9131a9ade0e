package io.meshwork.conformance.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.ActorMesh;
import io.meshwork.AllocSpec;
import io.meshwork.Client;
import io.meshwork.HostMesh;
import io.meshwork.ProcMesh;
import io.meshwork.conformance.Backend;
import io.meshwork.conformance.EachBackend;
import io.meshwork.gateway.Statistics;
import io.meshwork.shape.Extent;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;

/**
 * What a client says and hears while meshes come up: as little as there are hosts and procs, and never as much as hosts
 * times procs, or one round trip after the other.
 */
@EachBackend
@Timeout(120)
class BringUpTrafficTest {

    private static final int HOSTS = 2;

    @Parameter
    Backend backend;

    @Test
    void procsAreAskedForOncePerHostHoweverManyTheyAre() {
        int many = backend.hasProcesses() ? 3 : 16;
        try (Client client = Client.start("root", backend.config())) {
            HostMesh hosts = HostMesh.allocate(
                    client,
                    backend.allocator(backend.config()).allocate(AllocSpec.of(Extent.of("hosts", HOSTS))),
                    "test");

            Traffic forOne = Traffic.of(client, () -> hosts.spawn("one", Extent.of("procs", 1)));
            Traffic forMany = Traffic.of(client, () -> hosts.spawn("many", Extent.of("procs", many)));

            assertThat(forOne.sent()).isEqualTo(HOSTS);
            assertThat(forMany.sent()).isEqualTo(HOSTS);
            assertThat(forMany.received()).isBetween((long) HOSTS * many, HOSTS * (1 + 4L * many));
        }
    }

    @Test
    void actorsAreAskedForOncePerProc() {
        int perHost = backend.hasProcesses() ? 2 : 16;
        try (Client client = Client.start("root", backend.config())) {
            HostMesh hosts = HostMesh.allocate(
                    client,
                    backend.allocator(backend.config()).allocate(AllocSpec.of(Extent.of("hosts", HOSTS))),
                    "test");
            ProcMesh procs = hosts.spawn("p0", Extent.of("procs", perHost));

            Traffic traffic = Traffic.of(client, () -> {
                ActorMesh<Probe> probes = procs.spawn("probes", Probe.class);
                assertThat(probes.size()).isEqualTo(procs.size());
            });

            assertThat(traffic.sent()).isEqualTo(procs.size());
            assertThat(traffic.received()).isBetween((long) procs.size(), 3L * procs.size());
        }
    }

    /** In envelopes. */
    private record Traffic(long sent, long received) {

        static Traffic of(Client client, Runnable action) {
            Statistics before = client.statistics();
            action.run();
            Statistics after = client.statistics();
            return new Traffic(sum(after.sent()) - sum(before.sent()), sum(after.received()) - sum(before.received()));
        }

        private static long sum(Map<?, Long> counts) {
            return counts.values().stream().mapToLong(Long::longValue).sum();
        }
    }
}
