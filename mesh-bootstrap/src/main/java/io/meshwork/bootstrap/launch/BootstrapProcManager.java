package io.meshwork.bootstrap.launch;

import io.meshwork.host.ProcEnd;
import io.meshwork.host.ProcManager;
import io.meshwork.host.ProcSpec;
import io.meshwork.host.ProcState;
import io.meshwork.id.ProcId;
import io.meshwork.proc.Proc;
import io.meshwork.proc.ProcStatus;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/** The procs of a host, each a child process of the host's own. */
public final class BootstrapProcManager implements ProcManager, AutoCloseable {

    private final Proc service;
    private final ChildLauncher launcher;
    private final ProcsAhead ahead;
    private final Map<String, Child> procs = new ConcurrentHashMap<>();

    /** @param ahead the procs that were started before this was asked for any */
    public BootstrapProcManager(Proc service, ProcsAhead ahead) {
        this.service = service;
        this.ahead = ahead;
        launcher = ahead.launcher();
    }

    @Override
    public void start(ProcSpec spec, Watcher watcher) {
        Child.Listener listener = new Hears(watcher);
        Child early = ahead.take(spec, listener);
        Child child = early != null ? early : launcher.launch(Launch.of(spec), listener);
        procs.put(spec.name(), child); // stays when it has ended: its end may be asked for
    }

    /* The way to a proc is known before anyone hears that it is ready. */
    private void heard(Child child, ProcStatus status, Watcher watcher) {
        ProcId id = child.proc();
        if (status instanceof ProcStatus.Ready && id != null) {
            service.gateway().link(id.address(), child.route());
        }
        Launch launch = child.launch();
        watcher.changed(new ProcState(
                launch.procName(), launch.rank(), id, child.pid(), child.commandLine(), status, child.phases()));
    }

    @Override
    public CompletableFuture<ProcEnd> stop(String name, String reason) {
        Child child = procs.get(name);
        if (child == null) {
            ProcStatus gone = new ProcStatus.Failed("no such proc lives on this host");
            return CompletableFuture.completedFuture(new ProcEnd(name, 0, gone, Duration.ZERO, ProcEnd.Forced.NOTHING));
        }
        return launcher.stop(child, reason);
    }

    @Override
    public CompletableFuture<Void> endUnasked(String reason) {
        return ahead.end(reason);
    }

    @Override
    public CompletableFuture<Boolean> signal(String name, int signal) {
        Child child = procs.get(name);
        return child != null ? child.signal(signal) : CompletableFuture.completedFuture(false);
    }

    /** Kills what still lives; waits for nothing. */
    @Override
    public void close() {
        launcher.close();
    }

    private final class Hears implements Child.Listener {

        private final Watcher watcher;

        Hears(Watcher watcher) {
            this.watcher = watcher;
        }

        @Override
        public void changed(Child child, ProcStatus status) {
            heard(child, status, watcher);
        }
    }
}
