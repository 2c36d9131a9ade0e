package io.meshwork.conformance.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.Alloc;
import io.meshwork.AllocSpec;
import io.meshwork.Client;
import io.meshwork.HostMesh;
import io.meshwork.ProcMesh;
import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.conformance.Backend;
import io.meshwork.conformance.backends.UnixProcesses;
import io.meshwork.shape.Extent;
import java.util.List;

/** A client and the settings it shares with its allocations. When it is closed, no process of theirs may be left. */
public final class Meshes implements AutoCloseable {

    private static final Backend PROCESSES = new UnixProcesses();

    private final Backend backend;
    private final Config config;
    private final Processes processes = Processes.fromNowOn();
    private final Client client;

    private Meshes(Backend backend, Config config) {
        this.backend = backend;
        this.config = config;
        client = Client.start("root", config);
    }

    /** On child processes, as all that takes no backend. */
    public static Meshes start() {
        return start(PROCESSES);
    }

    public static Meshes start(Config config) {
        return start(PROCESSES, config);
    }

    public static Meshes start(Backend backend) {
        return start(backend, backend.config());
    }

    public static Meshes start(Backend backend, Config config) {
        return new Meshes(backend, config);
    }

    /** With nothing but explicit shutdown against processes that are left. */
    public static Meshes withoutNets() {
        return withoutNets(PROCESSES);
    }

    /** The same on a backend. */
    public static Meshes withoutNets(Backend backend) {
        return start(backend, backend.config().with(Keys.NETS, "none"));
    }

    public Client client() {
        return client;
    }

    /** What came since this was made. */
    public Processes processes() {
        return processes;
    }

    public Alloc allocate(AllocSpec spec) {
        return backend.allocator(config).allocate(spec);
    }

    public HostMesh hosts(int count) {
        return hosts(AllocSpec.of(Extent.of("hosts", count)), "test");
    }

    public HostMesh hosts(AllocSpec spec, String name) {
        return HostMesh.allocate(client, allocate(spec), name);
    }

    public static List<Long> pidsOf(HostMesh hosts) {
        return hosts.values().map(host -> host.pid()).values();
    }

    /** The pids that code in each proc sees: of those processes, or of this JVM where they are one with the test. */
    public List<Long> pidsInside(ProcMesh procs) {
        return procs.values()
                .map(proc -> backend.hasProcesses() ? proc.pid() : Processes.self())
                .values();
    }

    /** Gone from the system's list of processes, where they were in it. */
    public void assertGone(List<Long> pids) {
        if (backend.hasProcesses()) {
            assertThat(pids).allSatisfy(pid -> assertThat(Processes.find(pid)).isEmpty());
        }
    }

    @Override
    public void close() {
        client.close();
        assertThat(processes.left()).as("processes left").isEmpty();
    }
}
