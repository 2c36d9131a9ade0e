package io.meshwork.proc;

import io.meshwork.actor.Actor;
import io.meshwork.actor.ActorContext;
import io.meshwork.actor.Handler;
import io.meshwork.actor.HandlerStack;
import io.meshwork.actor.RemoteCallable;
import io.meshwork.actor.RemoteRunnable;
import io.meshwork.actor.Request;
import io.meshwork.failure.MeshFailure;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs code that is shipped to a proc: each on a worker of its own, so that one that blocks holds up no other. */
public final class ProcCode implements Actor {

    /** The name under which every proc has one. */
    public static final String NAME = "proc_code";

    public record Call(RemoteCallable<?> code) implements Request<ProcCode, Object> {}

    public record Run(RemoteRunnable code) implements Request<ProcCode, Object> {}

    private final Executor workers;
    private final Queue<Running> running = new ConcurrentLinkedQueue<>();

    private record Running(Thread thread, long sinceNanos) {}

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

    /** A mesh that shipped code has spawned has nobody else who would hear of it. */
    @Override
    public boolean supervise(MeshFailure failure, ActorContext cx) {
        log().error("a mesh that was spawned by code shipped to this proc has failed: {}", failure);
        return true;
    }

    /** Where the code is that has been running for longest; null if none is. For any thread. */
    @Nullable
    HandlerStack running() {
        Running oldest = running.peek();
        if (oldest == null) {
            return null;
        }
        StackTraceElement[] frames = oldest.thread().getStackTrace();
        long millis = (System.nanoTime() - oldest.sinceNanos()) / 1_000_000;
        String what = "handling=shipped code forMillis=" + millis + " thread="
                + oldest.thread().getName();
        return HandlerStack.of(what, frames);
    }

    private interface Code {
        @Nullable
        Object run() throws Exception;
    }

    private CompletableFuture<Object> start(Code code) {
        return CompletableFuture.supplyAsync(
                () -> {
                    Running now = new Running(Thread.currentThread(), System.nanoTime());
                    running.add(now);
                    try {
                        return code.run();
                    } catch (Exception e) {
                        throw new CompletionException(e);
                    } finally {
                        running.remove(now);
                    }
                },
                workers);
    }

    private static Logger log() {
        return LoggerFactory.getLogger(ProcCode.class);
    }
}
