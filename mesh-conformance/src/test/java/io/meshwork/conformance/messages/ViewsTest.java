package io.meshwork.conformance.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.meshwork.ActorMesh;
import io.meshwork.HostMesh;
import io.meshwork.ProcMesh;
import io.meshwork.ProcRef;
import io.meshwork.actor.Actor;
import io.meshwork.actor.ActorContext;
import io.meshwork.actor.Handler;
import io.meshwork.actor.MeshCallException;
import io.meshwork.actor.Message;
import io.meshwork.actor.Request;
import io.meshwork.conformance.Backend;
import io.meshwork.conformance.Bench;
import io.meshwork.conformance.EachBackend;
import io.meshwork.conformance.Row;
import io.meshwork.failure.MeshException;
import io.meshwork.mailbox.Port;
import io.meshwork.mailbox.PortRef;
import io.meshwork.proc.ProcStatus;
import io.meshwork.shape.Extent;
import io.meshwork.shape.Region;
import io.meshwork.shape.ShapeException;
import io.meshwork.value.Shaped;
import io.meshwork.value.ValueMesh;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** Views of meshes that run: what is sent through them reaches their members, under ranks and points of the view. */
@EachBackend
class ViewsTest {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    @Parameter
    Backend backend;

    private Bench bench;
    private ActorMesh<Member> whole;

    /** Keeps what it was told. */
    static final class Member implements Actor {

        record Note(String word) implements Message<Member> {}

        record Notes() implements Request<Member, List<String>> {}

        record Rank() implements Request<Member, Integer> {}

        record Place() implements Request<Member, String> {}

        record ViewRank() implements Request<Member, Integer> {}

        record SayViewRank(PortRef<Integer> port) implements Message<Member> {}

        private final List<String> notes = new ArrayList<>();

        @Handler
        void note(Note note) {
            notes.add(note.word());
        }

        @Handler
        List<String> notes(Notes ask) {
            return List.copyOf(notes);
        }

        @Handler
        int rank(Rank ask, ActorContext cx) {
            return cx.rank();
        }

        @Handler
        String place(Place ask, ActorContext cx) {
            return cx.rank() + " " + cx.point();
        }

        @Handler
        int viewRank(ViewRank ask, ActorContext cx) {
            return cx.viewRank();
        }

        @Handler
        void sayViewRank(SayViewRank ask, ActorContext cx) {
            ask.port().send(cx.viewRank());
        }
    }

    @BeforeParameterizedClassInvocation
    void start() {
        bench = Bench.start(backend, 2, 3);
        whole = bench.procs().spawn("whole", Member.class);
    }

    @AfterParameterizedClassInvocation
    void close() {
        bench.close();
    }

    @Test
    @Row("B29")
    void aCastToASliceOfASliceReachesExactlyItsMembers() {
        ActorMesh<Member> fresh = bench.procs().spawn("fresh", Member.class);

        fresh.range("procs", 0, 3, 2).slice("hosts", 1).cast(new Member.Note("slice of a range"));
        fresh.range("procs", 1, 3).flatten("all").range("all", 1, 3).cast(new Member.Note("range of all"));
        fresh.flatten("all")
                .split("all", Extent.of("x", 3, "y", 2))
                .slice("y", 1)
                .cast(new Member.Note("column"));
        fresh.groupBy("procs").get(2).cast(new Member.Note("group"));
        fresh.rename("procs", "gpus").slice("gpus", 0).slice("hosts", 0).cast(new Member.Note("one"));

        assertThat(fresh.call(new Member.Notes()))
                .containsExactly(
                        List.of("one"),
                        List.of("column"),
                        List.of("range of all", "group"),
                        List.of("slice of a range", "column"),
                        List.of("range of all"),
                        List.of("slice of a range", "column", "group"));
    }

    @Test
    @Row("B29")
    void ranksAndPointsThatACallSeesAreDenseWithinTheView() {
        ActorMesh<Member> view = whole.range("procs", 1, 3).range("hosts", 1, 2);

        ValueMesh<Integer> ranks = view.call(new Member.Rank());

        assertThat(view.region()).hasToString("4+hosts=1/2,procs=2/1");
        assertThat(ranks.extent()).isEqualTo(Extent.of("hosts", 1, "procs", 2));
        assertThat(ranks).as("by rank of the view, who they are in the mesh").containsExactly(4, 5);
        List<String> places = new ArrayList<>();
        ranks.forEachPoint((point, rank) -> places.add(point.rank() + " " + point));
        assertThat(places).containsExactly("0 (hosts 0, procs 0)", "1 (hosts 0, procs 1)");
        assertThat(view.call(member -> member.notes.size()).extent()).isEqualTo(view.extent());
        assertThat(whole.range("procs", 0, 2).flatten("all").range("all", 1, 4).call(new Member.Rank()))
                .as("of a view that no strides describe")
                .containsExactly(1, 3, 4);
    }

    @Test
    @Row("B29")
    void ranksThatAHandlerSeesAreDenseWithinTheViewThatTheMessageWasSentTo() {
        ActorMesh<Member> column = whole.range("hosts", 0, 2).slice("procs", 2);
        ActorMesh<Member> some = whole.flatten("all").range("all", 1, 6, 2).range("all", 1, 3);
        Port<Integer> port = bench.client().openPort(Integer.class);

        assertThat(whole.call(new Member.ViewRank())).containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(column.call(new Member.ViewRank())).containsExactly(0, 1);
        assertThat(some.call(new Member.Rank())).containsExactly(3, 5);
        assertThat(some.call(new Member.ViewRank())).containsExactly(0, 1);
        assertThat(some.get(1).call(new Member.ViewRank()))
                .as("sent to one alone")
                .isZero();
        column.cast(new Member.SayViewRank(port.ref()));
        some.cast(new Member.SayViewRank(port.ref()));
        assertThat(port.receive(4)).containsExactlyInAnyOrder(0, 1, 0, 1);
    }

    @Test
    @Row("B29")
    void actorsSpawnedOnAViewHaveDenseRanksAndPointsOfTheirOwn() {
        ProcMesh odd = bench.procs().flatten("all").range("all", 1, 6, 2);

        ActorMesh<Member> actors = odd.spawn("odd", Member.class);

        assertThat(actors.region()).isEqualTo(Region.of(Extent.of("all", 3)));
        assertThat(actors.call(new Member.Place())).containsExactly("0 (all 0)", "1 (all 1)", "2 (all 2)");
        assertThat(actors.slice("all", 2).call(new Member.Place())).containsExactly("2 (all 2)");
        assertThat(odd.values().map(ProcRef::id))
                .containsExactly(
                        bench.procs().get(1).id(),
                        bench.procs().get(3).id(),
                        bench.procs().get(5).id());
        assertThat(odd.status()).hasSize(3).allMatch(status -> status instanceof ProcStatus.Ready);
        actors.stop();
    }

    @Test
    @Row("B29")
    void hostsProcsAndActorsTakeTheSameViews() {
        HostMesh second = bench.hosts().slice("hosts", 1);

        assertThat(bench.hosts().groupBy("hosts").map(host -> host.get(0)))
                .isEqualTo(bench.hosts().values());
        assertThat(second.flatten("all").get(0)).isSameAs(bench.hosts().get(1));
        assertThat(whole.view(bench.procs().slice("hosts", 1).region()).call(new Member.Rank()))
                .containsExactly(3, 4, 5);
        for (ProcMesh host : bench.procs().groupBy("hosts")) {
            assertThat(whole.view(host.region()).size()).isEqualTo(3);
        }
        try (ProcMesh more = second.flatten("machines").spawn("more", Extent.of("procs", 2))) {
            assertThat(more.extent()).isEqualTo(Extent.of("machines", 1, "procs", 2));
            assertThat(more.values().map(proc -> proc.id().name())).containsExactly("more_0", "more_1");
        }
    }

    @Test
    void aViewOfAnyKindStopsNothing() {
        List<ActorMesh<Member>> views = List.of(
                whole.flatten("all"),
                whole.rename("procs", "gpus"),
                whole.split("procs", Extent.of("x", 1, "y", 3)),
                whole.view(whole.region()),
                whole.groupBy("hosts").get(0));

        assertThat(views).allSatisfy(view -> {
            view.close();
            assertThatThrownBy(view::stop)
                    .isInstanceOf(MeshException.class)
                    .hasMessageStartingWith(
                            "only the owner of the whole mesh can stop it, this is a view: mesh=whole view=");
        });
        assertThat(whole.call(new Member.Rank())).hasSize(6);
    }

    @Test
    void viewsThatThereAreNotAreRefusedWithThoseThereAre() {
        List<Shaped<?>> all = List.of(bench.procs(), whole, whole.call(new Member.Rank()));

        assertThat(all).allSatisfy(mesh -> {
            refused(
                    () -> mesh.slice("gpus", 0),
                    "no such dimension: accepted are those of hosts=2,procs=3, got: 'gpus'");
            refused(() -> mesh.slice("procs", 3), "index out of range: dim=procs size=3, accepted are 0 to 2, got: 3");
            refused(
                    () -> mesh.range("procs", 2, 2),
                    "empty range: dim=procs size=3, accepted are 0 <= from < to <= 3"
                            + " and step >= 1, got: from=2 to=2 step=1");
            refused(
                    () -> mesh.range("procs", 1, 4, 2),
                    "range out of bounds: dim=procs size=3, accepted are 0 <= from < to"
                            + " <= 3 and step >= 1, got: from=1 to=4 step=2");
            refused(
                    () -> mesh.rename("procs", "hosts"),
                    "dimension name taken: accepted are names that no other of" + " hosts=2,procs=3 has, got: 'hosts'");
            refused(
                    () -> mesh.split("procs", Extent.of("x", 2, "y", 2)),
                    "sizes don't multiply up: dim=procs size=3,"
                            + " accepted are extents of so many members, got: x=2,y=2 of 4");
            refused(
                    () -> mesh.groupBy("procs", "procs"),
                    "dimension twice: accepted is each of hosts=2,procs=3 once," + " got: [procs, procs]");
            refused(
                    () -> mesh.view(Region.parse("5+all=2/1")),
                    "view out of range: accepted are views of members of" + " hosts=2/3,procs=3/1, got: 5+all=2/1");
        });
        refused(
                () -> bench.hosts().slice("hosts", 2),
                "index out of range: dim=hosts size=2, accepted are 0 to 1, got: 2");
    }

    private static void refused(ThrowingCallable view, String message) {
        assertThatThrownBy(view).isInstanceOf(ShapeException.class).hasMessage(message);
    }

    @Test
    @Row("B78")
    void aViewThatSeesAFailedMemberFailsAtOnceAndADisjointOneGoesOn() {
        try (Bench mine = Bench.start(backend, 1, 4)) {
            ActorMesh<Member> actors = mine.procs().spawn("a0", Member.class);
            ActorMesh<Member> with = actors.range("procs", 1, 4).range("procs", 1, 3);
            ActorMesh<Member> without = actors.range("procs", 0, 4, 2).slice("procs", 0);

            mine.procs().get(3).kill();

            MeshCallException failed =
                    catchThrowableOfType(MeshCallException.class, () -> with.call(new Member.Rank(), LONGEST));
            assertThat(failed.failures()).as("by rank of the view").containsOnlyKeys(1);
            assertThat(failed)
                    .hasMessageContaining("rank 1 (actor a0 on proc p0_3")
                    .hasMessageContaining("SIGKILL");
            assertThat(failed.answers().get(0)).isEqualTo(2);
            assertThat(without.call(new Member.Rank(), LONGEST)).containsExactly(0);
            assertThat(mine.client().failures().next().ranks()).containsExactly(3);
        }
    }
}
