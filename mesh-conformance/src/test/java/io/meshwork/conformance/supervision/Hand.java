package io.meshwork.conformance.supervision;

import io.meshwork.actor.Actor;
import io.meshwork.actor.ActorContext;
import io.meshwork.actor.Handler;
import io.meshwork.actor.Message;
import io.meshwork.actor.Request;
import io.meshwork.mailbox.PortRef;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Works for somebody; can fail, or take a request that it never answers. */
final class Hand implements Actor {

    record Rank() implements Request<Hand, Integer> {}

    record Break(String why) implements Message<Hand> {}

    /** Counted; how many there were is told to the port when the hand stops. */
    record Stitch(PortRef<Integer> total) implements Message<Hand> {}

    /** Tells the port that it was asked; only rank 0 answers. */
    record Ponder(PortRef<Integer> asked) implements Request<Hand, Integer> {}

    private int stitches;
    private @Nullable PortRef<Integer> total;

    @Handler
    void stitch(Stitch stitch) {
        stitches++;
        total = stitch.total();
    }

    @Handler
    int rank(Rank ask, ActorContext cx) {
        return cx.rank();
    }

    @Handler
    void breakDown(Break order, ActorContext cx) {
        throw new IllegalStateException(order.why());
    }

    @Handler
    CompletionStage<Integer> ponder(Ponder ask, ActorContext cx) {
        ask.asked().send(cx.rank());
        return cx.rank() == 0 ? CompletableFuture.completedFuture(0) : new CompletableFuture<>();
    }

    @Override
    public void stopped(ActorContext cx, String reason) {
        if (total != null) {
            total.send(stitches);
        }
    }
}
