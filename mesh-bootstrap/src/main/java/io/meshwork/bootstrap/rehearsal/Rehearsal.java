package io.meshwork.bootstrap.rehearsal;

import io.meshwork.ActorMesh;
import io.meshwork.AllocSpec;
import io.meshwork.Client;
import io.meshwork.HostMesh;
import io.meshwork.ProcMesh;
import io.meshwork.bootstrap.allocator.ProcessAllocator;
import io.meshwork.bootstrap.child.Bootstrap;
import io.meshwork.bootstrap.handshake.Lease;
import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.gateway.DataPlane;
import io.meshwork.proc.ProcOptions;
import io.meshwork.shape.Extent;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * A client, a host and a proc in one JVM, by the very code that plays them in three: the {@code main} of a JVM that is
 * trained. Ends by itself, in order, when an actor has answered and all is shut down.
 */
public final class Rehearsal {

    private static final int FAILED = 1;
    private static final int LEASE_LOST = 70;
    private static final Duration BOUND = Duration.ofSeconds(60);
    /* Reads its stdin until that ends, and is no JVM: stands for the process whose part is played here. */
    private static final ProcOptions STAND_IN = ProcOptions.standard().command("cat");

    private Rehearsal() {}

    public static void main(String[] args) {
        Lease lease = Lease.ofThisProcess();
        lease.watch(() -> Runtime.getRuntime().halt(LEASE_LOST));
        bound();
        try {
            Bootstrap.prepare();
            rehearse(lease);
        } catch (Throwable e) {
            e.printStackTrace();
            Runtime.getRuntime().halt(FAILED);
        }
        System.exit(0);
    }

    private static void bound() {
        Thread bound = new Thread(Rehearsal::haltLater, "mesh-rehearsal-bound");
        bound.setDaemon(true);
        bound.start();
    }

    private static void haltLater() {
        long deadlineNanos = System.nanoTime() + BOUND.toNanos();
        while (System.nanoTime() < deadlineNanos) {
            LockSupport.parkNanos(deadlineNanos - System.nanoTime());
        }
        Runtime.getRuntime().halt(FAILED);
    }

    /* The launch ids of a host that is the first child of this JVM, and of a proc that is the first of the host. */
    private static void rehearse(Lease lease) {
        Config config = DataPlane.settled(Config.ofThisJvm())
                .with(Map.of(Keys.NETS.name(), "lease", Keys.ARCHIVE.name(), "off", Keys.GRACE.name(), "100ms"));
        AllocSpec spec = AllocSpec.of(Extent.of("hosts", 1)).options(STAND_IN);
        try (Client client = Client.start("rehearsal", config)) {
            Part.play("a1", "a1", "alloc1", false, config, lease);
            Part.play("a1b1", "a1/a1b1", "a1", true, config, lease);
            HostMesh hosts = HostMesh.allocate(client, new ProcessAllocator(config).allocate(spec), "host");
            ProcMesh procs = hosts.spawn("proc", Extent.of("procs", 1), STAND_IN);
            try (ActorMesh<Echo> echoes = procs.spawn("echo", Echo.class)) {
                echoes.call(new Echo.Say("once"));
                echoes.cast(new Echo.Hear(1));
                echoes.get(0).call(new Echo.Say("again"));
            }
            hosts.shutdown();
        }
    }
}
