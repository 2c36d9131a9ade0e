package io.meshwork.conformance.messages;

import io.meshwork.actor.Actor;
import io.meshwork.actor.ActorContext;
import io.meshwork.actor.ActorRef;
import io.meshwork.actor.Handler;
import io.meshwork.actor.Message;
import io.meshwork.actor.Request;
import io.meshwork.mailbox.PortRef;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Has a handler of each kind. */
final class Sample implements Actor {

    /** Can be made of a number only, so not of what travels of an exception. */
    static final class NumberedException extends RuntimeException {
        private static final long serialVersionUID = 1;

        NumberedException(int number) {
            super("number " + number);
        }
    }

    record Where(PortRef<String> port) implements Message<Sample> {}

    record Self() implements Request<Sample, ActorRef<Sample>> {}

    record Nothing() implements Request<Sample, Void> {}

    record Names(Map<String, List<Integer>> values) implements Request<Sample, Map<String, List<Integer>>> {}

    record Later() implements Request<Sample, String> {}

    record Release() implements Message<Sample> {}

    record FailLater() implements Request<Sample, String> {}

    record Throw(String kind) implements Request<Sample, String> {}

    record AnswerThread() implements Request<Sample, Object> {}

    private @Nullable CompletableFuture<String> later;

    @Handler
    void where(Where ask, ActorContext cx) {
        ask.port()
                .send(cx.rank() + " " + cx.point() + " " + cx.self().id().name() + " "
                        + cx.sender().orElseThrow().name() + " " + cx.log().getName());
    }

    @Handler
    @SuppressWarnings("unchecked") // it is one of these
    ActorRef<Sample> self(Self ask, ActorContext cx) {
        return (ActorRef<Sample>) cx.self();
    }

    @Handler
    void nothing(Nothing ask) {}

    @Handler
    Map<String, List<Integer>> names(Names ask) {
        return ask.values();
    }

    @Handler
    CompletionStage<String> later(Later ask) {
        later = new CompletableFuture<>();
        return later;
    }

    @Handler
    void release(Release order) {
        CompletableFuture<String> waiting = later;
        Thread thread = new Thread(
                () -> waiting.complete("from " + Thread.currentThread().getName()), "late");
        thread.start();
    }

    @Handler
    CompletionStage<String> failLater(FailLater ask) {
        return CompletableFuture.supplyAsync(() -> {
            throw new IllegalStateException("later");
        });
    }

    @Handler
    String fail(Throw order) throws Exception {
        throw switch (order.kind()) {
            case "checked" -> new IOException("on disk", new IllegalArgumentException("inner"));
            case "unmakeable" -> new NumberedException(7);
            default -> new IllegalStateException("no such kind");
        };
    }

    @Handler
    Object thread(AnswerThread ask) {
        return Thread.currentThread();
    }
}
