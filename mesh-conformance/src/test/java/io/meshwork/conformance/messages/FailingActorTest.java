package io.meshwork.conformance.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.ActorMesh;
import io.meshwork.actor.Actor;
import io.meshwork.actor.ActorContext;
import io.meshwork.actor.ActorRef;
import io.meshwork.actor.ActorStatus;
import io.meshwork.actor.Handler;
import io.meshwork.actor.MeshCallException;
import io.meshwork.actor.Message;
import io.meshwork.actor.Request;
import io.meshwork.conformance.Backend;
import io.meshwork.conformance.Bench;
import io.meshwork.conformance.EachBackend;
import io.meshwork.conformance.Row;
import io.meshwork.failure.MeshFailure;
import io.meshwork.mailbox.Port;
import io.meshwork.mailbox.PortRef;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** An actor that throws where nobody waits has failed, and its owner is told: a client, or a parent. */
@EachBackend
class FailingActorTest {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    @Parameter
    Backend backend;

    private Bench bench;

    static final class Fragile implements Actor {

        record Break(String why) implements Message<Fragile> {}

        record Rank() implements Request<Fragile, Integer> {}

        record Never() implements Request<Fragile, Integer> {}

        @Handler
        void breakDown(Break order) {
            throw new IllegalStateException(order.why(), new UnsupportedOperationException("deep"));
        }

        @Handler
        int rank(Rank ask, ActorContext cx) {
            return cx.rank();
        }

        @Handler
        int never(Never ask) {
            throw new IllegalStateException("never");
        }
    }

    static final class Parent implements Actor {

        record SpawnChild(String name) implements Request<Parent, ActorRef<Fragile>> {}

        record Alive() implements Request<Parent, Boolean> {}

        private final boolean takesCare;
        private final PortRef<String> heard;

        Parent(boolean takesCare, PortRef<String> heard) {
            this.takesCare = takesCare;
            this.heard = heard;
        }

        @Handler
        ActorRef<Fragile> spawnChild(SpawnChild order, ActorContext cx) {
            return cx.spawn(order.name(), new Fragile());
        }

        @Handler
        boolean alive(Alive ask) {
            return true;
        }

        @Override
        public boolean supervise(MeshFailure failure, ActorContext cx) {
            heard.send(failure.member() + ": " + failure.what() + ": " + failure.cause());
            return takesCare;
        }
    }

    @BeforeParameterizedClassInvocation
    void start() {
        bench = Bench.start(backend, 1, 2);
    }

    @AfterParameterizedClassInvocation
    void close() {
        bench.close();
    }

    @Test
    @Row("B72")
    void theOwnerHearsWhichMemberOfWhichMeshFailedAndWhy() {
        ActorMesh<Fragile> fragile = bench.procs().spawn("fragile", Fragile.class);

        fragile.get(1).send(new Fragile.Break("broken"));

        MeshFailure failure = bench.client().failures().next(LONGEST);
        assertThat(failure.mesh()).isEqualTo("fragile");
        assertThat(failure.ranks()).containsExactly(1);
        assertThat(failure.member())
                .isEqualTo("actor fragile on proc p0_1 (hosts 0, procs 1) pid "
                        + bench.procs().get(1).pid());
        assertThat(failure.what()).isEqualTo("failed: broken");
        assertThat(failure.cause())
                .isExactlyInstanceOf(IllegalStateException.class)
                .hasMessage("broken");
        assertThat(failure.cause()).cause().isExactlyInstanceOf(UnsupportedOperationException.class);
        assertThat(failure.cause().getStackTrace()[0].toString())
                .startsWith("proc p0_1 (hosts 0, procs 1) pid "
                        + bench.procs().get(1).pid());
        assertThat(failure.cause().getStackTrace()[1].toString()).contains("FailingActorTest$Fragile.breakDown(");
        assertThat(failure.consequences()).isEmpty();
    }

    @Test
    @Row("B72")
    void theOthersGoOnAndTheFailedOneTakesNothing() {
        ActorMesh<Fragile> fragile = bench.procs().spawn("half", Fragile.class);
        fragile.get(0).send(new Fragile.Break("half broken"));
        assertThat(bench.client().failures().next(LONGEST).ranks()).containsExactly(0);

        fragile.cast(new Fragile.Break("the other half"));

        assertThat(bench.client().failures().next(LONGEST).ranks()).containsExactly(1);
        assertThatThrownBy(() -> fragile.call(new Fragile.Rank()))
                .isInstanceOf(MeshCallException.class)
                .hasMessageStartingWith("2 of 2 could not answer")
                .hasMessageContaining("actor has ended")
                .hasMessageContaining("half broken");
        assertThat(fragile.status())
                .containsExactly(new ActorStatus.Failed("half broken"), new ActorStatus.Failed("the other half"));
        assertThat(bench.client().failures().poll()).isEmpty();
    }

    @Test
    void aRequestHarmsTheActorOnlyIfNobodyWaitsForItsAnswer() {
        ActorMesh<Fragile> fragile = bench.procs().spawn("asked", Fragile.class);

        assertThatThrownBy(() -> fragile.call(new Fragile.Never())).hasRootCauseMessage("never");
        assertThat(fragile.call(new Fragile.Rank())).containsExactly(0, 1);
        assertThat(bench.client().failures().poll()).isEmpty();

        fragile.get(1).send(new Fragile.Never());
        assertThat(bench.client().failures().next(LONGEST))
                .extracting(MeshFailure::mesh, MeshFailure::ranks, MeshFailure::what)
                .containsExactly("asked", List.of(1), "failed: never");
    }

    @Test
    void aParentTakesCareOfItsChildren() {
        Port<String> heard = bench.client().openPort(String.class);
        ActorRef<Parent> parent =
                bench.procs().spawn("careful", Parent.class, true, heard.ref()).get(0);
        ActorRef<Fragile> child = parent.call(new Parent.SpawnChild("child"));
        assertThat(child.call(new Fragile.Rank())).isZero();

        child.send(new Fragile.Break("child broken"));

        assertThat(heard.receive())
                .isEqualTo("actor child on proc p0_0: child broken: java.lang.IllegalStateException: child broken");
        assertThat(parent.call(new Parent.Alive())).isTrue();
        assertThat(bench.client().failures().poll()).isEmpty();
    }

    @Test
    void aParentThatDoesNotFailsInTurnAndItsOtherChildrenEnd() {
        Port<String> heard = bench.client().openPort(String.class);
        ActorRef<Parent> parent = bench.procs()
                .spawn("careless", Parent.class, false, heard.ref())
                .get(0);
        ActorRef<Fragile> sibling = parent.call(new Parent.SpawnChild("sibling"));
        ActorRef<Fragile> child = parent.call(new Parent.SpawnChild("careless-child"));

        child.send(new Fragile.Break("child broken"));

        MeshFailure failure = bench.client().failures().next(LONGEST);
        assertThat(failure.mesh()).isEqualTo("careless");
        assertThat(failure.ranks()).containsExactly(0);
        assertThat(failure.what())
                .isEqualTo("failed: did not supervise: actor careless-child on proc p0_0: child broken: mesh=careless"
                        + " ranks=[]");
        assertThat(failure.cause()).hasRootCauseMessage("deep");
        assertThatThrownBy(() -> sibling.call(new Fragile.Rank()))
                .isInstanceOf(MeshCallException.class)
                .hasMessageContaining("actor has ended");
    }

    @Test
    void aHookTakesThePlaceOfTheQueueOfFailures() throws Exception {
        BlockingQueue<MeshFailure> hooked = new LinkedBlockingQueue<>();
        try (Bench own = Bench.start(backend, 1, 1)) {
            own.client().onUnhandled(hooked::add);

            own.procs().spawn("fragile", Fragile.class).cast(new Fragile.Break("broken"));

            assertThat(hooked.poll(LONGEST.toSeconds(), TimeUnit.SECONDS))
                    .extracting(MeshFailure::mesh, MeshFailure::ranks)
                    .containsExactly("fragile", List.of(0));
            assertThat(own.client().failures().poll()).isEmpty();
        }
        assertThat(hooked).isEmpty();
    }

    @Test
    void failuresThatNobodyTookFailTheClosingOfTheClient() {
        Bench own = Bench.start(backend, 1, 1);
        ActorMesh<Fragile> fragile = own.procs().spawn("fragile", Fragile.class);
        fragile.cast(new Fragile.Break("nobody's"));
        assertThatThrownBy(() -> fragile.call(new Fragile.Rank())).isInstanceOf(MeshCallException.class);
        // SV-5: the refusal may overtake the report to the owner, the status does not
        assertThat(fragile.status()).containsExactly(new ActorStatus.Failed("nobody's"));

        assertThatThrownBy(own::close)
                .hasMessageStartingWith(
                        "failures that nobody took: [actor fragile on proc p0_0 (hosts 0, procs 0) pid ")
                .hasRootCauseMessage("deep");
    }
}
