package io.meshwork.conformance;

import io.meshwork.AllocSpec;
import io.meshwork.Client;
import io.meshwork.HostMesh;
import io.meshwork.ProcMesh;
import io.meshwork.config.Config;
import io.meshwork.proc.ProcOptions;
import io.meshwork.shape.Extent;
import io.meshwork.value.ValueMesh;

/** A client, hosts and procs on a backend; gone when closed, which fails if a failure was not taken. */
public record Bench(Backend backend, Client client, HostMesh hosts, ProcMesh procs) implements AutoCloseable {

    /** The procs' region is {@code hosts=h,procs=p}. */
    public static Bench start(Backend backend, int hosts, int procsPerHost) {
        return start(backend, hosts, procsPerHost, backend.config());
    }

    public static Bench start(Backend backend, int hosts, int procsPerHost, Config config) {
        return start(backend, Extent.of("hosts", hosts), Extent.of("procs", procsPerHost), config);
    }

    public static Bench start(Backend backend, Extent hosts, Extent perHost, Config config) {
        return start(backend, hosts, perHost, config, ProcOptions.standard());
    }

    public static Bench start(Backend backend, Extent hosts, Extent perHost, Config config, ProcOptions options) {
        Client client = Client.start("root", config);
        try {
            HostMesh mesh = HostMesh.allocate(client, backend.allocator(config).allocate(AllocSpec.of(hosts)), "test");
            return new Bench(backend, client, mesh, mesh.spawn("p0", perHost, options));
        } catch (RuntimeException | Error e) {
            client.close();
            throw e;
        }
    }

    /** The pid that code in each proc sees: of that process, or of this JVM where it is one with the test. */
    public ValueMesh<Long> pidsInside() {
        return procs.values()
                .map(proc -> backend.hasProcesses()
                        ? proc.pid()
                        : ProcessHandle.current().pid());
    }

    @Override
    public void close() {
        client.close();
    }
}
