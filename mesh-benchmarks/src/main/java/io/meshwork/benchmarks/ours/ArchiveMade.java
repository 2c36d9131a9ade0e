package io.meshwork.benchmarks.ours;

import io.meshwork.AllocSpec;
import io.meshwork.Client;
import io.meshwork.HostMesh;
import io.meshwork.benchmarks.measure.Usage;
import io.meshwork.bootstrap.allocator.ProcessAllocator;
import io.meshwork.shape.Extent;
import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Starts hosts until one has mapped a class archive, which is made meanwhile; ends after a minute in any case. */
public final class ArchiveMade {

    private static final long LONGEST_NANOS = TimeUnit.MINUTES.toNanos(1);
    private static final long LOOK_MILLIS = 500;

    private ArchiveMade() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        long deadlineNanos = System.nanoTime() + LONGEST_NANOS;
        Tape.mark("begin");
        while (!isUsed() && System.nanoTime() - deadlineNanos < 0) {
            Thread.sleep(LOOK_MILLIS);
        }
        Tape.mark("made");
        Tape.print();
    }

    private static boolean isUsed() throws IOException {
        try (Client client = Client.start("root")) {
            AllocSpec spec = AllocSpec.of(Extent.unity());
            HostMesh hosts = HostMesh.allocate(client, new ProcessAllocator().allocate(spec), "bench");
            return Usage.hasArchive(hosts.get(0).pid());
        }
    }
}
