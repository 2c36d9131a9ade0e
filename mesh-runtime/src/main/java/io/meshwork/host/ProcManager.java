package io.meshwork.host;

import io.meshwork.proc.Proc;
import java.util.concurrent.CompletableFuture;

/**
 * Makes the procs of a host: in processes of their own, or in this one. The only one that ends them.
 *
 * <p>Methods may be called from any thread and don't block; a {@link Watcher} is called from any thread, in the order of
 * the changes.
 */
public interface ProcManager {

    /** Makes the manager of a host. A process's {@code main} attaches one to its {@link Proc}. */
    interface Factory {
        /** @param service the proc whose gateway the host's procs stand behind */
        ProcManager create(Proc service);
    }

    /** Hears of each change of a proc's state, the first being {@code Starting}. Must not block. */
    interface Watcher {
        void changed(ProcState state);
    }

    /** Whether procs hear of the ends of processes they had to do with without being told by their host. */
    default boolean tellsPeers() {
        return false;
    }

    /** Starts a proc. What fails is told to the watcher. A name may be used again when its proc has ended. */
    void start(ProcSpec spec, Watcher watcher);

    /**
     * Ends a proc, whatever state it is in: asks its agent, then SIGTERM, then SIGKILL, each under {@code mesh.grace}. A
     * proc that never became ready is not asked. Completes, never exceptionally, when its process is gone; of a proc that
     * is gone already, or was never known, at once.
     */
    CompletableFuture<ProcEnd> stop(String name, String reason);

    /**
     * Ends procs that were started though nobody has asked for them; none is started so any more. Completes, never
     * exceptionally, when their processes are gone.
     */
    default CompletableFuture<Void> endUnasked(String reason) {
        return CompletableFuture.completedFuture(null);
    }

    /**
     * Sends a signal to the process of a proc. Completes, never exceptionally, when it has taken effect: with SIGKILL when
     * the process is gone, with SIGSTOP when it stands still, with SIGCONT when it runs again, with any other as soon as it
     * is sent. {@code false} if there is no such process that lives.
     */
    CompletableFuture<Boolean> signal(String name, int signal);
}
