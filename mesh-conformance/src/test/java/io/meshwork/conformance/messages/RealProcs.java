package io.meshwork.conformance.messages;

import io.meshwork.AllocSpec;
import io.meshwork.Client;
import io.meshwork.HostMesh;
import io.meshwork.ProcMesh;
import io.meshwork.bootstrap.allocator.ProcessAllocator;
import io.meshwork.config.Config;
import io.meshwork.shape.Extent;

/** A client, hosts and procs in processes of their own; gone when closed, which fails if a failure was not taken. */
record RealProcs(Client client, HostMesh hosts, ProcMesh procs) implements AutoCloseable {

    /** The procs' region is {@code hosts=h,procs=p}. */
    static RealProcs start(int hosts, int procsPerHost) {
        return start(hosts, procsPerHost, Config.ofThisJvm());
    }

    static RealProcs start(int hosts, int procsPerHost, Config config) {
        return start(Extent.of("hosts", hosts), Extent.of("procs", procsPerHost), config);
    }

    static RealProcs start(Extent hosts, Extent perHost, Config config) {
        Client client = Client.start("root", config);
        try {
            HostMesh mesh =
                    HostMesh.allocate(client, new ProcessAllocator(config).allocate(AllocSpec.of(hosts)), "test");
            return new RealProcs(client, mesh, mesh.spawn("p0", perHost));
        } catch (RuntimeException | Error e) {
            client.close();
            throw e;
        }
    }

    @Override
    public void close() {
        client.close();
    }
}
