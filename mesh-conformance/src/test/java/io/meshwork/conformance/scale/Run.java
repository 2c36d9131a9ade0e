package io.meshwork.conformance.scale;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.OperatingSystemMXBean;
import io.meshwork.ActorMesh;
import io.meshwork.AllocSpec;
import io.meshwork.Client;
import io.meshwork.HostMesh;
import io.meshwork.InProcessAllocator;
import io.meshwork.ProcMesh;
import io.meshwork.config.Config;
import io.meshwork.conformance.scale.Cost.Stage;
import io.meshwork.shape.Extent;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;

/** Brings one size up and down, in-process, and measures each stage. */
final class Run {

    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final Config PATIENT = Config.ofThisJvm()
            .with(Map.of(
                    "mesh.ready-timeout", "5min", "mesh.ready-idle-timeout", "1min", "mesh.shutdown-timeout", "5min"));
    private static final int CASTS = 3;

    private final int procs;
    private final int actors;
    private final Map<Stage, Long> nanos = new EnumMap<>(Stage.class);
    private final Map<Stage, Long> cpuNanos = new EnumMap<>(Stage.class);

    private Run(int procs, int actors) {
        this.procs = procs;
        this.actors = actors;
    }

    /** @param actors on each proc: as many meshes, each with a member on each proc */
    static Cost of(int procs, int actors) {
        return new Run(procs, actors).measure();
    }

    private Cost measure() {
        long heapBefore = usedHeap();
        long heapBytes;
        Client client = Client.start("root", PATIENT);
        try {
            AllocSpec host = AllocSpec.of(Extent.of("hosts", 1));
            HostMesh hosts = HostMesh.allocate(client, new InProcessAllocator(PATIENT).allocate(host), "test");
            ProcMesh mesh = timed(Stage.SPAWN_PROCS, () -> hosts.spawn("p0", Extent.of("procs", procs)));
            List<ActorMesh<Tally>> all = timed(Stage.SPAWN_ACTORS, () -> spawn(mesh));
            heapBytes = usedHeap() - heapBefore;
            timed(Stage.CAST, () -> castToAll(all));
        } finally {
            timed(Stage.END, () -> {
                client.close();
                return true;
            });
        }
        return new Cost(procs, actors, nanos, cpuNanos, heapBytes);
    }

    private List<ActorMesh<Tally>> spawn(ProcMesh mesh) {
        List<ActorMesh<Tally>> all = new ArrayList<>(actors);
        for (int i = 0; i < actors; i++) {
            all.add(mesh.spawn("a" + i, Tally.class));
        }
        return all;
    }

    private boolean castToAll(List<ActorMesh<Tally>> all) {
        Tally.HANDLED.reset();
        long wanted = (long) CASTS * procs * actors;
        for (int i = 0; i < CASTS; i++) {
            all.forEach(mesh -> mesh.cast(new Tally.One()));
        }
        Awaitility.await()
                .atMost(LONGEST)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(1))
                .until(() -> Tally.HANDLED.sum() >= wanted);
        assertThat(Tally.HANDLED.sum()).isEqualTo(wanted);
        return true;
    }

    private interface Step<T> {
        T run();
    }

    private <T> T timed(Stage stage, Step<T> step) {
        long start = System.nanoTime();
        long cpuStart = cpuNanos();
        T made = step.run();
        nanos.put(stage, System.nanoTime() - start);
        cpuNanos.put(stage, cpuNanos() - cpuStart);
        return made;
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }
}
