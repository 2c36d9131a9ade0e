package io.meshwork.inprocess;

import io.meshwork.ActorMesh;
import io.meshwork.actor.Actor;
import io.meshwork.actor.ActorContext;
import io.meshwork.actor.Handler;
import io.meshwork.actor.Message;
import io.meshwork.actor.Request;
import io.meshwork.id.ActorId;
import io.meshwork.mailbox.PortRef;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** Actors of the tests here. */
final class Samples {

    private Samples() {}

    /** Tells where it is, counts, and fails when told to. */
    public static final class Counter implements Actor {

        public record WhoAreYou(PortRef<ActorId> answer) implements Message<Counter> {}

        public record Add(long amount) implements Message<Counter> {}

        public record Total() implements Request<Counter, Long> {}

        public record Fail(String why) implements Message<Counter> {}

        /** Asks the peer for its total and answers with that. */
        public record TotalOf(int rank) implements Request<Counter, Long> {}

        private long total;

        @Handler
        void who(WhoAreYou ask, ActorContext cx) {
            ask.answer().send(cx.instance().id());
        }

        @Handler
        void add(Add add) {
            total += add.amount();
        }

        @Handler
        long total(Total ask) {
            return total;
        }

        @Handler
        void fail(Fail fail) {
            throw new IllegalStateException(fail.why());
        }

        @Handler
        CompletionStage<Long> totalOf(TotalOf ask, ActorContext cx) {
            ActorMesh<Counter> all = ActorMesh.of(cx);
            return all.get(ask.rank()).callAsync(new Total());
        }
    }

    /** Blocks in its handler until it is let go, whatever interrupts it if it is stubborn. */
    public static final class Blocker implements Actor {

        public record Block(PortRef<String> words, boolean stubborn) implements Message<Blocker> {}

        public record Ping() implements Request<Blocker, String> {}

        /** Statics are shared in-process: how the tests hold and watch handlers from outside. */
        static final AtomicReference<CountDownLatch> GATE = new AtomicReference<>(new CountDownLatch(1));

        static final AtomicReference<CompletableFuture<String>> ENDED =
                new AtomicReference<>(new CompletableFuture<>());

        /** Counted down when one that blocks was interrupted. */
        static final AtomicReference<CountDownLatch> INTERRUPTED = new AtomicReference<>(new CountDownLatch(1));

        @Handler
        void block(Block block) {
            block.words().send("begun");
            boolean interrupted = false;
            while (true) {
                try {
                    GATE.get().await();
                    break;
                } catch (InterruptedException e) {
                    interrupted = true;
                    INTERRUPTED.get().countDown();
                    if (!block.stubborn()) {
                        break;
                    }
                }
            }
            block.words().send("let go");
            ENDED.get().complete(interrupted ? "interrupted" : "let go");
        }

        @Handler
        String ping(Ping ping) {
            return "pong";
        }
    }
}
