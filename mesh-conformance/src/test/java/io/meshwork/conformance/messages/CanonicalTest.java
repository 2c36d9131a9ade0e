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
import io.meshwork.id.ActorId;
import io.meshwork.mailbox.Port;
import io.meshwork.mailbox.PortRef;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** One actor in one far process, over each backend. */
@EachBackend
class CanonicalTest {

    @Parameter
    Backend backend;

    private Bench bench;

    static final class TestActor implements Actor {

        record GetActorId(PortRef<ActorId> port) implements Message<TestActor> {}

        record GetPid() implements Request<TestActor, Long> {}

        private final String greeting;

        TestActor(String greeting) {
            this.greeting = greeting;
        }

        @Handler
        void actorId(GetActorId ask, ActorContext cx) {
            ask.port().send(cx.self().id());
        }

        @Handler
        long pid(GetPid ask) {
            return ProcessHandle.current().pid();
        }
    }

    @BeforeParameterizedClassInvocation
    void start() {
        bench = Bench.start(backend, 1, 1);
    }

    @AfterParameterizedClassInvocation
    void close() {
        bench.close();
    }

    @Test
    @Row({"B1", "B2", "B24", "B28", "B93"})
    void theActorInTheFarProcessAnswers() {
        ActorMesh<TestActor> actors = bench.procs().spawn("a0", TestActor.class, "hello");
        Port<ActorId> port = bench.client().openPort(ActorId.class);

        actors.cast(new TestActor.GetActorId(port.ref()));

        assertThat(port.receive()).isEqualTo(actors.values().get(0).id());
        assertThat(actors.extent()).isEqualTo(bench.procs().extent());
        assertThat(actors.call(new TestActor.GetPid())).containsExactlyElementsOf(bench.pidsInside());
        assertThat(actors.<String>call(actor -> actor.greeting)).containsExactly("hello");
    }

    @Test
    @Row("B2")
    void whatIsNotReadYetWaitsAtThePort() {
        ActorMesh<TestActor> actors = bench.procs().spawn("a1", TestActor.class, "hello");
        Port<ActorId> port = bench.client().openPort(ActorId.class);

        for (int i = 0; i < 3; i++) {
            actors.cast(new TestActor.GetActorId(port.ref()));
        }
        actors.call(new TestActor.GetPid()); // by now all three are there, as one sender's values come in order

        ActorId id = actors.get(0).id();
        assertThat(List.of(port.poll(), port.poll(), port.poll()))
                .allSatisfy(value -> assertThat(value).contains(id));
        assertThat(port.poll()).isEmpty();
    }
}
