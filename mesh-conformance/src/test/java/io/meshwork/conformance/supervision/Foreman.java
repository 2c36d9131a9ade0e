package io.meshwork.conformance.supervision;

import io.meshwork.ActorMesh;
import io.meshwork.ProcMesh;
import io.meshwork.actor.Actor;
import io.meshwork.actor.ActorContext;
import io.meshwork.actor.Handler;
import io.meshwork.actor.Message;
import io.meshwork.actor.Request;
import io.meshwork.failure.MeshFailure;
import io.meshwork.mailbox.PortRef;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Owns one mesh at a time: of hands, or of foremen. Keeps what it hears of failures, and tells a port of its own end. */
final class Foreman implements Actor {

    /** Spawns hands in the foreman's name. */
    record Hire(ProcMesh procs, String name) implements Request<Foreman, ActorMesh<Hand>> {}

    /** Spawns foremen below this one, of the same care. */
    record Promote(ProcMesh procs, String name) implements Request<Foreman, ActorMesh<Foreman>> {}

    /** Stops the hands. */
    record Dismiss() implements Request<Foreman, Integer> {}

    record Break(String why) implements Message<Foreman> {}

    record Alive() implements Request<Foreman, Boolean> {}

    /** The ranks of the hands that answer a call, or what the call failed with. */
    record CallHands() implements Request<Foreman, String> {}

    /** Answered with what was heard when so many failures were. */
    record Heard(int count) implements Request<Foreman, List<String>> {}

    private final boolean takesCare;
    private final PortRef<String> ended;
    private final List<String> heard = new ArrayList<>();
    private @Nullable ActorMesh<?> owned;
    private @Nullable ActorMesh<Hand> hands;
    private int wanted;
    private @Nullable CompletableFuture<List<String>> waiting;

    Foreman(boolean takesCare, PortRef<String> ended) {
        this.takesCare = takesCare;
        this.ended = ended;
    }

    @Handler
    ActorMesh<Hand> hire(Hire order) {
        ActorMesh<Hand> spawned = order.procs().spawn(order.name(), Hand.class);
        hands = spawned;
        owned = spawned;
        return spawned;
    }

    @Handler
    ActorMesh<Foreman> promote(Promote order) {
        ActorMesh<Foreman> spawned = order.procs().spawn(order.name(), Foreman.class, takesCare, ended);
        owned = spawned;
        return spawned;
    }

    @Handler
    int dismiss(Dismiss order) {
        return owned == null ? 0 : owned.stop().statuses().extent().size();
    }

    @Handler
    void breakDown(Break order) {
        throw new IllegalStateException(order.why());
    }

    @Handler
    boolean alive(Alive ask) {
        return true;
    }

    @Handler
    String callHands(CallHands order) {
        try {
            return hands == null ? "none" : hands.call(new Hand.Rank()).values().toString();
        } catch (RuntimeException e) {
            return e.getMessage();
        }
    }

    @Handler
    CompletionStage<List<String>> heard(Heard ask) {
        CompletableFuture<List<String>> answer = new CompletableFuture<>();
        wanted = ask.count();
        waiting = answer;
        answerIfKnown();
        return answer;
    }

    @Override
    public boolean supervise(MeshFailure failure, ActorContext cx) {
        heard.add(failure.mesh() + " " + failure.ranks() + " " + failure.member() + ": " + failure.what());
        answerIfKnown();
        return takesCare;
    }

    @Override
    public void stopped(ActorContext cx, String reason) {
        String of =
                owned == null ? "nothing" : owned.name() + " " + owned.status().values();
        ended.send(cx.instance().id().name() + " stopped: " + reason + ", owned " + of);
    }

    private void answerIfKnown() {
        if (waiting != null && heard.size() >= wanted) {
            waiting.complete(List.copyOf(heard));
        }
    }
}
