package io.meshwork.conformance.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.meshwork.ActorMesh;
import io.meshwork.SpawnException;
import io.meshwork.actor.Actor;
import io.meshwork.actor.BadActorException;
import io.meshwork.conformance.Backend;
import io.meshwork.conformance.Bench;
import io.meshwork.conformance.EachBackend;
import io.meshwork.conformance.Row;
import io.meshwork.wire.CannotTravelException;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** an actor class that doesn't fit is refused where it is spawned, with what is wrong and what to do. */
@EachBackend
class BadActorsTest {

    private static final String HERE = BadActors.class.getName();

    @Parameter
    Backend backend;

    private Bench bench;

    @BeforeParameterizedClassInvocation
    void start() {
        bench = Bench.start(backend, 1, 1);
    }

    @AfterParameterizedClassInvocation
    void close() {
        bench.close();
    }

    private AbstractThrowableAssert<?, ? extends Throwable> assertRefused(
            Class<? extends Actor> type, Object... arguments) {
        return assertThatThrownBy(() -> bench.procs().spawn("refused", type, arguments))
                .isInstanceOf(BadActorException.class);
    }

    @Test
    @Row("B25")
    void aClassWithoutAConstructorForTheArguments() {
        assertRefused(BadActors.Numbered.class)
                .hasMessageStartingWith("no constructor fits these arguments: class=" + HERE + "$Numbered arguments=[]")
                .hasMessageContaining("Numbered(long)");
        assertRefused(BadActors.Numbered.class, "42").hasMessageContaining("arguments=[java.lang.String]");
        assertRefused(BadActors.Numbered.class, 42).hasMessageContaining("arguments=[java.lang.Integer]");
        assertRefused(BadActors.Numbered.class, (Object) null).hasMessageContaining("arguments=[null]");
        assertRefused(BadActors.TwoWays.class, "text")
                .hasMessageStartingWith("several constructors fit these arguments");
        assertThat(bench.procs()
                        .spawn("numbered", BadActors.Numbered.class, 42L)
                        .call(new BadActors.Numbered.Number()))
                .containsExactly(42L);
    }

    @Test
    void aConstructorThatWantsWhatDoesNotArriveAsItWasSent() {
        assertRefused(BadActors.Listed.class, new ArrayList<>(List.of("a")))
                .hasMessageStartingWith(
                        "no constructor fits these arguments, as they arrive: class=" + HERE + "$Listed")
                .hasMessageContaining("Listed(java.util.ArrayList)");
    }

    @Test
    void aClassThatCanNotBeMadeOverThere() {
        class Local implements Actor {}

        assertRefused(BadActors.Unfinished.class)
                .hasMessage("actor class doesn't fit: an abstract class or interface can't be spawned: class=" + HERE
                        + "$Unfinished");
        assertRefused(BadActors.OnlyAnInterface.class)
                .hasMessageContaining("an abstract class or interface can't be spawned");
        assertRefused(BadActors.Inner.class)
                .hasMessage("actor class doesn't fit: an inner class needs an outer object, which can't travel; make it"
                        + " static: class=" + HERE + "$Inner");
        assertRefused(Local.class).hasMessageContaining("make it static");
        assertRefused(new Actor() {}.getClass()).hasMessageContaining("make it static");
    }

    @Test
    void aNestedMessageWithoutAHandler() {
        assertRefused(BadActors.Unhandled.class)
                .hasMessage("a message without a handler: write @Handler void on(Lost message) or take the record away:"
                        + " message=" + HERE + "$Unhandled$Lost actor=" + HERE + "$Unhandled");
        assertRefused(BadActors.Circle.class)
                .hasMessageContaining("message=" + HERE + "$Shape$Area actor=" + HERE + "$Circle");
    }

    @Test
    void aMessageWithTwoHandlers() {
        assertRefused(BadActors.HandledTwice.class)
                .hasMessageStartingWith("handler doesn't fit: two handlers for one message: the other is " + HERE)
                .hasMessageContaining(".first(Note)")
                .hasMessageContaining(".second(Note)");
    }

    @Test
    void aHandlerWithTheWrongAnswer() {
        assertRefused(BadActors.WrongAnswer.class)
                .hasMessage("handler doesn't fit: wrong return type: the request is answered with Integer or"
                        + " CompletionStage<Integer>, got: String: method=" + HERE + "$WrongAnswer.size(Size)");
        assertRefused(BadActors.NoAnswer.class).hasMessageContaining("got: void");
        assertRefused(BadActors.WrongStage.class).hasMessageContaining("got: CompletionStage<String>");
        assertRefused(BadActors.AnswersAMessage.class)
                .hasMessageContaining("a handler of a Message returns nothing; make the message a Request to answer it")
                .hasMessageContaining("$AnswersAMessage.note(Note)");
    }

    @Test
    void aHandlerWithTheWrongParameters() {
        String accepted = "handler doesn't fit: a handler takes a Message, and optionally an ActorContext after it:";

        assertRefused(BadActors.NoMessage.class).hasMessage(accepted + " method=" + HERE + "$NoMessage.note(String)");
        assertRefused(BadActors.NoParameter.class).hasMessage(accepted + " method=" + HERE + "$NoParameter.note()");
        assertRefused(BadActors.TooMany.class).hasMessageStartingWith(accepted);
        assertRefused(BadActors.WrongOrder.class).hasMessageStartingWith(accepted);
        assertRefused(BadActors.Static.class).hasMessageStartingWith(accepted);
        assertRefused(BadActors.Everything.class).hasMessageContaining("a handler takes a concrete message class");
        assertRefused(BadActors.ForSomeoneElse.class)
                .hasMessageContaining("message is for another actor")
                .hasMessageContaining("$ForSomeoneElse.note(Note)");
    }

    @Test
    void argumentsThatCanNotTravel() {
        assertThatThrownBy(() -> bench.procs().spawn("refused", BadActors.TwoWays.class, new Thread()))
                .isInstanceOf(CannotTravelException.class)
                .hasMessageStartingWith("cannot travel: element 0 (java.lang.Thread)");
    }

    @Test
    void namesThatAreTakenOrAreNoNames() {
        for (String taken : List.of("proc_agent", "proc_code", "host_agent", "trampoline")) {
            assertThatThrownBy(() -> bench.procs().spawn(taken, BadActors.Numbered.class, 1L))
                    .isInstanceOf(BadActorException.class)
                    .hasMessage("that name is taken by the harness: choose another name: mesh=" + taken);
        }
        for (String noName : List.of("", "a.b", "a:1", "a@b", "a b", "x".repeat(64))) {
            assertThatThrownBy(() -> bench.procs().spawn(noName, BadActors.Numbered.class, 1L))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage(
                            "not a name for this actor mesh: 1 to 63 letters, digits, _ or -, got: '" + noName + "'");
        }
    }

    @Test
    void aNameThatIsUsedAlready() {
        ActorMesh<BadActors.Numbered> first = bench.procs().spawn("taken", BadActors.Numbered.class, 1L);

        SpawnException thrown = catchThrowableOfType(
                SpawnException.class, () -> bench.procs().spawn("taken", BadActors.Numbered.class, 2L));

        assertThat(thrown)
                .hasMessageStartingWith("actors could not be spawned: mesh=taken class=" + HERE + "$Numbered")
                .hasMessageContaining(
                        "an actor of that name was started here before: choose another name: actor=taken");
        assertThat(first.call(new BadActors.Numbered.Number())).containsExactly(1L);
        assertThat(bench.client().failures().poll()).isEmpty();
    }
}
