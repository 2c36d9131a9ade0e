package io.meshwork.conformance.processes;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.Alloc;
import io.meshwork.AllocSpec;
import io.meshwork.Client;
import io.meshwork.HostMesh;
import io.meshwork.bootstrap.allocator.ProcessAllocator;
import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.shape.Extent;
import java.util.List;

/** A client and the settings it shares with its allocations. When it is closed, no process of theirs may be left. */
final class Meshes implements AutoCloseable {

    private final Config config;
    private final Processes processes = Processes.fromNowOn();
    private final Client client;

    private Meshes(Config config) {
        this.config = config;
        client = Client.start("root", config);
    }

    static Meshes start() {
        return start(Config.ofThisJvm());
    }

    static Meshes start(Config config) {
        return new Meshes(config);
    }

    /** With nothing but explicit shutdown against processes that are left. */
    static Meshes withoutNets() {
        return start(Config.ofThisJvm().with(Keys.NETS, "none"));
    }

    Client client() {
        return client;
    }

    /** What came since this was made. */
    Processes processes() {
        return processes;
    }

    Alloc allocate(AllocSpec spec) {
        return new ProcessAllocator(config).allocate(spec);
    }

    HostMesh hosts(int count) {
        return hosts(AllocSpec.of(Extent.of("hosts", count)), "test");
    }

    HostMesh hosts(AllocSpec spec, String name) {
        return HostMesh.allocate(client, allocate(spec), name);
    }

    static List<Long> pidsOf(HostMesh hosts) {
        return hosts.values().map(host -> host.pid()).values();
    }

    @Override
    public void close() {
        client.close();
        assertThat(processes.left()).as("processes left").isEmpty();
    }
}
