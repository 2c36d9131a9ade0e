package io.meshwork.bootstrap.rehearsal;

import io.meshwork.bootstrap.child.Bootstrap;
import io.meshwork.bootstrap.handshake.BootSpec;
import io.meshwork.bootstrap.handshake.Lease;
import io.meshwork.bootstrap.launch.Marks;
import io.meshwork.bootstrap.process.HandedDown;
import io.meshwork.bootstrap.process.ProcessInfo;
import io.meshwork.bootstrap.process.ProcessTable;
import io.meshwork.bootstrap.process.Signals;
import io.meshwork.config.Config;
import io.meshwork.transport.Run;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** A child that is played in this JVM, while a process that says nothing stands for it. */
final class Part implements Runnable {

    private static final long STEP_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

    private final BootSpec spec;
    private final Lease lease;

    private Part(BootSpec spec, Lease lease) {
        this.spec = spec;
        this.lease = lease;
    }

    /**
     * Begins when its parent has launched the process that stands for it.
     *
     * @param chain below the run
     * @param parent name of its parent's socket, without the ending
     */
    static void play(String launchId, String chain, String parent, boolean servesData, Config config, Lease lease) {
        Run run = Run.ofThisJvm();
        BootSpec spec = new BootSpec(
                run.id(),
                run.secret(),
                run.directory(),
                launchId,
                run.id() + "/" + chain,
                run.socketPath(parent + ".l"),
                servesData,
                null,
                HandedDown.NOTHING,
                config.handedDown(),
                List.of());
        Thread player = new Thread(new Part(told(spec), lease), "mesh-rehearsal-" + launchId);
        player.setDaemon(true);
        player.start();
    }

    /* As it comes over stdin. */
    private static BootSpec told(BootSpec spec) {
        byte[] bytes = spec.toBytes();
        return BootSpec.parse(Arrays.copyOfRange(bytes, BootSpec.LENGTH_BYTES, bytes.length));
    }

    @Override
    public void run() {
        ProcessInfo standIn = awaitStandIn();
        try {
            Bootstrap.become(spec, lease, System.nanoTime());
        } catch (Exception e) {
            throw new IllegalStateException("the part of " + spec + " could not be played", e);
        } finally {
            standIn.signal(Signals.TERM);
        }
    }

    private ProcessInfo awaitStandIn() {
        ProcessTable table = new ProcessTable();
        while (true) {
            List<ProcessInfo> found = table.carrying(Marks.CHAIN, spec.chain()::equals);
            if (!found.isEmpty()) {
                return found.get(0);
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
    }
}
