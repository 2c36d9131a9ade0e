package io.meshwork.conformance.messages;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.ActorMesh;
import io.meshwork.actor.Actor;
import io.meshwork.actor.ActorContext;
import io.meshwork.actor.ActorStatus;
import io.meshwork.actor.Handler;
import io.meshwork.actor.Message;
import io.meshwork.actor.Request;
import io.meshwork.conformance.Backend;
import io.meshwork.conformance.Bench;
import io.meshwork.conformance.EachBackend;
import io.meshwork.conformance.Row;
import io.meshwork.host.HostStatus;
import io.meshwork.id.ActorId;
import io.meshwork.mailbox.Port;
import io.meshwork.mailbox.PortRef;
import io.meshwork.proc.ProcStatus;
import io.meshwork.shape.Extent;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** A cast reaches each member once, and waits for none. */
@EachBackend
class CastTest {

    @Parameter
    Backend backend;

    static final class Caller implements Actor {

        record SayWho(PortRef<ActorId> port) implements Message<Caller> {}

        record Done() implements Request<Caller, Integer> {}

        @Handler
        void sayWho(SayWho ask, ActorContext cx) {
            ask.port().send(cx.self().id());
        }

        @Handler
        int done(Done ask, ActorContext cx) {
            return cx.rank();
        }
    }

    @Row({"B24", "B27", "B29"})
    @RepeatedTest(3)
    void whateverTheShapeACastReachesEachMemberOnce() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int hosts = 1 + random.nextInt(2);
        Extent perHost = perHost(random, hosts == 1 ? 6 : 3);
        String shape = "seed=" + seed + " hosts=" + hosts + " perHost=" + perHost;

        try (Bench bench = Bench.start(backend, Extent.of("hosts", hosts), perHost, backend.config())) {
            ActorMesh<Caller> whole = bench.procs().spawn("a0", Caller.class);
            Port<ActorId> port = bench.client().openPort(ActorId.class);
            ActorMesh<Caller> view = randomView(whole, random);

            for (ActorMesh<Caller> mesh : List.of(whole, view)) {
                mesh.cast(new Caller.SayWho(port.ref()));

                assertThat(port.receive(mesh.size()))
                        .as(shape)
                        .containsExactlyInAnyOrderElementsOf(mesh.values().map(actor -> actor.id()));
                assertThat(whole.call(new Caller.Done())).as(shape).hasSize(whole.size());
                assertThat(port.poll()).as("came before the answers: " + shape).isEmpty();
            }
        }
    }

    /* One to three dimensions, at most so many members. */
    private static Extent perHost(Random random, int most) {
        int first = 1 + random.nextInt(most);
        int second = 1 + random.nextInt(most / first);
        return switch (random.nextInt(3)) {
            case 0 -> Extent.of("procs", first);
            case 1 -> Extent.of("rows", first, "columns", second);
            default -> Extent.of("rows", first, "columns", second, "depth", 1 + random.nextInt(most / first / second));
        };
    }

    /* A view of a view of a view, of any kind. */
    private static ActorMesh<Caller> randomView(ActorMesh<Caller> mesh, Random random) {
        ActorMesh<Caller> view = mesh;
        for (int i = 0; i < 3; i++) {
            List<Extent.Dim> dims = view.extent().dims();
            if (dims.isEmpty()) {
                return view;
            }
            Extent.Dim dim = dims.get(random.nextInt(dims.size()));
            int from = random.nextInt(dim.size());
            int to = from + 1 + random.nextInt(dim.size() - from);
            view = switch (random.nextInt(4)) {
                case 0 -> view.slice(dim.name(), from);
                case 1 -> view.flatten("all");
                case 2 -> view.groupBy(dim.name()).get(from);
                default -> view.range(dim.name(), from, to, 1 + random.nextInt(2));
            };
        }
        return view;
    }

    @Test
    @Row("B30")
    void aCastReturnsAndStatesAreToldWhileEachMemberIsHeldInItsHandler() {
        try (Bench bench = Bench.start(backend, 2, 2)) {
            ActorMesh<Holdable> actors = bench.procs().spawn("a0", Holdable.class);
            Port<Holdable.Held> port = bench.client().openPort(Holdable.Held.class);
            actors.cast(new Holdable.Hold(port.ref()));
            List<Holdable.Held> held = port.receive(4);

            actors.cast(new Holdable.Note("second"));
            actors.get(2).send(new Holdable.Note("third"));

            assertThat(actors.status()).hasSize(4).containsOnly(new ActorStatus.Running());
            assertThat(bench.procs().status()).hasSize(4).allMatch(status -> status instanceof ProcStatus.Ready);
            assertThat(bench.hosts().status()).hasSize(2).allMatch(status -> status instanceof HostStatus.Running);
            held.forEach(one -> one.key().send("first"));
            assertThat(actors.call(new Holdable.Notes()))
                    .containsExactly(
                            List.of("first", "second"),
                            List.of("first", "second"),
                            List.of("first", "second", "third"),
                            List.of("first", "second"));
        }
    }
}
