package io.meshwork.conformance.ends;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.AllocSpec;
import io.meshwork.Client;
import io.meshwork.HostMesh;
import io.meshwork.ProcMesh;
import io.meshwork.ProcRef;
import io.meshwork.bootstrap.allocator.ProcessAllocator;
import io.meshwork.config.Config;
import io.meshwork.failure.MeshException;
import io.meshwork.shape.Extent;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** One life of a mesh in this JVM, 1 host with 1 or 2 procs, with its trouble. */
final class MeshLife implements AutoCloseable {

    private static final long PATIENCE_MILLIS = TimeUnit.SECONDS.toMillis(60);

    private final Random random;
    private final Client client;
    private final List<Thread> beside = new ArrayList<>();
    private final Queue<Throwable> unexpected = new ConcurrentLinkedQueue<>();
    private final HostMesh hosts;
    private final ProcMesh procs;

    private MeshLife(Random random, Config config) {
        this.random = random;
        client = Client.start("root", config);
        client.onUnhandled(expected -> {});
        try {
            AllocSpec one = AllocSpec.of(Extent.of("hosts", 1));
            hosts = HostMesh.allocate(client, new ProcessAllocator(config).allocate(one), "test");
            procs = hosts.spawn("p0", Extent.of("procs", 1 + random.nextInt(2)));
        } catch (RuntimeException | Error e) {
            client.close();
            throw e;
        }
    }

    /**
     * From its start to its end.
     *
     * @return its client, which nobody should hold any more
     */
    static WeakReference<Client> live(Random random, Config config, Trouble trouble) {
        try (MeshLife life = new MeshLife(random, config)) {
            trouble.strike(life);
            trouble.end(life);
            return new WeakReference<>(life.client);
        }
    }

    Random random() {
        return random;
    }

    Client client() {
        return client;
    }

    HostMesh hosts() {
        return hosts;
    }

    ProcMesh procs() {
        return procs;
    }

    ProcRef anyProc() {
        return procs.get(random.nextInt(procs.size()));
    }

    /** Runs that beside this thread. It may be refused, but not fail otherwise. */
    Thread beside(Runnable task) {
        Thread thread = new Thread(() -> run(task), "soak");
        beside.add(thread);
        thread.start();
        return thread;
    }

    private void run(Runnable task) {
        try {
            task.run();
        } catch (MeshException refused) {
            // it came too late, or was interrupted
        } catch (RuntimeException | Error e) {
            unexpected.add(e);
        }
    }

    /** Lets what goes on beside come to a chance point. */
    void linger(int millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    @Override
    public void close() {
        client.close();
        for (Thread thread : beside) {
            try {
                thread.join(PATIENCE_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            assertThat(thread.isAlive()).as("a call goes on for ever").isFalse();
        }
        assertThat(unexpected).isEmpty();
    }
}
