package io.meshwork.conformance.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.ActorMesh;
import io.meshwork.Client;
import io.meshwork.SpawnException;
import io.meshwork.actor.ActorRef;
import io.meshwork.actor.ActorStatus;
import io.meshwork.actor.MeshCallException;
import io.meshwork.conformance.Backend;
import io.meshwork.conformance.Bench;
import io.meshwork.conformance.EachBackend;
import io.meshwork.conformance.Row;
import io.meshwork.failure.MeshException;
import io.meshwork.failure.MeshFailure;
import io.meshwork.mailbox.Port;
import io.meshwork.value.Status;
import io.meshwork.value.StatusMesh;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** SV-1 to SV-7 while all processes live: actors that own meshes, and what their failures and stops do. */
@EachBackend
@Timeout(60)
class OwnersTest {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    @Parameter
    Backend backend;

    private Bench bench;
    private int number;
    private String hands;
    private Port<String> ended;

    @BeforeParameterizedClassInvocation
    void start() {
        bench = Bench.start(backend, 2, 2);
    }

    @AfterParameterizedClassInvocation
    void close() {
        bench.close();
    }

    @BeforeEach
    void open() {
        hands = "hands" + ++number;
        ended = bench.client().openPort(String.class);
    }

    @AfterEach
    void nothingIsHeardTwice() {
        assertThat(bench.client().failures().poll()).isEmpty();
    }

    /** SV-2. */
    @Test
    @Row({"B80", "B45"})
    void aStoppedOwnerFindsWhatItOwnedStoppedInItsHook() {
        ActorMesh<Foreman> foremen = foremen(true);
        ActorMesh<Hand> owned = foremen.get(0).call(new Foreman.Hire(bench.procs(), hands));

        foremen.stop();

        String by = "its owner stopped: owner=" + foremen.get(0).id();
        assertThat(ended.receive(LONGEST))
                .isEqualTo("foremen" + number + " stopped: stop, owned " + hands + " "
                        + List.of(stopped(by), stopped(by), stopped(by), stopped(by)));
        assertThatThrownBy(() -> owned.call(new Hand.Rank()))
                .isInstanceOf(MeshCallException.class)
                .hasMessageStartingWith("4 of 4 could not answer")
                .hasMessageContaining(by);
    }

    /** SV-2, SV-5. */
    @Test
    @Row("B80")
    void whenTheFailureOfAnOwnerIsHeardWhatItOwnedHasStopped() {
        ActorMesh<Foreman> foremen = foremen(true);
        ActorMesh<Hand> owned = foremen.get(0).call(new Foreman.Hire(bench.procs(), hands));

        foremen.get(0).send(new Foreman.Break("no more"));

        assertThat(bench.client().failures().next(LONGEST).what()).isEqualTo("failed: no more");
        assertThat(owned.status())
                .allMatch(status -> status.equals(
                        stopped("its owner failed: owner=" + foremen.get(0).id())));
        assertThat(ended.poll()).isEmpty();
    }

    /** SV-7. */
    @Test
    @Row("B74")
    void whatNobodySupervisesIsHeardOnceByTheClientWithTheWholeChain() {
        ActorMesh<Foreman> top = foremen(false);
        ActorMesh<Foreman> middle =
                top.get(0).call(new Foreman.Promote(bench.procs().slice("hosts", 1), "middle" + number));
        ActorMesh<Hand> owned = middle.get(1).call(new Foreman.Hire(bench.procs(), hands));

        owned.get(2).send(new Hand.Break("broken"));

        MeshFailure failure = bench.client().failures().next(LONGEST);
        assertThat(failure.mesh()).isEqualTo(top.name());
        assertThat(failure.ranks()).containsExactly(0);
        assertThat(failure.what())
                .containsSubsequence(
                        "failed: did not supervise: actor middle" + number + " on proc p0_3",
                        "failed: did not supervise: actor " + hands + " on proc p0_2",
                        "failed: broken",
                        "mesh=" + hands + " ranks=[2]",
                        "mesh=middle" + number + " ranks=[1]");
        assertThat(failure.cause()).hasRootCauseMessage("broken");
    }

    /** SV-7. */
    @Test
    @Row({"B75", "B78"})
    void whatIsSupervisedGoesNoFurtherAndHealthySlicesGoOn() {
        ActorRef<Foreman> foreman = foremen(true).get(0);
        ActorMesh<Hand> owned = foreman.call(new Foreman.Hire(bench.procs(), hands));

        owned.get(3).send(new Hand.Break("broken"));

        assertThat(foreman.call(new Foreman.Heard(1)))
                .containsExactly(hands + " [3] actor " + hands + " on proc p0_3 (hosts 1, procs 1) pid "
                        + bench.procs().get(3).pid() + ": failed: broken");
        assertThat(owned.slice("hosts", 0).call(new Hand.Rank())).containsExactly(0, 1);
        assertThat(owned.get(2).call(new Hand.Rank())).isEqualTo(2);
        assertThatThrownBy(() -> owned.slice("hosts", 1).call(new Hand.Rank()))
                .isInstanceOf(MeshCallException.class)
                .hasMessageStartingWith("1 of 2 could not answer; rank 1 (actor " + hands + " on proc p0_3")
                .hasMessageContaining("Failed[message=broken]");
        assertThat(foreman.call(new Foreman.CallHands())).contains("rank 3").contains("Failed[message=broken]");
        assertThat(foreman.call(new Foreman.Alive())).isTrue();
    }

    /** SV-3. */
    @Test
    @Row("B76")
    void ofEachMemberTheOwnerIsToldOnceHoweverOftenItIsHit() {
        ActorRef<Foreman> foreman = foremen(true).get(0);
        ActorMesh<Hand> owned = foreman.call(new Foreman.Hire(bench.procs(), hands));

        owned.cast(new Hand.Break("first"));
        owned.cast(new Hand.Break("second"));

        assertThat(foreman.call(new Foreman.Heard(4)))
                .allMatch(heard -> heard.endsWith("failed: first"))
                .hasSize(4);
        assertThatThrownBy(() -> owned.call(new Hand.Rank())).hasMessageStartingWith("4 of 4 could not answer");
        assertThat(foreman.call(new Foreman.Heard(4))).hasSize(4);
    }

    /** SV-4. */
    @Test
    @Row("B77")
    void aStopIsNoFailureAndItsViewsSeeThatAllIsStopped() {
        ActorRef<Foreman> foreman = foremen(true).get(0);
        ActorMesh<Hand> owned = foreman.call(new Foreman.Hire(bench.procs(), hands));

        assertThat(foreman.call(new Foreman.Dismiss())).isEqualTo(4);

        assertThat(owned.slice("procs", 1).status()).containsExactly(stopped("stop"), stopped("stop"));
        assertThatThrownBy(() -> owned.slice("procs", 1).call(new Hand.Rank()))
                .hasMessageStartingWith("2 of 2 could not answer")
                .hasMessageContaining("Stopped[reason=stop]");
        assertThat(foreman.call(new Foreman.CallHands())).isEqualTo("already stopped: mesh=" + hands);
        assertThat(foreman.call(new Foreman.Heard(0))).isEmpty();
    }

    @Test
    @Row("B45")
    void aStopLetsEachMemberHandleWhatCameBeforeAndRunItsHook() {
        ActorMesh<Hand> mine = bench.procs().spawn(hands, Hand.class);
        Port<Integer> totals = bench.client().openPort(Integer.class);
        for (int i = 0; i < 1000; i++) {
            mine.cast(new Hand.Stitch(totals.ref()));
        }

        StatusMesh stopped = mine.stop();

        assertThat(stopped.statuses()).containsOnly(new Status.Stopped());
        assertThat(totals.receive(4)).containsOnly(1000);
        assertThat(mine.slice("hosts", 0).status()).containsOnly(stopped("stop"));
    }

    /** SV-4. */
    @Test
    @Row("B77")
    void aViewOfAStoppedMeshRefusesCallsAndCastsAtOnceAndSaysWhy() {
        ActorMesh<Hand> mine = bench.procs().spawn(hands, Hand.class);
        ActorMesh<Hand> view = mine.slice("hosts", 1);

        mine.stop();

        assertThatThrownBy(() -> view.call(new Hand.Rank()))
                .isInstanceOf(MeshException.class)
                .hasMessage("already stopped: mesh=" + hands);
        assertThatThrownBy(() -> view.cast(new Hand.Break("late"))).hasMessage("already stopped: mesh=" + hands);
        assertThat(view.status()).containsExactly(stopped("stop"), stopped("stop"));
    }

    /** SV-6. */
    @Test
    @Row("B79")
    void whoWaitsForAnActorThatFailsHearsItAndTheOthersAnswers() {
        ActorMesh<Hand> mine = bench.procs().spawn(hands, Hand.class);
        Port<Integer> asked = bench.client().openPort(Integer.class);
        CompletableFuture<?> call = mine.callAsync(new Hand.Ponder(asked.ref()));
        asked.receive(4);

        mine.get(1).send(new Hand.Break("broken"));

        assertThat(call)
                .failsWithin(LONGEST.dividedBy(2)) // and no time-out of a call is as short
                .withThrowableOfType(java.util.concurrent.ExecutionException.class)
                .withCauseInstanceOf(MeshCallException.class)
                .withMessageContaining("3 of 4 could not answer; rank 1 (actor " + hands)
                .withMessageContaining("actor has ended before it answered")
                .withMessageContaining("Failed[message=broken]")
                .withMessageContaining("no answer within a grace of the time when another rank was known to give none");
        assertThat(bench.client().failures().next(LONGEST).ranks()).containsExactly(1);
    }

    /** SV-1. */
    @Test
    void twoOwnersOfOneNameAreRefusedWithTheFirst() {
        ActorRef<Foreman> foreman = foremen(true).get(0);
        foreman.call(new Foreman.Hire(bench.procs().slice("hosts", 1), hands));

        assertThatThrownBy(() -> bench.procs().spawn(hands, Hand.class))
                .isInstanceOf(SpawnException.class)
                .hasMessageContaining(
                        "an actor of that name was started here before: choose another name: actor=" + hands)
                .hasMessageContaining("owner=" + foreman.id());
        assertThat(foreman.call(new Foreman.CallHands())).isEqualTo("[0, 1]");
    }

    /** SV-1. */
    @Test
    void aClientDoesNotSpawnOnTheProcsOfAnotherOne() {
        try (Client second = Client.start("second", backend.config())) {
            assertThatThrownBy(() -> bench.procs().as(second).spawn(hands, Hand.class))
                    .isInstanceOf(MeshException.class)
                    .hasMessage("these procs are another client's, who alone can spawn on them: mesh=p0 client=second"
                            + " owner=" + bench.client().id());
        }
    }

    /** SV-1. */
    @Test
    void whoDoesNotOwnAMeshCanNotStopIt() {
        ActorRef<Foreman> foreman = foremen(true).get(0);
        ActorMesh<Hand> owned = foreman.call(new Foreman.Hire(bench.procs(), hands));

        assertThatThrownBy(owned::stop)
                .isInstanceOf(MeshException.class)
                .hasMessageContaining("only the owner of the whole mesh can stop it");
        assertThat(foreman.call(new Foreman.CallHands())).isEqualTo("[0, 1, 2, 3]");
    }

    private ActorMesh<Foreman> foremen(boolean takesCare) {
        return bench.procs()
                .range("hosts", 0, 1)
                .range("procs", 0, 1)
                .spawn("foremen" + number, Foreman.class, takesCare, ended.ref());
    }

    private static ActorStatus stopped(String reason) {
        return new ActorStatus.Stopped(reason);
    }
}
