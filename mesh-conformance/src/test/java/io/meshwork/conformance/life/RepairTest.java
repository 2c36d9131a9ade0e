package io.meshwork.conformance.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.ActorMesh;
import io.meshwork.HostRef;
import io.meshwork.ProcMesh;
import io.meshwork.ProcRef;
import io.meshwork.actor.ActorRef;
import io.meshwork.conformance.Backend;
import io.meshwork.conformance.Bench;
import io.meshwork.conformance.EachBackend;
import io.meshwork.failure.MeshException;
import io.meshwork.failure.MeshFailure;
import io.meshwork.host.HostStatus;
import io.meshwork.id.ActorId;
import io.meshwork.id.ProcId;
import io.meshwork.proc.ProcStatus;
import io.meshwork.shape.Extent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;

/** M-8: what was damaged is whole again behind the same handles. */
@EachBackend
@Timeout(120)
class RepairTest {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    @Parameter
    Backend backend;

    /** AL-2 of procs, and SV-3: of each that is killed the owner hears once. */
    @Test
    void aReplacedProcIsSeenByAllHandlesAndByNoRefToTheOldOne() {
        try (Bench bench = Bench.start(backend, 2, 2)) {
            ProcMesh procs = bench.procs();
            ActorMesh<Neighbour> actors = procs.spawn("neighbours", Neighbour.class, 10L);
            ActorMesh<Neighbour> byHand = procs.spawn("byHand", Neighbour.class, 0L);
            ActorMesh<Neighbour> view = actors.slice("hosts", 1);
            ProcRef oldProc = procs.get(3);
            ActorRef<Neighbour> oldActor = actors.get(3);
            actors.get(0).call(new Neighbour.Know(actors, procs, oldActor));
            actors.cast(new Neighbour.Add(5));

            oldProc.kill();
            assertThat(bench.client().failures().next(LONGEST).ranks()).containsExactly(3);
            assertThat(bench.hosts().repair("aKilledProcIsNamed", List.of(procs), List.of(actors)))
                    .isTrue();

            ProcId now = procs.get(3).id();
            assertThat(now.name()).isEqualTo("p0_3");
            assertThat(now).isNotEqualTo(oldProc.id());
            assertThat(actors.call(new Neighbour.Total())).containsExactly(15L, 15L, 15L, 10L);
            view.cast(new Neighbour.Add(1));
            assertThat(view.call(new Neighbour.Total())).containsExactly(16L, 11L);
            List<ActorId> all = actors.values().map(ActorRef::id).values();
            assertThat(all.get(3).proc()).isEqualTo(now);
            assertThat(actors.get(0).call(new Neighbour.AskAll())).isEqualTo(all);
            assertThat(actors.get(0).call(new Neighbour.AskOwn())).isEqualTo(all);
            assertThat(actors.get(3).call(new Neighbour.AskOwn())).isEqualTo(all);
            assertThat(actors.get(0).call(new Neighbour.RunOnProcs())).isEqualTo(4);
            assertSayWhy("aKilledProcIsNamed", oldProc, oldActor);
            assertThat(actors.get(0).call(new Neighbour.AskRefs()))
                    .allSatisfy(said -> assertThat(said).contains("rank 3 was replaced after aKilledProcIsNamed"));
            assertThat(byHand.range("procs", 0, 1).call(new Neighbour.Total())).containsExactly(0L, 0L);
            assertThatThrownBy(() -> byHand.call(new Neighbour.Total()))
                    .hasMessageStartingWith("1 of 4 could not answer; rank 3 (actor byHand on proc p0_3")
                    .hasMessageContaining("rank 3 was replaced after aKilledProcIsNamed");

            assertItCanBeDoneAgain(bench, actors, oldProc);
            assertSayWhy("aKilledProcIsNamed", oldProc, oldActor);
        }
    }

    private static void assertItCanBeDoneAgain(Bench bench, ActorMesh<Neighbour> actors, ProcRef first) {
        ProcRef second = bench.procs().get(3);
        second.kill();
        MeshFailure failure = bench.client().failures().next(LONGEST);
        assertThat(failure.ranks()).containsExactly(3);
        assertThat(failure.consequences()).extracting(MeshFailure::mesh).containsExactly("neighbours");

        assertThat(bench.hosts().repair("theSecond", List.of(bench.procs()), List.of(actors)))
                .isTrue();

        assertThat(bench.procs().get(3).id()).isNotIn(first.id(), second.id());
        assertThat(second.status())
                .isInstanceOf(ProcStatus.Failed.class)
                .asString()
                .contains("rank 3 was replaced after theSecond");
        assertThat(actors.get(0).call(new Neighbour.AskAll()).get(3).proc())
                .isEqualTo(bench.procs().get(3).id());
        assertThat(bench.procs().status()).hasOnlyElementsOfType(ProcStatus.Ready.class);
        assertThat(bench.hosts().repair("nothing", List.of(bench.procs()), List.of(actors)))
                .isFalse();
        assertThat(bench.client().failures().poll()).isEmpty();
    }

    private static void assertSayWhy(String after, ProcRef proc, ActorRef<Neighbour> actor) {
        String why =
                "rank 3 was replaced after " + after + ": proc p0_3 pid " + proc.pid() + " was killed by SIGKILL (9)";
        assertThat(proc.status()).isInstanceOf(ProcStatus.Failed.class);
        assertThat(proc.status().describe()).contains(why);
        assertThatThrownBy(proc::kill).isInstanceOf(MeshException.class).hasMessageStartingWith(why);
        assertThatThrownBy(() -> actor.call(new Neighbour.Total())).hasMessageContaining(why);
    }

    @Test
    void aReplacedHostComesWithAllProcsThatStoodOnIt() {
        try (Bench bench = Bench.start(backend, 2, 2)) {
            ProcMesh procs = bench.procs();
            ProcMesh byHand = bench.hosts().spawn("byHand", Extent.unity());
            ActorMesh<Neighbour> actors = procs.spawn("neighbours", Neighbour.class, 1L);
            HostRef old = bench.hosts().get(1);
            ProcRef oldProc = procs.get(3);
            procs.get(0).kill();
            old.kill();
            assertThat(bench.client().failures().next(LONGEST).mesh()).isEqualTo("p0");
            assertThat(bench.client().failures().next(LONGEST).consequences()).hasSize(3);

            assertThat(bench.hosts().repair("aHostDied", List.of(procs), List.of(actors)))
                    .isTrue();

            assertThat(bench.hosts().status()).hasOnlyElementsOfType(HostStatus.Running.class);
            assertThat(procs.status()).hasOnlyElementsOfType(ProcStatus.Ready.class);
            List<ActorId> all = actors.values().map(ActorRef::id).values();
            assertThat(actors.get(2).call(new Neighbour.AskOwn())).isEqualTo(all);
            assertThat(actors.get(1).call(new Neighbour.AskOwn())).isEqualTo(all);
            String why = "host 1 was replaced after aHostDied: " + old + " was killed by SIGKILL (9)";
            assertThat(old.status())
                    .isInstanceOf(HostStatus.Failed.class)
                    .asString()
                    .contains(why);
            assertThatThrownBy(old::kill).hasMessageStartingWith(why);
            assertThat(oldProc.status().describe()).contains("rank 3 was replaced after aHostDied");
            assertThat(byHand.slice("hosts", 0).call(() -> 1)).containsExactly(1);
            assertThatThrownBy(() -> byHand.call(() -> 1))
                    .hasMessageStartingWith("1 of 2 could not answer; rank 1 (proc byHand_1")
                    .hasMessageContaining("SIGKILL");

            procs.get(2).kill();
            assertThat(bench.client().failures().next(LONGEST).ranks()).containsExactly(2);
            bench.hosts().get(1).kill();
            assertThat(bench.client().failures().next(LONGEST).consequences()).hasSize(1);
            assertThat(bench.client().failures().poll()).isEmpty();
        }
    }

    @Test
    void theOnlyHostIsReplacedAndWhatStandsStillGoesOn() {
        try (Bench bench = Bench.start(backend, 1, 2)) {
            bench.hosts().get(0).kill();
            bench.client().failures().next(LONGEST);
            assertThat(bench.hosts().repair("aHostDied", List.of(bench.procs()), List.of()))
                    .isTrue();
            bench.procs().get(1).suspend();
            bench.hosts().get(0).suspend();

            assertThat(bench.hosts().repair("theyWereSuspended", List.of(bench.procs()), List.of()))
                    .isFalse();

            assertThat(bench.procs().call(() -> 1)).containsExactly(1, 1);

            bench.procs().get(1).suspend();
            bench.hosts().get(0).suspend();
            bench.hosts().resume();

            assertThat(bench.procs().call(() -> 1)).containsExactly(1, 1);
        }
    }

    @Test
    void whatIsNoOwnersHandleOfTheseHostsIsNotRepaired() {
        try (Bench bench = Bench.start(backend, 1, 2)) {
            ProcMesh procs = bench.procs();
            ActorMesh<Neighbour> actors = procs.spawn("neighbours", Neighbour.class, 1L);
            ProcMesh view = procs.range("procs", 0, 1);

            assertThatThrownBy(() -> bench.hosts().range("hosts", 0, 1).repair("x", List.of(), List.of()))
                    .hasMessageContaining("only the owner of the whole mesh can repair it");
            assertThatThrownBy(() -> bench.hosts().repair("x", List.of(view), List.of()))
                    .hasMessageContaining("got: " + view);
            assertThatThrownBy(() -> bench.hosts().repair("x", List.of(), List.of(actors)))
                    .hasMessageContaining("got: " + actors);
            procs.stop();
            assertThatThrownBy(() -> bench.hosts().repair("x", List.of(procs), List.of()))
                    .hasMessageContaining("already stopped: procs that were stopped can't be repaired: mesh=p0");
        }
    }
}
