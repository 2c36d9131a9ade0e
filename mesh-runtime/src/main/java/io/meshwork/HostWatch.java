package io.meshwork;

import io.meshwork.config.Keys;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Pulls the events of an allocation of which all processes run, on a thread of its own, and so hears of those that end: while
 * hosts are stood up it is their failure, after that it is that of the meshes on them.
 */
final class HostWatch {

    private final AllocatedHosts hosts;
    private final List<Alloc.Event.Stopped> early = new ArrayList<>(); // guarded by this; ended before all stood up
    private boolean up; // guarded by this
    private boolean pulling; // guarded by this
    private boolean again; // guarded by this; there is more to pull
    private volatile @Nullable Thread thread;

    HostWatch(AllocatedHosts hosts) {
        this.hosts = hosts;
    }

    /** @param whileStoodUp hears of those that end before {@link #stoodUp()} */
    synchronized void start(Consumer<Alloc.Event.Stopped> whileStoodUp) {
        pulling = true;
        Thread watcher = new Thread(() -> pull(whileStoodUp), "mesh-" + hosts.name() + "-alloc");
        watcher.setDaemon(true);
        watcher.start();
        thread = watcher;
    }

    /** There is more to come, of processes that were replaced: it may have been over. */
    synchronized void goOn() {
        again = pulling;
        if (!pulling) {
            start(stopped -> {});
        }
    }

    /** All hosts are known now. What has ended before is told: nobody else would. */
    void stoodUp() {
        List<Alloc.Event.Stopped> missed;
        synchronized (this) {
            up = true;
            missed = List.copyOf(early);
        }
        missed.forEach(this::tell);
    }

    /** Returns when the last event was taken, or after a grace. */
    void awaitEnd() {
        Thread watcher = thread;
        if (watcher == null) {
            return;
        }
        try {
            long grace = hosts.client().config().durationOfAnEnd(Keys.GRACE).toMillis();
            TimeUnit.MILLISECONDS.timedJoin(watcher, grace);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void pull(Consumer<Alloc.Event.Stopped> whileStoodUp) {
        do {
            Optional<Alloc.Event> event = hosts.alloc().next();
            while (event.isPresent()) {
                hosts.client().journal().note(event.get(), hosts.extent());
                if (!hosts.takenByReplacement(event.get()) && event.get() instanceof Alloc.Event.Stopped stopped) {
                    ended(stopped, whileStoodUp);
                }
                event = hosts.alloc().next();
            }
        } while (isToGoOn());
    }

    private synchronized boolean isToGoOn() {
        pulling = again;
        again = false;
        return pulling;
    }

    private void ended(Alloc.Event.Stopped stopped, Consumer<Alloc.Event.Stopped> whileStoodUp) {
        hosts.ended(stopped);
        boolean isUp;
        synchronized (this) {
            isUp = up;
            if (!isUp) {
                early.add(stopped);
            }
        }
        if (isUp) {
            tell(stopped);
        } else {
            whileStoodUp.accept(stopped);
        }
    }

    private void tell(Alloc.Event.Stopped stopped) {
        new LostHost(hosts, hosts.host(stopped.rank()), stopped.status()).tell();
        hosts.ends().told(stopped.rank(), stopped.end());
    }
}
