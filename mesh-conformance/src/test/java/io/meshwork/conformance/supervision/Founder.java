package io.meshwork.conformance.supervision;

import io.meshwork.ActorMesh;
import io.meshwork.HostMesh;
import io.meshwork.ProcMesh;
import io.meshwork.ProcRef;
import io.meshwork.actor.Actor;
import io.meshwork.actor.ActorContext;
import io.meshwork.actor.Handler;
import io.meshwork.actor.Message;
import io.meshwork.actor.Request;
import io.meshwork.failure.MeshException;
import io.meshwork.failure.MeshFailure;
import io.meshwork.mailbox.PortRef;
import io.meshwork.shape.Extent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Owns one mesh of procs at a time, and hands on them. Keeps what it hears of failures, and tells a port of its end. */
final class Founder implements Actor {

    /** Spawns procs in the founder's name. */
    record Found(HostMesh hosts, String name) implements Request<Founder, ProcMesh> {}

    /** Spawns hands on the procs of somebody else; their ranks, as they say them. */
    record Take(ProcMesh procs) implements Request<Founder, List<Integer>> {}

    /** What came of all that only the client may do. */
    record Try(HostMesh hosts) implements Request<Founder, List<String>> {}

    /** Spawns hands on them. */
    record Hire(String name) implements Request<Founder, ActorMesh<Hand>> {}

    /** Stops the procs. */
    record Close() implements Request<Founder, Integer> {}

    record Break(String why) implements Message<Founder> {}

    /** Answered with what was heard when so many failures were. */
    record Heard(int count) implements Request<Founder, List<String>> {}

    private final boolean takesCare;
    private final PortRef<String> ended;
    private final List<String> heard = new ArrayList<>();
    private @Nullable ProcMesh procs;
    private int wanted;
    private @Nullable CompletableFuture<List<String>> waiting;

    Founder(boolean takesCare, PortRef<String> ended) {
        this.takesCare = takesCare;
        this.ended = ended;
    }

    @Handler
    ProcMesh found(Found order) {
        ProcMesh spawned = order.hosts().spawn(order.name(), Extent.unity());
        procs = spawned;
        return spawned;
    }

    @Handler
    ActorMesh<Hand> hire(Hire order) {
        return procs.spawn(order.name(), Hand.class);
    }

    @Handler
    List<Integer> take(Take order) {
        List<Integer> ranks = new ArrayList<>();
        order.procs().spawn("taken", Hand.class).call(new Hand.Rank()).forEach(ranks::add);
        return ranks;
    }

    @Handler
    List<String> tryAll(Try order) {
        HostMesh hosts = order.hosts();
        return Stream.<Runnable>of(hosts::stop, hosts::shutdown, hosts::refs, hosts.get(1)::kill)
                .map(Founder::refusal)
                .toList();
    }

    private static String refusal(Runnable forbidden) {
        try {
            forbidden.run();
            return "done";
        } catch (MeshException e) {
            return e.getMessage();
        }
    }

    @Handler
    int close(Close order) {
        procs.stop();
        return procs.size();
    }

    @Handler
    void breakDown(Break order) {
        throw new IllegalStateException(order.why());
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
        heard.add(failure.toString());
        answerIfKnown();
        return takesCare;
    }

    @Override
    public void stopped(ActorContext cx, String reason) {
        String of = procs == null
                ? "no procs"
                : procs.values().map(ProcRef::status).values().toString();
        ended.send(reason + ": " + of);
    }

    private void answerIfKnown() {
        if (waiting != null && heard.size() >= wanted) {
            waiting.complete(List.copyOf(heard));
        }
    }
}
