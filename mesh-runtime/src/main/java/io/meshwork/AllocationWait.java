package io.meshwork;

import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The wait for all processes of an allocation to run. The allocation gives up by itself when it hears no news; the wait in
 * all is bounded here, by {@code mesh.ready-timeout}: then the allocation is stopped, and says no more.
 */
final class AllocationWait {

    private final Alloc alloc;
    private final String mesh;
    private final Duration bound;
    private final Alloc.Event.@Nullable Created[] created;
    private final Alloc.Event.@Nullable Running[] running;
    private final Journal journal;
    private volatile boolean late;

    AllocationWait(Alloc alloc, String mesh, Config config, Journal journal) {
        this.journal = journal;
        this.alloc = alloc;
        this.mesh = mesh;
        bound = config.duration(Keys.READY_TIMEOUT);
        int size = alloc.spec().extent().size();
        created = new Alloc.Event.Created[size];
        running = new Alloc.Event.Running[size];
    }

    /**
     * By rank.
     *
     * @throws AllocationException if one can't be had; what was started so far is the caller's to stop
     */
    Alloc.Event.Running[] awaitRunning() {
        CompletableFuture<Boolean> isLate = new CompletableFuture<>();
        isLate.completeOnTimeout(true, bound.toMillis(), TimeUnit.MILLISECONDS).thenAccept(this::giveUpIf);
        try {
            for (int missing = running.length; missing > 0; ) {
                missing -= take(alloc.next(), missing) ? 1 : 0;
            }
        } finally {
            isLate.complete(false); // a cancelled one would keep its timer, and with it the mesh
        }
        if (isLate.join()) {
            throw new AllocationException(waitedTooLong());
        }
        return whole();
    }

    /* Not on the common pool: a test may have it all. */
    private void giveUpIf(boolean isLate) {
        if (isLate) {
            Thread thread = new Thread(this::giveUp, "mesh-late");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void giveUp() {
        late = true;
        alloc.stop();
    }

    /* Whether one more runs. */
    private boolean take(Optional<Alloc.Event> event, int missing) {
        if (late) {
            throw new AllocationException(waitedTooLong());
        }
        if (event.isEmpty()) {
            throw new AllocationException("the allocation ended before all ran: missing=" + missing + " mesh=" + mesh);
        }
        journal.note(event.get(), alloc.spec().extent());
        if (event.get() instanceof Alloc.Event.Failed failed) {
            throw new AllocationException("hosts could not be had: mesh=" + mesh + ": " + failed.description());
        }
        if (event.get() instanceof Alloc.Event.Stopped stopped) {
            throw new AllocationException("a host ended while it was started: mesh=" + mesh + " rank=" + stopped.rank()
                    + " pid=" + stopped.pid() + ": " + stopped.status().describe());
        }
        if (event.get() instanceof Alloc.Event.Created one) {
            created[one.rank()] = one;
            return false;
        }
        Alloc.Event.Running one = (Alloc.Event.Running) event.get();
        running[one.rank()] = one;
        return true;
    }

    private String waitedTooLong() {
        StringBuilder text = new StringBuilder("hosts could not be had in time: mesh=").append(mesh);
        text.append(" boundMillis=").append(bound.toMillis()).append(", waiting for");
        for (int rank = 0; rank < running.length; rank++) {
            Alloc.Event.Created one = created[rank];
            if (running[rank] == null) {
                text.append("\nrank ").append(rank);
                text.append(one == null ? " which was not started" : " which never said that it is ready: pid=");
                text.append(one == null ? "" : one.pid());
            }
        }
        return text.toString();
    }

    private Alloc.Event.Running[] whole() {
        Alloc.Event.Running[] all = new Alloc.Event.Running[running.length];
        for (int rank = 0; rank < all.length; rank++) {
            Alloc.Event.Running one = running[rank];
            if (one == null) {
                throw new IllegalStateException("runs twice: an allocation that breaks AL-1: mesh=" + mesh);
            }
            all[rank] = one;
        }
        return all;
    }
}
