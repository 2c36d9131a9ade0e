package io.meshwork.conformance.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.meshwork.ActorMesh;
import io.meshwork.SpawnException;
import io.meshwork.actor.Actor;
import io.meshwork.actor.ActorContext;
import io.meshwork.actor.ActorRef;
import io.meshwork.actor.Handler;
import io.meshwork.actor.Message;
import io.meshwork.actor.Request;
import io.meshwork.conformance.Backend;
import io.meshwork.conformance.Bench;
import io.meshwork.conformance.EachBackend;
import io.meshwork.conformance.Row;
import io.meshwork.failure.MeshException;
import io.meshwork.mailbox.Port;
import io.meshwork.mailbox.PortRef;
import io.meshwork.value.Status;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** Actors come up whole, or not at all and with a word for each rank. */
@EachBackend
class SpawnTest {

    @Parameter
    Backend backend;

    private Bench bench;

    static final class Echo implements Actor {

        record Say(String text, PortRef<String> port) implements Message<Echo> {}

        record Pid() implements Request<Echo, Long> {}

        @Handler
        void say(Say say) {
            say.port().send(say.text());
        }

        @Handler
        long pid(Pid ask) {
            return ProcessHandle.current().pid();
        }
    }

    static final class Furnished implements Actor {

        enum Colour {
            RED
        }

        record Room(String name, int seats) {}

        record Describe() implements Request<Furnished, String> {}

        private final String text;
        private final ActorRef<Echo> echo;
        private final PortRef<String> port;

        Furnished(
                String name,
                long number,
                List<Room> rooms,
                Map<String, Optional<Colour>> colours,
                ActorRef<Echo> echo,
                PortRef<String> port) {
            text = name + " " + number + " " + rooms + " " + colours;
            this.echo = echo;
            this.port = port;
        }

        @Handler
        String describe(Describe ask) {
            echo.send(new Echo.Say(text, port));
            return text;
        }
    }

    static final class NeverMade implements Actor {

        NeverMade(String message) {
            throw new IllegalStateException(message);
        }
    }

    static final class MadeOnAllButOne implements Actor {

        private final PortRef<Integer> made;

        MadeOnAllButOne(PortRef<Integer> made) {
            this.made = made;
        }

        @Override
        public void started(ActorContext cx) {
            if (cx.rank() == 1) {
                throw new IllegalStateException("not on rank 1");
            }
            made.send(cx.rank());
        }
    }

    @BeforeParameterizedClassInvocation
    void start() {
        bench = Bench.start(backend, 2, 2);
    }

    @AfterParameterizedClassInvocation
    void close() {
        bench.close();
    }

    @Test
    @Row("B24")
    void thereIsOneInstancePerRankWhereTheProcOfThatRankIs() {
        ActorMesh<Echo> echos = bench.procs().spawn("where", Echo.class);

        assertThat(echos.extent()).isEqualTo(bench.procs().extent()).hasToString("hosts=2,procs=2");
        assertThat(echos.call(new Echo.Pid())).containsExactlyElementsOf(bench.pidsInside());
    }

    @Test
    @Row("B24")
    void constructorArgumentsTravelLikeMessages() {
        ActorRef<Echo> echo = bench.procs().spawn("echo", Echo.class).get(3);
        Port<String> port = bench.client().openPort(String.class);

        ActorMesh<Furnished> furnished = bench.procs()
                .spawn(
                        "furnished",
                        Furnished.class,
                        "house",
                        42L,
                        List.of(new Furnished.Room("hall", 200)),
                        Map.of("door", Optional.of(Furnished.Colour.RED)),
                        echo,
                        port.ref());

        String text = "house 42 [Room[name=hall, seats=200]] {door=Optional[RED]}";
        assertThat(furnished.call(new Furnished.Describe())).hasSize(4).containsOnly(text);
        assertThat(port.receive(4)).containsOnly(text);
    }

    @Test
    @Row("B26")
    void whatTheConstructorThrowsIsTheStatusOfTheRank() {
        SpawnException thrown = catchThrowableOfType(
                SpawnException.class, () -> bench.procs().spawn("unmade", NeverMade.class, "test failure"));

        assertThat(thrown.statuses()).hasSize(4).containsOnly(new Status.Failed("test failure"));
        assertThat(thrown)
                .hasMessageContaining("mesh=unmade")
                .hasMessageContaining("rank 3 (actor unmade on proc p0_3");
        assertThat(bench.procs().spawn("afterwards", Echo.class).call(new Echo.Pid()))
                .hasSize(4);
        assertThat(bench.client().failures().poll()).isEmpty();
    }

    @Test
    @Row({"B26", "B35"})
    void theBarrierWaitsForEachRankAlthoughOneHasFailed() {
        Port<Integer> made = bench.client().openPort(Integer.class);

        SpawnException thrown = catchThrowableOfType(
                SpawnException.class, () -> bench.procs().spawn("three", MadeOnAllButOne.class, made.ref()));

        Status runs = new Status.Running();
        assertThat(thrown.statuses()).containsExactly(runs, new Status.Failed("not on rank 1"), runs, runs);
        assertThat(made.receive(3)).containsExactlyInAnyOrder(0, 2, 3);
        assertThat(bench.client().failures().poll()).isEmpty();
    }

    @Test
    @Row("B25")
    @SuppressWarnings({"unchecked", "rawtypes"}) // the caller that the compiler can't stop
    void aClassThatIsNoActorIsRefusedAtTheCaller() {
        assertThatThrownBy(() -> bench.procs().spawn("text", (Class) String.class))
                .isInstanceOf(MeshException.class)
                .hasMessage("not an actor: it must implement io.meshwork.actor.Actor: class=java.lang.String");
    }
}
