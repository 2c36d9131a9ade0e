package io.meshwork;

import io.meshwork.config.Keys;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * New hosts in the place of some that have ended, from the order to the allocation until they stand. Hears the events of
 * their ranks meanwhile. For any thread.
 */
final class HostReplacement {

    private final AllocatedHosts hosts;
    private final Map<Integer, Alloc.Event.@Nullable Running> awaited = new TreeMap<>(); // guarded by this; by rank
    private @Nullable HostBringUp bringUp; // guarded by this
    private @Nullable String lost; // guarded by this; one that ended meanwhile
    private boolean over; // guarded by this

    HostReplacement(AllocatedHosts hosts, Iterable<Integer> ranks) {
        this.hosts = hosts;
        ranks.forEach(rank -> awaited.put(rank, null));
    }

    /** @return whether the event is of one of the new processes; then it is nobody else's */
    synchronized boolean takes(Alloc.Event event) {
        if (event instanceof Alloc.Event.Running running && isAwaited(running.rank())) {
            awaited.put(running.rank(), running);
        } else if (event instanceof Alloc.Event.Stopped stopped && isAwaited(stopped.rank())) {
            lost = "a host ended while it was started: hosts=" + hosts.name() + " rank=" + stopped.rank() + " pid="
                    + stopped.pid() + ": "
                    + SpawnFailure.withTail(stopped.status().describe(), stopped.status());
            HostBringUp open = bringUp;
            if (open != null) {
                open.ended(stopped);
            }
        } else {
            return false;
        }
        notifyAll();
        return true;
    }

    private boolean isAwaited(int rank) {
        return !over && awaited.containsKey(rank);
    }

    /**
     * Returns when they stand, and are known as the hosts of their ranks.
     *
     * @throws AllocationException if one can't be had
     */
    void run() {
        try {
            for (int rank : ranks()) {
                hosts.alloc().replace(rank);
            }
            hosts.watch().goOn();
            HostBringUp open = new HostBringUp(hosts, awaitRunning());
            synchronized (this) {
                bringUp = open;
            }
            Map<Integer, HostRef> stand = open.standUp();
            synchronized (this) { // who ends from now on is a host that stood
                requireNoneLost();
                over = true;
                hosts.replaced(stand);
            }
        } finally {
            synchronized (this) {
                over = true;
            }
        }
    }

    private synchronized List<Integer> ranks() {
        return List.copyOf(awaited.keySet());
    }

    private synchronized Map<Integer, Alloc.Event.Running> awaitRunning() {
        Duration bound = hosts.client().config().duration(Keys.READY_TIMEOUT);
        long deadlineNanos = System.nanoTime() + bound.toNanos();
        try {
            while (awaited.containsValue(null)) {
                requireNoneLost();
                long rest = deadlineNanos - System.nanoTime();
                if (rest <= 0) {
                    throw new AllocationException("hosts could not be replaced in time: hosts=" + hosts.name()
                            + " boundMillis=" + bound.toMillis() + " running=" + awaited);
                }
                TimeUnit.NANOSECONDS.timedWait(this, rest);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AllocationException("interrupted while hosts were replaced: hosts=" + hosts.name());
        }
        Map<Integer, Alloc.Event.Running> all = new TreeMap<>();
        awaited.forEach((rank, running) -> {
            if (running != null) {
                all.put(rank, running);
            }
        });
        return all;
    }

    private void requireNoneLost() {
        String why = lost;
        if (why != null) {
            throw new AllocationException(why);
        }
    }
}
