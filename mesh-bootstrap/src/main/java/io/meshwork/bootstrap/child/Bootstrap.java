package io.meshwork.bootstrap.child;

import io.meshwork.bootstrap.handshake.BootSpec;
import io.meshwork.bootstrap.handshake.Lease;
import io.meshwork.bootstrap.launch.Standbys;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The only {@code main} of a child. What the process becomes is told to it on stdin. */
public final class Bootstrap {

    /** Exit code of a process that could not come up. */
    static final int FAILED = 1;
    /** Exit code of a process whose parent is gone. */
    static final int LEASE_LOST = 70;

    private Bootstrap() {}

    /** Never returns. */
    public static void main(String[] args) {
        long mainNanos = System.nanoTime();
        prepare();
        Lease lease = Lease.ofThisProcess();
        BootSpec spec = read(lease);
        if (spec.output() != null) {
            StampedOutput.install();
        }
        Standbys below = null;
        if (spec.standsBy()) {
            WaitingChild waiting = new WaitingChild(spec, lease);
            spec = waiting.await();
            below = waiting.below();
            mainNanos = System.nanoTime(); // its start begins here
        }
        int code;
        try {
            code = become(spec, lease, mainNanos, below);
        } catch (Throwable e) {
            lease.yieldIfLost();
            fail("bringing up " + spec + " failed", e);
            return;
        }
        System.exit(code);
    }

    /** What every child does before all else. */
    public static void prepare() {
        IgnoredSignals.install();
    }

    /**
     * What a child does once it was told what to become, for as long as it lives.
     *
     * @param mainNanos when it began
     * @return its exit code; it has let go of all that would hold up its end
     */
    public static int become(BootSpec spec, Lease lease, long mainNanos) throws Exception {
        return become(spec, lease, mainNanos, null);
    }

    private static int become(BootSpec spec, Lease lease, long mainNanos, @Nullable Standbys below) throws Exception {
        return new ChildMain(spec, lease, mainNanos, below).run();
    }

    private static BootSpec read(Lease lease) {
        try {
            return lease.readBootSpec();
        } catch (IOException | RuntimeException e) {
            fail("parsing the boot spec on stdin failed (this main is not for people: meshes start it)", e);
            throw new IllegalStateException("unreachable", e);
        }
    }

    /* Its parent reads this on stderr. */
    private static void fail(String what, Throwable cause) {
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        err.println(what + ": " + cause);
        cause.printStackTrace(err);
        Runtime.getRuntime().halt(FAILED);
    }
}
