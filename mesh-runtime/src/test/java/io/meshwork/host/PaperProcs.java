package io.meshwork.host;

import io.meshwork.id.Address;
import io.meshwork.id.ProcId;
import io.meshwork.proc.ProcEvent;
import io.meshwork.proc.ProcLife;
import io.meshwork.proc.ProcStatus;
import io.meshwork.proc.Signals;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

/** Procs without processes: ready at once, they end when they are told to and take other signals without a stir. */
final class PaperProcs implements ProcManager {

    private final Map<String, ProcLife> lives = new ConcurrentHashMap<>();
    private final AtomicLong pids = new AtomicLong();

    @Override
    public void start(ProcSpec spec, Watcher watcher) {
        long pid = pids.incrementAndGet();
        ProcId id = new ProcId(spec.name(), new Address.Unix("/nowhere/" + spec.name()));
        ProcLife life = new ProcLife(
                spec.name(), status -> watcher.changed(new ProcState(spec.name(), spec.rank(), id, pid, "", status)));
        lives.put(spec.name(), life);
        life.apply(new ProcEvent.Launched(pid));
        life.apply(new ProcEvent.Served(pid));
    }

    @Override
    public CompletableFuture<ProcEnd> stop(String name, String reason) {
        ProcLife life = lives.remove(name);
        if (life != null) {
            life.apply(new ProcEvent.Exited(0, List.of(), reason));
        }
        ProcStatus status = life != null ? life.status() : new ProcStatus.Failed("no such proc");
        return CompletableFuture.completedFuture(new ProcEnd(name, 0, status, Duration.ZERO, ProcEnd.Forced.NOTHING));
    }

    @Override
    public CompletableFuture<Boolean> signal(String name, int signal) {
        ProcLife life = lives.get(name);
        if (life != null && signal == Signals.KILL) {
            lives.remove(name);
            life.apply(new ProcEvent.Signalled(signal, List.of(), ""));
        }
        return CompletableFuture.completedFuture(life != null);
    }
}
