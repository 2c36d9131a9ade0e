package io.meshwork.conformance.messages;

import io.meshwork.ActorMesh;
import io.meshwork.ProcMesh;
import io.meshwork.actor.Actor;
import io.meshwork.actor.ActorContext;
import io.meshwork.actor.ActorRef;
import io.meshwork.actor.Handler;
import io.meshwork.actor.Message;
import io.meshwork.actor.Request;
import io.meshwork.failure.MeshFailure;
import io.meshwork.id.ActorId;
import io.meshwork.mailbox.PortRef;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Tells whom it sees as sender, and asks others, in many ways, whom they see. */
final class Peer implements Actor {

    /** Answered with the sender that the receiver sees. */
    record WhoAsks() implements Request<Peer, ActorId> {}

    record NoteSender() implements Message<Peer> {}

    record Senders() implements Request<Peer, List<ActorId>> {}

    record AskOne(ActorRef<Peer> other) implements Request<Peer, ActorId> {}

    record AskAll(ActorMesh<Peer> others) implements Request<Peer, List<ActorId>> {}

    record AskOnThread(ActorRef<Peer> one, ActorMesh<Peer> all, PortRef<String> port)
            implements Request<Peer, List<ActorId>> {}

    record AskPeers() implements Request<Peer, List<ActorId>> {}

    /** Answered with what each member has noted. */
    record CastToPeers() implements Request<Peer, List<List<ActorId>>> {}

    record RunOnProcs() implements Request<Peer, List<Long>> {}

    record AskByChild(String name, ActorRef<Peer> other, boolean rebound) implements Request<Peer, ActorId> {}

    record AskYourself() implements Request<Peer, ActorId> {}

    record SpawnFragile(String name) implements Request<Peer, ActorMesh<ActingForTest.Fragile>> {}

    record Supervised() implements Request<Peer, List<String>> {}

    private final List<ActorId> senders = new ArrayList<>();
    private final List<String> supervised = new ArrayList<>();
    private @Nullable CompletableFuture<List<String>> awaitsFailure;

    @Handler
    ActorId whoAsks(WhoAsks ask, ActorContext cx) {
        return cx.sender().orElseThrow();
    }

    @Handler
    void noteSender(NoteSender note, ActorContext cx) {
        senders.add(cx.sender().orElseThrow());
    }

    @Handler
    List<ActorId> senders(Senders ask) {
        return List.copyOf(senders);
    }

    @Handler
    ActorId askOne(AskOne ask) {
        return ask.other().call(new WhoAsks());
    }

    @Handler
    List<ActorId> askAll(AskAll ask) {
        return ask.others().call(new WhoAsks()).values();
    }

    @Handler
    CompletionStage<List<ActorId>> askOnThread(AskOnThread ask) {
        return onOwnThread(() -> {
            ask.port().send("from a thread of the actor");
            List<ActorId> seen = new ArrayList<>(ask.all().call(new WhoAsks()).values());
            seen.add(ask.one().call(new WhoAsks()));
            return seen;
        });
    }

    @Handler
    CompletionStage<List<ActorId>> askPeers(AskPeers ask, ActorContext cx) {
        ActorMesh<Peer> mesh = ActorMesh.of(cx);
        return mesh.callAsync(new WhoAsks()).thenApply(seen -> seen.values());
    }

    @Handler
    CompletionStage<List<List<ActorId>>> castToPeers(CastToPeers order, ActorContext cx) {
        ActorMesh<Peer> mesh = ActorMesh.of(cx);
        mesh.cast(new NoteSender());
        return mesh.callAsync(new Senders()).thenApply(noted -> noted.values());
    }

    @Handler
    List<Long> runOnProcs(RunOnProcs order, ActorContext cx) {
        return ProcMesh.of(cx).<Long>call(() -> ProcessHandle.current().pid()).values();
    }

    @Handler
    CompletionStage<ActorId> askByChild(AskByChild ask, ActorContext cx) {
        return cx.spawn(ask.name(), new ActingForTest.Child(ask.other()))
                .callAsync(new ActingForTest.Child.Ask(ask.rebound()));
    }

    @Handler
    ActorId askYourself(AskYourself ask, ActorContext cx) {
        ActorMesh<Peer> mesh = ActorMesh.of(cx);
        return mesh.call(new WhoAsks()).get(0);
    }

    @Handler
    ActorMesh<ActingForTest.Fragile> spawnFragile(SpawnFragile order, ActorContext cx) {
        return ProcMesh.of(cx).spawn(order.name(), ActingForTest.Fragile.class);
    }

    @Handler
    CompletionStage<List<String>> supervised(Supervised ask) {
        CompletableFuture<List<String>> answer = new CompletableFuture<>();
        awaitsFailure = answer;
        answerIfKnown();
        return answer;
    }

    @Override
    public boolean supervise(MeshFailure failure, ActorContext cx) {
        supervised.add(failure.mesh() + " " + failure.ranks() + " " + failure.what());
        answerIfKnown();
        return true;
    }

    private void answerIfKnown() {
        if (awaitsFailure != null && !supervised.isEmpty()) {
            awaitsFailure.complete(List.copyOf(supervised));
        }
    }

    private static <T> CompletableFuture<T> onOwnThread(Supplier<T> code) {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread thread = new Thread(() -> result.completeAsync(code, Runnable::run));
        thread.setDaemon(true);
        thread.start();
        return result;
    }
}
