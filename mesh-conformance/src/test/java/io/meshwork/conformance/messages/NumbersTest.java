package io.meshwork.conformance.messages;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.ActorMesh;
import io.meshwork.actor.Actor;
import io.meshwork.actor.ActorContext;
import io.meshwork.actor.Handler;
import io.meshwork.actor.Message;
import io.meshwork.actor.Request;
import io.meshwork.conformance.Backend;
import io.meshwork.conformance.Bench;
import io.meshwork.conformance.EachBackend;
import io.meshwork.conformance.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** Each sender numbers what it sends, per receiver, whatever view or way it uses. */
@EachBackend
class NumbersTest {

    @Parameter
    Backend backend;

    private Bench bench;

    static final class Numbered implements Actor {

        record Note() implements Message<Numbered> {}

        record Noted() implements Request<Numbered, List<Long>> {}

        /** Has the actor cast to a whole mesh, in its own name; answered when all have it. */
        record Cast(ActorMesh<Numbered> mesh) implements Request<Numbered, Integer> {}

        private final List<Long> numbers = new ArrayList<>();

        @Handler
        void note(Note note, ActorContext cx) {
            numbers.add(cx.number());
        }

        @Handler
        List<Long> noted(Noted ask) {
            return List.copyOf(numbers);
        }

        @Handler
        CompletionStage<Integer> cast(Cast order) {
            order.mesh().cast(new Note());
            return order.mesh().callAsync(new Noted()).thenApply(noted -> noted.size());
        }
    }

    @BeforeParameterizedClassInvocation
    void start() {
        bench = Bench.start(backend, 1, 3);
    }

    @AfterParameterizedClassInvocation
    void close() {
        bench.close();
    }

    @Test
    @Row("B32")
    void theWholeThenTwoOverlappingViewsAreNumberedPerMember() {
        ActorMesh<Numbered> mesh = bench.procs().spawn("views", Numbered.class);

        mesh.cast(new Numbered.Note());
        mesh.range("procs", 1, 3).cast(new Numbered.Note());
        mesh.range("procs", 0, 2).cast(new Numbered.Note());

        assertThat(mesh.call(new Numbered.Noted()))
                .containsExactly(List.of(1L, 2L), List.of(1L, 2L, 3L), List.of(1L, 2L));
    }

    @Test
    @Row("B32")
    void threeMeshesAreNumberedEachForItself() {
        for (String name : List.of("first", "second", "third")) {
            ActorMesh<Numbered> mesh = bench.procs().spawn(name, Numbered.class);

            mesh.cast(new Numbered.Note());

            assertThat(mesh.call(new Numbered.Noted())).containsExactly(List.of(1L), List.of(1L), List.of(1L));
        }
    }

    @Test
    @Row("B32")
    void eachSenderBeginsWithOne() {
        ActorMesh<Numbered> mesh = bench.procs().spawn("receivers", Numbered.class);
        ActorMesh<Numbered> senders = bench.procs().spawn("senders", Numbered.class);

        mesh.cast(new Numbered.Note());
        senders.call(new Numbered.Cast(mesh));

        assertThat(mesh.call(new Numbered.Noted())).allMatch(numbers -> numbers.equals(List.of(1L, 1L, 1L, 1L)));
    }

    /** OD-1: requests and shipped code are numbered like all else, with one sequence for all. */
    @Test
    void castsCallsAndSendsShareOneSequence() {
        ActorMesh<Numbered> mesh = bench.procs().spawn("mixed", Numbered.class);

        mesh.cast(new Numbered.Note());
        mesh.call(new Numbered.Noted());
        mesh.run(actor -> {});
        mesh.get(0).send(new Numbered.Note());

        assertThat(mesh.get(0).call(new Numbered.Noted())).containsExactly(1L, 4L);
    }
}
