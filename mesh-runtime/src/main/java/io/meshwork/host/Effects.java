package io.meshwork.host;

import io.meshwork.config.Keys;
import io.meshwork.id.ProcId;
import io.meshwork.mailbox.Instance;
import io.meshwork.proc.Proc;
import io.meshwork.proc.ProcAgent;
import io.meshwork.proc.Signals;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * What tests do to procs. Each answers when it has taken effect, or says that it has not before the one who asked gives
 * up. For the control thread, on which its answers complete.
 */
record Effects(Proc service, ProcManager manager, ProcTable table) {

    /** SIGKILL has taken effect when everyone was told that the proc is gone. */
    CompletableFuture<Effect> signal(String name, int signal) {
        ProcTable.Entry entry = table.find(name);
        if (entry == null || entry.isGone()) {
            return gone(name);
        }
        CompletableFuture<Effect> effect = late(entry);
        manager.signal(name, signal)
                .thenAccept(taken -> table.onControl(() -> {
                    Effect.Kind kind = taken ? Effect.Kind.TAKEN : Effect.Kind.GONE;
                    CompletableFuture<Void> when =
                            taken && signal != Signals.KILL ? CompletableFuture.completedFuture(null) : entry.end();
                    when.thenRun(() -> effect.complete(new Effect(kind, entry.state())));
                }));
        return effect;
    }

    /** Has the proc end itself. */
    CompletableFuture<Effect> exit(String name, int code, Instance agent) {
        ProcTable.Entry entry = table.find(name);
        ProcId id = entry != null ? entry.state().id() : null;
        if (entry == null || entry.isGone() || id == null) {
            return gone(name);
        }
        CompletableFuture<Effect> effect = late(entry);
        entry.end().thenRun(() -> effect.complete(new Effect(Effect.Kind.TAKEN, entry.state())));
        ProcAgent.of(id, agent).send(new ProcAgent.Exit(code));
        return effect;
    }

    private CompletableFuture<Effect> gone(String name) {
        return CompletableFuture.completedFuture(new Effect(Effect.Kind.GONE, table.state(name)));
    }

    private CompletableFuture<Effect> late(ProcTable.Entry entry) {
        CompletableFuture<Effect> effect = new CompletableFuture<>();
        Duration bound =
                service.config().duration(Keys.CALL_TIMEOUT).multipliedBy(3).dividedBy(4);
        Executor later = CompletableFuture.delayedExecutor(bound.toMillis(), TimeUnit.MILLISECONDS, table::onControl);
        later.execute(() -> effect.complete(new Effect(Effect.Kind.LATE, entry.state())));
        return effect;
    }
}
