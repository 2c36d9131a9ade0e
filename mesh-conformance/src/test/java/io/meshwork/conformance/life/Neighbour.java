package io.meshwork.conformance.life;

import io.meshwork.ActorMesh;
import io.meshwork.ProcMesh;
import io.meshwork.ProcRef;
import io.meshwork.actor.Actor;
import io.meshwork.actor.ActorContext;
import io.meshwork.actor.ActorRef;
import io.meshwork.actor.Handler;
import io.meshwork.actor.Message;
import io.meshwork.actor.Request;
import io.meshwork.id.ActorId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Adds up, and keeps handles and refs of its neighbours, through which it asks them when told to. */
final class Neighbour implements Actor {

    record Add(long amount) implements Message<Neighbour> {}

    record Total() implements Request<Neighbour, Long> {}

    record Who() implements Request<Neighbour, ActorId> {}

    /** Answers how many there are now. */
    record Know(ActorMesh<Neighbour> all, ProcMesh procs, ActorRef<Neighbour> one)
            implements Request<Neighbour, Integer> {}

    /** Who they are, by the handle that it keeps. */
    record AskAll() implements Request<Neighbour, List<ActorId>> {}

    /** Who they are, by the handle of its context. */
    record AskOwn() implements Request<Neighbour, List<ActorId>> {}

    /** How many procs run code, by the handle that it keeps. */
    record RunOnProcs() implements Request<Neighbour, Integer> {}

    /** What is said by the refs that it keeps. */
    record AskRefs() implements Request<Neighbour, List<String>> {}

    private long total;
    private @Nullable Know known;
    private @Nullable ProcRef proc;

    Neighbour(long first) {
        total = first;
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
    ActorId who(Who ask, ActorContext cx) {
        return cx.self().id();
    }

    @Handler
    int know(Know know) {
        known = know;
        proc = know.procs().get(know.procs().size() - 1);
        return know.all().size();
    }

    @Handler
    CompletionStage<List<ActorId>> askAll(AskAll ask) {
        return known().all().callAsync(new Who()).thenApply(who -> who.values());
    }

    @Handler
    CompletionStage<List<ActorId>> askOwn(AskOwn ask, ActorContext cx) {
        ActorMesh<Neighbour> own = ActorMesh.of(cx);
        return own.callAsync(new Who()).thenApply(who -> who.values());
    }

    @Handler
    int runOnProcs(RunOnProcs order) {
        return known().procs().call(() -> 1).size();
    }

    @Handler
    List<String> askRefs(AskRefs ask) {
        List<String> said = new ArrayList<>();
        said.add(proc == null ? "" : proc.status().describe());
        try {
            said.add(known().one().call(new Who()).toString());
        } catch (RuntimeException e) {
            said.add(String.valueOf(e.getMessage()));
        }
        return said;
    }

    private Know known() {
        Know told = known;
        if (told == null) {
            throw new IllegalStateException("was told of nobody");
        }
        return told;
    }
}
