package io.meshwork.actor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.id.PortId;
import io.meshwork.mailbox.Port;
import io.meshwork.mailbox.PortRef;
import io.meshwork.proc.LocalProc;
import io.meshwork.proc.ProcAgent;
import io.meshwork.wire.Undeliverable;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The invariants, on actors in this process. */
class ActorRulesTest {

    private final LocalProc local = new LocalProc();

    @AfterEach
    void close() {
        local.close();
    }

    static final class Fragile implements Actor {
        record Ask(String text) implements Request<Fragile, String> {}

        record Tell(String text) implements Message<Fragile> {}

        record WhoAsks() implements Request<Fragile, String> {}

        record AskThrough(ActorRef<Fragile> other, PortRef<String> answer) implements Message<Fragile> {}

        @Handler
        String ask(Ask ask) {
            if (ask.text().isEmpty()) {
                throw new IllegalArgumentException("nothing asked");
            }
            return ask.text();
        }

        @Handler
        void tell(Tell tell) {
            throw new IllegalStateException(tell.text());
        }

        @Handler
        String who(WhoAsks ask, ActorContext cx) {
            return cx.sender().orElseThrow().name();
        }

        @Handler
        void askThrough(AskThrough ask) {
            Thread thread = new Thread(() -> ask.answer().send(ask.other().call(new WhoAsks())));
            thread.start();
        }
    }

    record ForNobody() implements Message<Fragile> {}

    abstract static class TwoHandlers implements Actor {
        record M() implements Message<TwoHandlers> {}

        @Handler
        void one(M m) {}

        @Handler
        void two(M m) {}
    }

    abstract static class WrongAnswer implements Actor {
        record M() implements Request<WrongAnswer, String> {}

        @Handler
        int answer(M m) {
            return 1;
        }
    }

    abstract static class AnswersAMessage implements Actor {
        record M() implements Message<AnswersAMessage> {}

        @Handler
        int answer(M m) {
            return 1;
        }
    }

    abstract static class ForgotOne implements Actor {
        record M() implements Message<ForgotOne> {}
    }

    abstract static class WrongParameter implements Actor {
        @Handler
        void on(String text) {}
    }

    @Test
    void a1_handlersThatDoNotFitAreRefusedWithTheMethod() {
        assertThatThrownBy(() -> HandlerTable.of(TwoHandlers.class))
                .isInstanceOf(BadActorException.class)
                .hasMessageContaining("two handlers for one message")
                .hasMessageContaining("TwoHandlers.");
        assertThatThrownBy(() -> HandlerTable.of(WrongAnswer.class))
                .hasMessageContaining("answered with String")
                .hasMessageContaining("got: int")
                .hasMessageContaining("answer(M)");
        assertThatThrownBy(() -> HandlerTable.of(AnswersAMessage.class))
                .hasMessageContaining("make the message a Request");
        assertThatThrownBy(() -> HandlerTable.of(ForgotOne.class)).hasMessageContaining("a message without a handler");
        assertThatThrownBy(() -> HandlerTable.of(WrongParameter.class))
                .hasMessageContaining("a handler takes a Message");
    }

    /** at the caller, before anything is sent. */
    @Test
    void a1_aMessageWithoutHandlerIsRefusedAtTheCaller() {
        ActorRef<Fragile> actor = local.create("fragile", Fragile.class);

        assertThatThrownBy(() -> actor.send(new ForNobody()))
                .isInstanceOf(BadActorException.class)
                .hasMessageContaining("ForNobody")
                .hasMessageContaining("Fragile");
    }

    /** */
    @Test
    void a2_aRequestThatThrowsFailsTheRequestAndNotTheActor() {
        ActorRef<Fragile> actor = local.create("fragile", Fragile.class);

        assertThatThrownBy(() -> actor.call(new Fragile.Ask("")))
                .isInstanceOf(MeshCallException.class)
                .hasCauseInstanceOf(IllegalArgumentException.class);
        assertThat(actor.call(new Fragile.Ask("again"))).isEqualTo("again");
    }

    /** */
    @Test
    void a3_aMessageThatThrowsFailsTheActorAndLaterOnesComeBack() throws InterruptedException {
        ActorRef<Fragile> actor = local.create("fragile", Fragile.class);

        actor.send(new Fragile.Tell("over"));
        actor.send(new Fragile.Tell("too late"));

        Undeliverable back = local.bounced.poll(30, TimeUnit.SECONDS);
        assertThat(back).isNotNull();
        assertThat(back.category()).isEqualTo(Undeliverable.Category.ACTOR_FAILED);
        assertThat(back.message()).isEqualTo("Tell[text=too late]");
        assertThat(back.reason()).contains("actor has ended").contains("Failed[message=over]");
        assertThat(local.agent().call(new ProcAgent.GetState("fragile"))).isEqualTo(new ActorStatus.Failed("over"));
    }

    /** */
    @Test
    void a5_whatAnActorCanNotReadComesBackAndHarmsItNothing() throws InterruptedException {
        ActorRef<Fragile> actor = local.create("fragile", Fragile.class);
        PortId handlers = actor.id().port(PortId.HANDLER);

        local.client().send(handlers, false, new ForNobody());
        local.client().send(handlers, false, List.of("no message"));
        local.client().post(handlers, false, true, new byte[] {99, 99, 99}, null, 0);

        for (int i = 0; i < 3; i++) {
            Undeliverable back = local.bounced.poll(30, TimeUnit.SECONDS);
            assertThat(back).isNotNull();
            assertThat(back.destination().actor()).isEqualTo(actor.id());
            assertThat(back.category()).isEqualTo(Undeliverable.Category.NOT_TAKEN);
        }
        assertThat(actor.call(new Fragile.Ask("well"))).isEqualTo("well");
    }

    /** the ref came in a message, so it acts for the actor, on whatever thread. */
    @Test
    void a6_aRefActsForTheOneItWasGivenTo() {
        ActorRef<Fragile> asked = local.create("asked", Fragile.class);
        ActorRef<Fragile> between = local.create("between", Fragile.class);
        Port<String> answer = local.client().openPort(String.class);

        between.send(new Fragile.AskThrough(asked, answer.ref()));

        assertThat(answer.receive()).isEqualTo("between");
        assertThat(asked.call(new Fragile.WhoAsks())).isEqualTo("client");
    }

    /** MB-4: the first word of a receiver stands. */
    @Test
    void anActorCanNotWaitForItself() {
        ActorRef<Fragile> actor = local.create("self", Fragile.class);

        assertThatThrownBy(() -> actor.run(self -> actor.call(new Fragile.Ask("me"))))
                .rootCause()
                .hasMessageContaining("can't wait for an answer of its own");
    }
}
