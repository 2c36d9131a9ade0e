package io.meshwork;

import io.meshwork.actor.Actor;
import io.meshwork.actor.ActorContext;
import io.meshwork.actor.Handler;
import io.meshwork.actor.Message;
import io.meshwork.actor.Request;
import io.meshwork.failure.MeshFailure;
import io.meshwork.mailbox.Port;
import io.meshwork.mailbox.PortRef;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;

/** Owns a mesh of hands and a child, and tells a port what happens to it and to them. */
final class Boss implements Actor {

    /** What the boss does when it hears of a failure. */
    enum Care {
        TAKES_CARE,
        DOES_NOT,
        THROWS
    }

    record Hire(ProcMesh procs, String name) implements Request<Boss, ActorMesh<Hand>> {}

    record Break(String why) implements Message<Boss> {}

    /** Answered when somebody completes it, that is never. */
    record AnswerLate() implements Request<Boss, String> {}

    /** Tells the port that it began and waits for a value at the key it sent there. */
    record Hold(PortRef<PortRef<String>> key) implements Message<Boss> {}

    private final PortRef<String> told;
    private final Care care;

    Boss(PortRef<String> told, Care care) {
        this.told = told;
        this.care = care;
    }

    @Handler
    ActorMesh<Hand> hire(Hire order, ActorContext cx) {
        cx.spawn(order.name() + "-child", new Hand(told));
        return order.procs().spawn(order.name(), Hand.class, told);
    }

    @Handler
    void breakDown(Break order) {
        throw new IllegalStateException(order.why());
    }

    @Handler
    CompletionStage<String> answerLate(AnswerLate ask) {
        return new CompletableFuture<>();
    }

    @Handler
    void hold(Hold hold, ActorContext cx) {
        try (Port<String> key = cx.openPort(String.class)) {
            hold.key().send(key.ref());
            key.receive(Duration.ofSeconds(60));
        }
    }

    @Override
    public boolean supervise(MeshFailure failure, ActorContext cx) {
        told.send("told of " + failure.mesh() + " " + failure.ranks());
        if (care == Care.THROWS) {
            throw new UnsupportedOperationException("no plan for this");
        }
        return care == Care.TAKES_CARE;
    }

    @Override
    public void stopped(ActorContext cx, String reason) {
        told.send("boss stopped: " + reason);
    }

    /** Works for a boss. */
    static final class Hand implements Actor {

        record Break(String why) implements Message<Hand> {}

        record Work() implements Request<Hand, String> {}

        private final PortRef<String> told;

        Hand(PortRef<String> told) {
            this.told = told;
        }

        @Handler
        void breakDown(Break order) {
            throw new IllegalStateException(order.why());
        }

        @Handler
        String work(Work work) {
            return "done";
        }

        @Override
        public void stopped(ActorContext cx, String reason) {
            told.send("hand stopped");
        }
    }

    /** Its hook never ends by itself. */
    static final class Clinger implements Actor {

        static final CountDownLatch LET_GO = new CountDownLatch(1);

        record Work() implements Request<Clinger, String> {}

        @Handler
        String work(Work work) {
            return "done";
        }

        @Override
        public void stopped(ActorContext cx, String reason) {
            try {
                LET_GO.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
