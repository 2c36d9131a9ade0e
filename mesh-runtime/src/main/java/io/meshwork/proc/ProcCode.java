package io.meshwork.proc;

import io.meshwork.actor.Actor;
import io.meshwork.actor.Handler;
import io.meshwork.actor.RemoteCallable;
import io.meshwork.actor.RemoteRunnable;
import io.meshwork.actor.Request;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Runs code that is shipped to a proc: each on a worker of its own, so that one that blocks holds up no other. */
public final class ProcCode implements Actor {

    /** The name under which every proc has one. */
    public static final String NAME = "proc_code";

    public record Call(RemoteCallable<?> code) implements Request<ProcCode, Object> {}

    public record Run(RemoteRunnable code) implements Request<ProcCode, Object> {}

    private final Executor workers;

    ProcCode(Executor workers) {
        this.workers = workers;
    }

    @Handler
    CompletionStage<Object> call(Call call) {
        return start(call.code()::call);
    }

    @Handler
    CompletionStage<Object> run(Run run) {
        return start(() -> {
            run.code().run();
            return null;
        });
    }

    private interface Code {
        @Nullable
        Object run() throws Exception;
    }

    private CompletableFuture<Object> start(Code code) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        return code.run();
                    } catch (Exception e) {
                        throw new CompletionException(e);
                    }
                },
                workers);
    }
}
