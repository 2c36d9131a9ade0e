package io.meshwork.conformance.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.ActorMesh;
import io.meshwork.Client;
import io.meshwork.actor.Actor;
import io.meshwork.actor.ActorContext;
import io.meshwork.actor.ActorRef;
import io.meshwork.actor.Handler;
import io.meshwork.actor.MeshCallException;
import io.meshwork.actor.Message;
import io.meshwork.actor.Request;
import io.meshwork.conformance.Backend;
import io.meshwork.conformance.Bench;
import io.meshwork.conformance.EachBackend;
import io.meshwork.failure.MeshException;
import io.meshwork.id.ActorId;
import io.meshwork.mailbox.Port;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** a handle acts for the one it was given to, whatever thread uses it. Shown by whom the receiver sees as sender. */
@EachBackend
class ActingForTest {

    @Parameter
    Backend backend;

    private Bench bench;
    private ActorMesh<Peer> peers;
    private ActorId me;
    private ActorId first;

    /** Is given a handle that acts for its parent. */
    static final class Child implements Actor {

        record Ask(boolean rebound) implements Request<Child, ActorId> {}

        private final ActorRef<Peer> ofParent;

        Child(ActorRef<Peer> ofParent) {
            this.ofParent = ofParent;
        }

        @Handler
        ActorId ask(Ask ask, ActorContext cx) {
            return (ask.rebound() ? ofParent.as(cx) : ofParent).call(new Peer.WhoAsks());
        }
    }

    static final class Fragile implements Actor {

        record Break() implements Message<Fragile> {}

        @Handler
        void breakDown(Break order) {
            throw new IllegalStateException("broken");
        }
    }

    @BeforeParameterizedClassInvocation
    void start() {
        bench = Bench.start(backend, 1, 2);
        peers = bench.procs().spawn("a0", Peer.class);
        me = bench.client().id();
        first = peers.get(0).id();
    }

    @AfterParameterizedClassInvocation
    void close() {
        bench.close();
    }

    @Test
    void handlesOfAClientActForTheClient() {
        assertThat(peers.call(new Peer.WhoAsks())).containsExactly(me, me);
        assertThat(peers.slice("procs", 1).call(new Peer.WhoAsks())).containsExactly(me);
        assertThat(peers.get(0).call(new Peer.WhoAsks())).isEqualTo(me);
    }

    @Test
    void handlesFromAMessageActForTheActorThatGotIt() {
        assertThat(peers.get(0).call(new Peer.AskOne(peers.get(1)))).isEqualTo(first);
        assertThat(peers.get(0).call(new Peer.AskAll(peers.slice("procs", 1)))).containsExactly(first);
    }

    @Test
    void onAThreadOfTheActorToo() {
        Port<String> port = bench.client().openPort(String.class);

        List<ActorId> seen = peers.get(0).call(new Peer.AskOnThread(peers.get(1), peers, port.ref()));

        assertThat(seen).containsExactly(first, first, first);
        assertThat(port.receive()).isEqualTo("from a thread of the actor");
    }

    @Test
    void handlesCapturedByALambdaActForTheActorItRunsOn() {
        ActorRef<Peer> other = peers.get(1);

        ActorId seen = peers.get(0).call(actor -> other.call(new Peer.WhoAsks()));

        assertThat(seen).isEqualTo(first);
    }

    @Test
    void theMeshOfAContextIsTheWholeMeshInTheNameOfTheActor() {
        assertThat(peers.get(0).call(new Peer.AskPeers())).containsExactly(first, first);
        assertThat(peers.get(0).call(new Peer.CastToPeers())).containsExactly(List.of(first), List.of(first));
        assertThat(peers.get(0).call(new Peer.RunOnProcs())).containsExactlyElementsOf(bench.pidsInside());
    }

    @Test
    void aHandleThatWasHandedOnActsForTheFormerUntilItIsRebound() {
        ActorRef<Peer> other = peers.get(1);

        assertThat(peers.get(0).call(new Peer.AskByChild("child0", other, false)))
                .isEqualTo(first);
        assertThat(peers.get(0).call(new Peer.AskByChild("child1", other, true)))
                .isEqualTo(first.proc().actor("child1"));
    }

    @Test
    void anotherClientCanRebindAMesh() {
        try (Client second = Client.start("second", backend.config())) {
            assertThat(peers.as(second).call(new Peer.WhoAsks())).containsExactly(second.id(), second.id());
            assertThat(peers.as(second).as(bench.client()).call(new Peer.WhoAsks()))
                    .containsExactly(me, me);
            assertThat(bench.procs().as(second).<Integer>call(() -> 1)).containsExactly(1, 1);
        }
    }

    @Test
    void anActorThatWaitsForItselfIsRefusedAtOnce() {
        String refused = "an actor can't wait for an answer of its own: use callAsync: actor=" + first;

        assertThatThrownBy(() -> peers.get(0).call(new Peer.AskYourself()))
                .isInstanceOf(MeshCallException.class)
                .cause()
                .isInstanceOf(MeshException.class)
                .hasMessage(refused);
        assertThatThrownBy(() -> peers.get(0).call(new Peer.AskOne(peers.get(0))))
                .cause()
                .hasMessage(refused);
        assertThat(peers.get(0).call(new Peer.AskPeers())).containsExactly(first, first);
    }

    @Test
    void onlyTheOneThatSpawnedAMeshStopsIt() {
        ActorMesh<Peer> own = peers;
        String refused = "only the owner of the whole mesh can stop it";

        assertThatThrownBy(() -> peers.slice("procs", 0).stop())
                .isInstanceOf(MeshException.class)
                .hasMessageContaining(refused);
        assertThatThrownBy(() -> peers.as(bench.client()).stop()).hasMessageContaining(refused);
        assertThatThrownBy(() -> own.get(0).run(actor -> own.stop()))
                .cause()
                .isInstanceOf(MeshException.class)
                .hasMessageContaining(refused);
    }

    @Test
    void theActorThatSpawnsAMeshHearsOfItsFailures() {
        ActorMesh<Fragile> fragile = peers.get(0).call(new Peer.SpawnFragile("fragile"));

        fragile.get(1).send(new Fragile.Break());

        assertThat(peers.get(0).call(new Peer.Supervised())).containsExactly("fragile [1] failed: broken");
        assertThat(bench.client().failures().poll()).isEmpty();
    }
}
