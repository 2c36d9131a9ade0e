package io.meshwork.actor;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The {@code stopped} hook of an actor that was stopped.
 *
 * @param ending whose reason it is told
 */
record StoppedHook(ActorCell cell, Actor actor, ActorContext context, Ending ending) {

    /** Whether the actor has one of its own. */
    boolean isThere() {
        try {
            Class<?> declarer = actor.getClass()
                    .getMethod("stopped", ActorContext.class, String.class)
                    .getDeclaringClass();
            return declarer != Actor.class;
        } catch (NoSuchMethodException | LinkageError e) {
            return true;
        }
    }

    /**
     * Calls it on a worker of its own: one that never returns must hold up neither the end of the actor nor its mailbox.
     *
     * @param then is run on some thread when it has returned, or has had its time
     */
    void callAside(Duration bound, HandlerWatch watch, Runnable then) {
        CompletableFuture<Boolean> done = new CompletableFuture<>();
        cell.instance().workers().execute(() -> {
            Turn turn = Turn.begin(cell, ending, watch);
            call();
            turn.end();
            done.complete(true);
        });
        done.completeOnTimeout(false, bound.toNanos(), TimeUnit.NANOSECONDS).thenAccept(inTime -> {
            if (!inTime) {
                log().warn(
                                "{} goes on in its stopped hook, and counts as stopped: boundMillis={}",
                                cell.id(),
                                bound.toMillis());
            }
            then.run();
        });
    }

    void call() {
        try {
            actor.stopped(context, ((ActorStatus.Stopped) ending.status()).reason());
        } catch (Throwable e) {
            log().warn("{} threw in its stopped hook: {}", cell.id(), e.toString(), e);
        }
    }

    private static Logger log() {
        return LoggerFactory.getLogger(StoppedHook.class);
    }
}
