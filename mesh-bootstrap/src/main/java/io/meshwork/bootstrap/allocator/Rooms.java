package io.meshwork.bootstrap.allocator;

import io.meshwork.Alloc;
import io.meshwork.AllocSpec;
import io.meshwork.AllocationException;
import io.meshwork.bootstrap.budget.Budget;
import io.meshwork.bootstrap.budget.Need;
import io.meshwork.bootstrap.budget.Room;
import io.meshwork.config.Config;
import io.meshwork.failure.MeshException;
import io.meshwork.proc.ProcOptions;
import io.meshwork.shape.Extent;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * What an allocation has set aside: for its hosts and the procs that are known to come, all at once, so that no two runs
 * wait for each other half way; and for what else is spawned. For any thread.
 */
final class Rooms implements AutoCloseable {

    private final Config config;
    private final Need hosts;
    private final @Nullable Need toCome;
    private final List<Room> held = new ArrayList<>(); // guarded by this
    private @Nullable Need ahead; // guarded by this; set aside for procs that have not come
    private boolean closed; // guarded by this

    Rooms(AllocSpec spec, Config config) {
        this.config = config;
        hosts = Need.of("host", spec.extent(), spec.options());
        toCome = spec.procs() == null ? null : procs(spec.extent(), spec.procs());
    }

    private static Need procs(Extent hosts, AllocSpec.Procs procs) {
        return Need.of("proc", hosts.concat(procs.perHost()), procs.options());
    }

    /** For what is known at first; a second call does nothing. */
    void awaitFirst(BooleanSupplier isGivenUp) {
        synchronized (this) {
            if (closed || !held.isEmpty()) {
                return;
            }
        }
        hold(take(toCome == null ? hosts : hosts.and(toCome), isGivenUp));
        synchronized (this) {
            ahead = toCome;
        }
    }

    /** For procs: what is ahead for such, or else more. */
    Alloc.Room ofProcs(Extent extent, ProcOptions options, BooleanSupplier isGivenUp) {
        Need need = Need.of("proc", extent, options);
        synchronized (this) {
            Need known = ahead;
            if (known != null && need.isWithin(known)) {
                ahead = null;
                return () -> comeAgain(known);
            }
        }
        Room more = hold(take(need, isGivenUp));
        return () -> letGo(more);
    }

    private synchronized void comeAgain(Need known) {
        ahead = known;
    }

    private Room take(Need need, BooleanSupplier isGivenUp) {
        try {
            return Budget.ofThisJvm().take(need, config, isGivenUp);
        } catch (MeshException e) {
            throw new AllocationException(e.getMessage());
        }
    }

    private synchronized Room hold(Room room) {
        if (closed) {
            room.close();
        }
        held.add(room);
        return room;
    }

    private void letGo(Room room) {
        synchronized (this) {
            held.remove(room);
        }
        room.close();
    }

    /** All processes are gone. */
    @Override
    public void close() {
        List<Room> rest;
        synchronized (this) {
            closed = true;
            rest = new ArrayList<>(held);
        }
        rest.forEach(Room::close);
    }
}
