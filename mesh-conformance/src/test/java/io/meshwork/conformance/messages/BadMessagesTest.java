package io.meshwork.conformance.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.meshwork.ActorMesh;
import io.meshwork.actor.Actor;
import io.meshwork.actor.ActorContext;
import io.meshwork.actor.ActorRef;
import io.meshwork.actor.BadActorException;
import io.meshwork.actor.Handler;
import io.meshwork.actor.MeshCallException;
import io.meshwork.actor.Message;
import io.meshwork.actor.Request;
import io.meshwork.conformance.Backend;
import io.meshwork.conformance.Bench;
import io.meshwork.conformance.EachBackend;
import io.meshwork.mailbox.Port;
import io.meshwork.wire.CannotTravelException;
import io.meshwork.wire.WireFormatException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** W-3: a message that can't be handled or can't travel is refused at its sender, before anything is sent. */
@EachBackend
class BadMessagesTest {

    private static final String HERE = BadMessagesTest.class.getName();

    @Parameter
    Backend backend;

    private Bench bench;
    private ActorMesh<Holder> holders;

    record Orphan() implements Message<Holder> {}

    record OrphanRequest() implements Request<Holder, String> {}

    record Box(String label, Object content) {}

    static final class Other implements Actor {
        record Note() implements Message<Other> {}

        @Handler
        void note(Note note) {}
    }

    static final class Holder implements Actor {

        record Put(Object value) implements Message<Holder> {}

        record Ask(List<Box> boxes) implements Request<Holder, Integer> {}

        record Handled() implements Request<Holder, Integer> {}

        /** Answered right by rank 0 only. */
        record Numbers() implements Request<Holder, List<Integer>> {}

        private int handled;

        @Handler
        void put(Put put) {
            handled++;
        }

        @Handler
        int ask(Ask ask) {
            handled++;
            return ask.boxes().size();
        }

        @Handler
        int handled(Handled ask) {
            return handled;
        }

        @Handler
        @SuppressWarnings({"unchecked", "rawtypes"}) // the answer that the compiler can't check
        List<Integer> numbers(Numbers ask, ActorContext cx) {
            return cx.rank() == 0 ? List.of(1) : (List) List.of("one");
        }
    }

    @BeforeParameterizedClassInvocation
    void start() {
        bench = Bench.start(backend, 1, 2);
        holders = bench.procs().spawn("holders", Holder.class);
    }

    @AfterEach
    void nothingWasSent() {
        assertThat(holders.call(new Holder.Handled())).containsExactly(0, 0);
    }

    @AfterParameterizedClassInvocation
    void close() {
        bench.close();
    }

    @Test
    void aMessageWithoutAHandlerIsRefusedWithWhatToWrite() {
        assertThatThrownBy(() -> holders.cast(new Orphan()))
                .isInstanceOf(BadActorException.class)
                .hasMessageStartingWith("no handler for this message: write @Handler void on(Orphan message) in the"
                        + " actor: message=" + HERE + "$Orphan actor=" + HERE + "$Holder handles=[")
                .hasMessageContaining(HERE + "$Holder$Put");
        assertThatThrownBy(() -> holders.get(0).send(new Orphan())).hasMessageContaining("on(Orphan message)");
        assertThatThrownBy(() -> holders.call(new OrphanRequest())).hasMessageContaining("on(OrphanRequest message)");
        assertThatThrownBy(() -> holders.get(1).callAsync(new OrphanRequest()))
                .hasMessageContaining("on(OrphanRequest message)");
        assertThatThrownBy(() -> holders.choose(new OrphanRequest())).hasMessageContaining("on(OrphanRequest message)");
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"}) // the caller that the compiler can't stop
    void aMessageForAnotherActorIsRefusedThroughRawTypesToo() {
        assertThatThrownBy(() -> ((ActorMesh) holders).cast(new Other.Note()))
                .isInstanceOf(BadActorException.class)
                .hasMessageContaining("message=" + HERE + "$Other$Note actor=" + HERE + "$Holder");
        assertThatThrownBy(() -> ((ActorRef) holders.get(0)).send(new Other.Note()))
                .isInstanceOf(BadActorException.class);
    }

    @Test
    void aValueThatCanNotTravelIsNamedWithItsFieldAndClass() {
        Thread thread = Thread.currentThread();

        assertThatThrownBy(() -> holders.cast(new Holder.Put(thread)))
                .isInstanceOf(CannotTravelException.class)
                .hasMessage("cannot travel: field value (java.lang.Thread) of " + HERE + "$Holder$Put; what travels:"
                        + " primitives, String, enums, records, arrays, List, Set, Map, Optional, exceptions, ids and"
                        + " refs, Serializable values");
        assertThatThrownBy(() -> holders.get(0).send(new Holder.Put(Map.of("k", Optional.of(thread)))))
                .isInstanceOf(CannotTravelException.class)
                .hasMessageContaining("(java.lang.Thread)")
                .hasMessageContaining("value of key k")
                .hasMessageContaining("field value of " + HERE + "$Holder$Put");
        assertThatThrownBy(() -> holders.call(new Holder.Ask(List.of(new Box("a", 1), new Box("b", thread)))))
                .isInstanceOf(CannotTravelException.class)
                .hasMessageStartingWith("cannot travel: field content (java.lang.Thread) of " + HERE
                        + "$Box, in element" + " 1 of field boxes of " + HERE + "$Holder$Ask;");
    }

    @Test
    void aLambdaThatIsNoRemoteOneIsRefusedWithItsCure() {
        Function<String, String> plain = text -> text;

        assertThatThrownBy(() -> holders.cast(new Holder.Put(plain)))
                .isInstanceOf(CannotTravelException.class)
                .hasMessageContaining("a lambda of java.util.function.Function made in " + HERE)
                .hasMessageContaining("make it a lambda of a Remote… interface");
    }

    @Test
    void aPortRefRefusesWhatCanNotTravel() {
        Port<Object> port = bench.client().openPort(Object.class);

        assertThatThrownBy(() -> port.ref().send(Thread.currentThread()))
                .isInstanceOf(CannotTravelException.class)
                .hasMessageStartingWith("cannot travel: java.lang.Thread; what travels:");
        assertThat(port.poll()).isEmpty();
    }

    @Test
    void anAnswerOfTheWrongTypeIsTheFailureOfItsRank() {
        MeshCallException failed =
                catchThrowableOfType(MeshCallException.class, () -> holders.call(new Holder.Numbers()));

        assertThat(failed.answers()).isEqualTo(Map.of(0, List.of(1)));
        assertThat(failed.failures()).containsOnlyKeys(1);
        assertThat(failed.failures().get(1))
                .isInstanceOf(WireFormatException.class)
                .hasMessageContaining("declared=java.lang.Integer got=STRING");
    }
}
