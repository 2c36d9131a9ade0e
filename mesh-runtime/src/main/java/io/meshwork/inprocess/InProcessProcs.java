package io.meshwork.inprocess;

import io.meshwork.host.ProcEnd;
import io.meshwork.host.ProcManager;
import io.meshwork.host.ProcSpec;
import io.meshwork.proc.ProcStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The procs of a host, each a process without a process on the host's own machine. */
final class InProcessProcs implements ProcManager {

    private final Machine machine;
    private final Map<String, VirtualProcess> procs = new ConcurrentHashMap<>();
    private volatile boolean closed;

    InProcessProcs(Machine machine) {
        this.machine = machine;
    }

    /** Their network does. */
    @Override
    public boolean tellsPeers() {
        return true;
    }

    @Override
    public void start(ProcSpec spec, Watcher watcher) {
        Launch launch = new Launch(spec.name(), spec.extent(), spec.rank(), spec.options());
        procs.put( // stays when it has ended: its end may be asked for
                spec.name(), machine.launch(launch, (process, status) -> watcher.changed(process.state(status))));
        if (closed) {
            close();
        }
    }

    @Override
    public CompletableFuture<ProcEnd> stop(String name, String reason) {
        VirtualProcess process = procs.get(name);
        if (process == null) {
            ProcStatus gone = new ProcStatus.Failed("no such proc lives on this host");
            return CompletableFuture.completedFuture(new ProcEnd(name, 0, gone, Duration.ZERO, ProcEnd.Forced.NOTHING));
        }
        return process.stop(reason);
    }

    @Override
    public CompletableFuture<Boolean> signal(String name, int signal) {
        VirtualProcess process = procs.get(name);
        return process != null ? process.signal(signal) : CompletableFuture.completedFuture(false);
    }

    /** Completes when all have ended. */
    CompletableFuture<Void> stopAll(String reason) {
        List<CompletableFuture<ProcEnd>> ends = new ArrayList<>(procs.size());
        procs.values().forEach(process -> ends.add(process.stop(reason)));
        return CompletableFuture.allOf(ends.toArray(CompletableFuture[]::new));
    }

    /** The host has ended, and they end with it. */
    void close() {
        closed = true;
        procs.values().forEach(process -> process.kill("its host has ended"));
    }
}
