package io.meshwork.bootstrap.child;

import io.meshwork.bootstrap.handshake.BootSpec;
import io.meshwork.bootstrap.handshake.Lease;
import io.meshwork.bootstrap.launch.LaunchIds;
import io.meshwork.bootstrap.launch.Standbys;
import io.meshwork.config.Config;
import io.meshwork.failure.MeshException;
import io.meshwork.transport.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.TimeZone;
import org.jspecify.annotations.Nullable;

/**
 * A child that stands by: it has others stand by below it, rehearses if there is time, and waits on its stdin until it is told what it is to
 * become, all on the main thread. It goes with its parent, whatever {@code mesh.nets} says (SB-3): it has nothing to do but
 * to read that pipe.
 */
final class WaitingChild {

    private final BootSpec spec;
    private final Lease lease;
    private @Nullable Standbys below;

    WaitingChild(BootSpec spec, Lease lease) {
        this.spec = spec;
        this.lease = lease;
    }

    /** Returns what it is to become; never if the parent goes first. */
    BootSpec await() {
        Config config = Config.ofChild(spec.config());
        if (spec.standby() > 0) {
            startBelow(config);
        }
        try {
            if (spec.rehearses()) {
                tellReady(rehearsed());
            }
            BootSpec told = lease.readBootSpec();
            changeTimeZone(told.handedDown().timeZone());
            return told;
        } catch (IOException | RuntimeException e) {
            Standbys ended = below;
            if (ended != null) {
                ended.close();
            }
            Runtime.getRuntime().halt(Bootstrap.LEASE_LOST);
            throw new IllegalStateException("unreachable", e);
        }
    }

    /* What can't be started now is started when it is asked for. */
    private void startBelow(Config config) {
        Run run = Run.inherited(spec.runId(), spec.secret(), spec.socketDirectory());
        LaunchIds ids = LaunchIds.below(spec.launchId(), spec.chain());
        Standbys made = new Standbys(run, ids, ChildMain.java(spec), ChildMain.outlet(spec), config, 0);
        below = made;
        try {
            for (int started = 0; started < spec.standby(); started++) {
                made.start(spec.rehearses());
            }
        } catch (MeshException e) {
            e.printStackTrace();
        }
    }

    /* @return what went wrong, for people: it can serve all the same, but not as quickly */
    private String rehearsed() {
        try {
            DryRun.of(spec);
            return "";
        } catch (Exception e) {
            return e.toString();
        }
    }

    private void tellReady(String wrong) throws IOException {
        Path file = Standbys.readyFile(spec.socketDirectory(), spec.launchId());
        Path written = file.resolveSibling(file.getFileName() + "n");
        Files.writeString(written, wrong);
        Files.move(written, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /* Any other flag of a JVM can't be changed any more: who differs in one starts a new JVM. */
    private void changeTimeZone(String wanted) {
        if (wanted.equals(spec.handedDown().timeZone())) {
            return;
        }
        if (wanted.isEmpty()) {
            System.clearProperty("user.timezone");
        } else {
            System.setProperty("user.timezone", wanted);
        }
        TimeZone.setDefault(null); // looked for when it is asked for, as at the start of a JVM
    }

    /** Those that stand by below it; null if there are none. */
    @Nullable
    Standbys below() {
        return below;
    }
}
