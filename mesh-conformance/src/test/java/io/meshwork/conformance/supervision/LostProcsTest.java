package io.meshwork.conformance.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.ActorMesh;
import io.meshwork.ProcMesh;
import io.meshwork.actor.ActorRef;
import io.meshwork.actor.ActorStatus;
import io.meshwork.actor.MeshCallException;
import io.meshwork.config.Keys;
import io.meshwork.conformance.Backend;
import io.meshwork.conformance.Bench;
import io.meshwork.conformance.EachBackend;
import io.meshwork.conformance.Row;
import io.meshwork.failure.MeshFailure;
import io.meshwork.mailbox.Port;
import io.meshwork.proc.ProcStatus;
import io.meshwork.shape.Extent;
import io.meshwork.value.ValueMesh;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;

/** Procs of owners, and of what they own, are killed. No call could end here by its own time-out: that is an hour. */
@EachBackend
@Timeout(60)
class LostProcsTest {

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(2);

    @Parameter
    Backend backend;

    private Bench bench;
    private Port<String> ended;

    @BeforeEach
    void start() {
        bench = Bench.start(backend, 2, 2, backend.config().with(Keys.CALL_TIMEOUT, "60min"));
        ended = bench.client().openPort(String.class);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    /** SV-3, SV-7: rank 1 of the hands lives on the owner's host, rank 3 on the other. */
    @Test
    @Row({"B75", "B76", "B78"})
    void anActorHearsOfTheProcsOfItsMembersOnceAndReplacesThem() {
        ActorRef<Foreman> foreman = foreman(true);
        ActorMesh<Hand> owned = foreman.call(new Foreman.Hire(bench.procs(), "hands"));
        owned.get(1).send(new Hand.Break("broken"));
        assertThat(foreman.call(new Foreman.Heard(1), LONGEST)).hasSize(1);

        bench.procs().get(1).kill();
        bench.procs().get(3).kill();

        assertThat(foreman.call(new Foreman.Heard(2), LONGEST))
                .satisfiesExactly(
                        first -> assertThat(first).endsWith("failed: broken"),
                        second -> assertThat(second)
                                .startsWith("hands [3] actor hands on proc p0_3 (hosts 1, procs 1) pid ")
                                .contains("SIGKILL"));
        assertThat(bench.client().failures().next(LONGEST).ranks()).containsExactly(1);
        assertThat(bench.client().failures().next(LONGEST).ranks()).containsExactly(3);
        ProcMesh living = bench.procs().slice("procs", 0);
        assertThat(foreman.call(new Foreman.Hire(living, "hands2")).call(new Hand.Rank()))
                .containsExactly(0, 1);
        assertThat(foreman.call(new Foreman.CallHands())).isEqualTo("[0, 1]");
        assertThat(foreman.call(new Foreman.Heard(2), LONGEST)).hasSize(2);
        assertThatThrownBy(() -> foreman.call(new Foreman.Hire(bench.procs(), "hands3")))
                .hasMessageContaining("actors could not be spawned: mesh=hands3")
                .hasMessageContaining("SIGKILL")
                .hasMessageContaining("to go on without the ranks that failed, spawn on a view without them");
        assertThat(bench.client().failures().poll()).isEmpty();
    }

    /** SV-7: the proc's end is the entry, what nobody supervised hangs below it. */
    @Test
    @Row({"B74", "B97"})
    void whatFollowsFromTheEndOfAProcHangsBelowIt() {
        ActorMesh<Foreman> foremen = foremen(false);
        ActorMesh<Hand> owned =
                foremen.get(0).call(new Foreman.Hire(bench.procs().slice("hosts", 1), "hands"));
        assertThat(owned.call(new Hand.Rank())).containsExactly(0, 1);

        bench.procs().get(3).kill();
        awaitEnd(foremen);

        MeshFailure failure = bench.client().failures().next(LONGEST);
        assertThat(failure.mesh()).isEqualTo("p0");
        assertThat(failure.ranks()).containsExactly(3);
        assertThat(failure.consequences()).singleElement().satisfies(foreman -> {
            assertThat(foreman.mesh()).isEqualTo("foremen");
            assertThat(foreman.what())
                    .startsWith("failed: did not supervise: actor hands on proc p0_3 (procs 1) pid ")
                    .contains("its proc has ended", "SIGKILL");
        });
        assertThat(bench.client().failures().poll()).isEmpty();
        assertThatThrownBy(() -> owned.get(0).call(new Hand.Rank())).hasMessageContaining("its owner failed");
    }

    /** SV-7. */
    @Test
    @Row("B74")
    void theHookForWhatNobodyHandledIsCalledOncePerCause() throws InterruptedException {
        BlockingQueue<MeshFailure> hooked = new LinkedBlockingQueue<>();
        bench.client().onUnhandled(hooked::add);
        ActorMesh<Foreman> foremen = foremen(false);
        foremen.get(0).call(new Foreman.Hire(bench.procs().slice("hosts", 1), "hands"));

        bench.procs().get(3).kill();
        awaitEnd(foremen);

        MeshFailure failure = hooked.poll(LONGEST.toSeconds(), TimeUnit.SECONDS);
        assertThat(failure).isNotNull();
        assertThat(failure.ranks()).containsExactly(3);
        bench.close();
        assertThat(hooked).isEmpty();
    }

    /** SV-2, when the owner can do nothing any more. */
    @Test
    @Row({"B80", "B82"})
    void whenTheProcOfAnOwnerDiesItsMeshIsStoppedAndWhoHoldsAViewReadsWhy() {
        ActorRef<Foreman> foreman = foreman(true);
        ActorMesh<Hand> owned = foreman.call(new Foreman.Hire(bench.procs().slice("procs", 1), "hands"));
        Port<Integer> asked = bench.client().openPort(Integer.class);
        var pending = owned.get(1).callAsync(new Hand.Ponder(asked.ref()));
        asked.receive(LONGEST);

        bench.procs().get(0).kill();

        assertThat(pending)
                .failsWithin(LONGEST)
                .withThrowableOfType(java.util.concurrent.ExecutionException.class)
                .withMessageContaining("its owner is gone: owner=" + foreman.id())
                .withMessageContaining("SIGKILL");
        assertThatThrownBy(() -> owned.get(1).call(new Hand.Rank()))
                .isInstanceOf(MeshCallException.class)
                .hasMessageContaining("its owner is gone: owner=" + foreman.id());
        assertThat(bench.client().failures().next(LONGEST).ranks()).containsExactly(0);
        assertThat(bench.client().failures().poll()).isEmpty();
    }

    /** SV-2, H-4: nobody is left who could end them but their hosts. */
    @Test
    @Row({"B80", "B82"})
    void whenTheProcOfAnOwnerDiesTheProcsItSpawnedEndAndWhoWaitsForThemReadsWhy() {
        ActorRef<Founder> founder = founder();
        ProcMesh procs = founder.call(new Founder.Found(bench.hosts(), "w"));
        ActorMesh<Hand> hands = procs.spawn("hands", Hand.class);
        Port<Integer> asked = bench.client().openPort(Integer.class);
        var pending = hands.get(1).callAsync(new Hand.Ponder(asked.ref()));
        asked.receive(LONGEST);

        bench.procs().get(0).kill();

        assertThat(pending)
                .failsWithin(LONGEST)
                .withThrowableOfType(java.util.concurrent.ExecutionException.class)
                .withMessageContaining("its owner is gone: owner=" + founder.id())
                .withMessageContaining("SIGKILL");
        Living.await(bench.hosts(), 1, 2);
        assertThatThrownBy(() -> procs.call(() -> 1))
                .hasMessageContaining("2 of 2 could not answer")
                .hasMessageContaining("its owner is gone: owner=" + founder.id());
        assertThat(bench.client().failures().next(LONGEST).ranks()).containsExactly(0);
        assertThat(bench.client().failures().poll()).isEmpty();
    }

    /** SV-3, M-2. */
    @Test
    @Row({"B73", "B75"})
    void anActorHearsOfItsProcsOnALostHostOnce() {
        ActorRef<Founder> founder = founder();
        ProcMesh procs = founder.call(new Founder.Found(bench.hosts(), "w"));
        founder.call(new Founder.Hire("hands"));

        bench.hosts().get(1).kill();

        assertThat(founder.call(new Founder.Heard(1), LONGEST))
                .singleElement()
                .asString()
                .startsWith("proc w_1 (hosts 1) pid " + procs.get(1).pid() + ": lost with its host: ")
                .containsSubsequence("SIGKILL", "mesh=w ranks=[1]", "; hence actor hands on proc w_1");
        assertThat(procs.get(0).status()).isInstanceOf(ProcStatus.Ready.class);
        MeshFailure failure = bench.client().failures().next(LONGEST);
        assertThat(failure.mesh()).isEqualTo("test");
        assertThat(failure.consequences()).extracting(MeshFailure::mesh).containsOnly("p0");
        assertThat(bench.client().failures().poll()).isEmpty();
        assertThat(founder.call(new Founder.Heard(1), LONGEST)).hasSize(1);
    }

    @Test
    @Row({"B78", "B83"})
    void onlyWhatNeedsADeadRankFailsAndOnlyItsStatusIsUnknown() {
        ActorMesh<Hand> mine = bench.procs().spawn("hands", Hand.class);

        bench.procs().get(2).kill();

        ValueMesh<ActorStatus> statuses = mine.status();
        assertThat(statuses.get(2))
                .isInstanceOf(ActorStatus.Unknown.class)
                .asString()
                .contains("SIGKILL");
        assertThat(List.of(statuses.get(0), statuses.get(1), statuses.get(3))).containsOnly(new ActorStatus.Running());
        assertThat(mine.slice("hosts", 0).call(new Hand.Rank())).containsExactly(0, 1);
        assertThatThrownBy(() -> mine.slice("procs", 0).call(new Hand.Rank()))
                .isInstanceOf(MeshCallException.class)
                .hasMessageStartingWith("1 of 2 could not answer; rank 1 (actor hands on proc p0_2")
                .hasMessageContaining("SIGKILL");
        assertThat(bench.client().failures().next(LONGEST).ranks()).containsExactly(2);
    }

    /** SV-4, across owners: the client stops procs on which an actor owns a mesh. */
    @Test
    @Row("B77")
    void procsThatAreStoppedAreNoFailureToWhoOwnsActorsOnThem() {
        ProcMesh others = bench.hosts().spawn("p1", Extent.of("procs", 1));
        ActorRef<Foreman> foreman = foreman(false);
        ActorMesh<Hand> owned = foreman.call(new Foreman.Hire(others, "hands"));
        assertThat(owned.call(new Hand.Rank())).containsExactly(0, 1);

        others.stop();

        assertThat(foreman.call(new Foreman.CallHands()))
                .contains("2 of 2 could not answer")
                .contains("p1_0");
        assertThat(foreman.call(new Foreman.Alive())).isTrue();
        assertThat(foreman.call(new Foreman.Heard(0))).isEmpty();
        assertThatThrownBy(() -> others.spawn("more", Hand.class))
                .hasMessage("already stopped: spawn actors on procs that live: mesh=p1");
    }

    private ActorRef<Foreman> foreman(boolean takesCare) {
        return foremen(takesCare).get(0);
    }

    private ActorRef<Founder> founder() {
        return bench.procs()
                .range("hosts", 0, 1)
                .range("procs", 0, 1)
                .spawn("founder", Founder.class, true, ended.ref())
                .get(0);
    }

    private ActorMesh<Foreman> foremen(boolean takesCare) {
        return bench.procs()
                .range("hosts", 0, 1)
                .range("procs", 0, 1)
                .spawn("foremen", Foreman.class, takesCare, ended.ref());
    }

    /* Asked on the control plane, on which failures are told: what is seen to have failed was told before (SV-5). */
    private static void awaitEnd(ActorMesh<?> actors) {
        long deadlineNanos = System.nanoTime() + LONGEST.toNanos();
        ActorStatus last = actors.status().get(0);
        while (!last.isTerminal()) {
            if (deadlineNanos - System.nanoTime() < 0) {
                throw new AssertionError("not ended in time: boundMillis=" + LONGEST.toMillis() + " status=" + last);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            last = actors.status().get(0);
        }
    }
}
