package io.meshwork.conformance.messages;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.ActorMesh;
import io.meshwork.actor.Actor;
import io.meshwork.actor.ActorContext;
import io.meshwork.actor.Handler;
import io.meshwork.actor.Message;
import io.meshwork.actor.Request;
import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.conformance.Row;
import io.meshwork.id.ActorId;
import io.meshwork.id.Address;
import io.meshwork.mailbox.Port;
import io.meshwork.mailbox.PortRef;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One actor in one far process, over each transport. */
class CanonicalTest {

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

    @Row({"B1", "B2", "B24", "B28", "B93"})
    @ParameterizedTest
    @ValueSource(strings = {"unix", "tcp"})
    void theActorInTheFarProcessAnswers(String transport) {
        Config config = Config.ofThisJvm().with(Keys.TRANSPORT, transport);
        try (RealProcs real = RealProcs.start(1, 1, config)) {
            ActorMesh<TestActor> actors = real.procs().spawn("a0", TestActor.class, "hello");
            Port<ActorId> port = real.client().openPort(ActorId.class);

            actors.cast(new TestActor.GetActorId(port.ref()));

            ActorId answered = port.receive();
            assertThat(answered).isEqualTo(actors.values().get(0).id());
            assertThat(answered.proc().address())
                    .isInstanceOf(transport.equals("tcp") ? Address.Tcp.class : Address.Unix.class);
            assertThat(actors.extent()).isEqualTo(real.procs().extent());
            assertThat(actors.call(new TestActor.GetPid()))
                    .containsExactly(real.procs().get(0).pid());
            assertThat(actors.<String>call(actor -> actor.greeting)).containsExactly("hello");
        }
    }

    @Row("B2")
    @ParameterizedTest
    @ValueSource(strings = {"unix", "tcp"})
    void whatIsNotReadYetWaitsAtThePort(String transport) {
        Config config = Config.ofThisJvm().with(Keys.TRANSPORT, transport);
        try (RealProcs real = RealProcs.start(1, 1, config)) {
            ActorMesh<TestActor> actors = real.procs().spawn("a0", TestActor.class, "hello");
            Port<ActorId> port = real.client().openPort(ActorId.class);

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
}
