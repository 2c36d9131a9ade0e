package io.meshwork.actor;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.failure.MeshException;
import io.meshwork.id.PortId;
import io.meshwork.mailbox.Answers;
import io.meshwork.mailbox.Instance;
import io.meshwork.mailbox.Port;
import io.meshwork.mailbox.PortRef;
import io.meshwork.proc.LocalProc;
import io.meshwork.proc.ProcAgent;
import io.meshwork.wire.Undeliverable;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A-4 and SV-2 while an actor ends: who asks it to stop again, what it still spawns, what becomes of its ports. */
@Timeout(60)
class EndingTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final LocalProc local = new LocalProc();

    @AfterEach
    void close() {
        local.close();
    }

    /** Ends a hook that waits. */
    record Key(PortRef<String> ref) {}

    /** Its hook tells that it began, and ends when it is sent a value. */
    static final class Lingerer implements Actor {

        record Bear(String name) implements Request<Lingerer, String> {}

        record Break(String why) implements Message<Lingerer> {}

        private final PortRef<Key> begun;

        Lingerer(PortRef<Key> begun) {
            this.begun = begun;
        }

        @Handler
        String bear(Bear order, ActorContext cx) {
            return cx.spawn(order.name(), new Lingerer(begun)).id().name();
        }

        @Handler
        void breakDown(Break order) {
            throw new IllegalStateException(order.why());
        }

        @Override
        public void stopped(ActorContext cx, String reason) {
            try (Port<String> end = cx.openPort(String.class)) {
                begun.send(new Key(end.ref()));
                end.receive(LONG);
            }
        }
    }

    /** Spawns in its hook, opens ports, and sends to nobody. */
    static final class Careless implements Actor {

        record Open() implements Request<Careless, PortRef<String>> {}

        record SendToNobody(int count) implements Request<Careless, String> {}

        record CameBack() implements Request<Careless, Integer> {}

        private final PortRef<String> told;
        private int cameBack;

        Careless(PortRef<String> told) {
            this.told = told;
        }

        @Handler
        PortRef<String> open(Open order, ActorContext cx) {
            return cx.openPort(String.class).ref();
        }

        @Handler
        String send(SendToNobody order, ActorContext cx) {
            PortId nobody = cx.self().id().proc().actor("nobody").port(PortId.HANDLER);
            for (int i = 0; i < order.count(); i++) {
                cx.instance().send(nobody, false, "lost");
            }
            return "sent";
        }

        @Handler
        int cameBack(CameBack ask) {
            return cameBack;
        }

        @Override
        public void undeliverable(Undeliverable returned, ActorContext cx) {
            cameBack++;
        }

        @Override
        public void stopped(ActorContext cx, String reason) {
            try {
                cx.spawn("late", new Careless(told));
                told.send("spawned");
            } catch (MeshException e) {
                told.send(e.getMessage());
            }
        }
    }

    @Test
    void whoAsksAnActorThatEndsAlreadyToStopIsAnsweredWhenItHas() {
        Port<Key> begun = local.client().openPort(Key.class);
        ActorRef<Lingerer> lingerer = local.create("lingerer", Lingerer.class, begun.ref());
        Answers first = Calls.stop(local.client(), List.of(lingerer.id()), "first");
        Key key = begun.receive();

        Answers second = Calls.stop(local.client(), List.of(lingerer.id()), "second");
        key.ref().send("end");

        assertThat(first.await(LONG)).isTrue();
        assertThat(second.await(LONG)).isTrue();
        assertThat(first.failure(0)).isNull();
        assertThat(second.failure(0)).isNull();
    }

    @Test
    void whoAsksAnActorThatFailsToStopIsToldWhenItHasFailed() {
        Port<Key> begun = local.client().openPort(Key.class);
        ActorRef<Lingerer> parent = local.create("parent", Lingerer.class, begun.ref());
        parent.call(new Lingerer.Bear("child"));
        parent.send(new Lingerer.Break("broken"));
        Key key = begun.receive();

        Answers stopped = Calls.stop(local.client(), List.of(parent.id()), "enough");
        key.ref().send("end");

        assertThat(stopped.await(LONG)).isTrue();
        assertThat(stopped.failure(0))
                .hasMessageContaining("actor has ended")
                .hasMessageContaining("Failed[message=broken]");
    }

    /** SV-2. */
    @Test
    void sv2_anActorThatEndsSpawnsNoChildAnyMore() {
        Port<String> told = local.client().openPort(String.class);
        ActorRef<Careless> parent = local.create("parent", Careless.class, told.ref());

        local.agent().call(new ProcAgent.Stop("parent", "enough"));

        assertThat(told.receive()).contains("spawns nothing any more").contains("parent=" + parent.id());
        assertThat(local.agent().call(new ProcAgent.GetState("late"))).isInstanceOf(ActorStatus.Unknown.class);
    }

    /** */
    @Test
    void a4_whatComesForAPortOfAnActorThatHasEndedGoesBack() throws InterruptedException {
        Port<String> told = local.client().openPort(String.class);
        ActorRef<Careless> actor = local.create("actor", Careless.class, told.ref());
        PortRef<String> port = actor.call(new Careless.Open());
        local.agent().call(new ProcAgent.Stop("actor", "enough"));

        port.send("too late");

        Undeliverable back = local.bounced.poll(30, TimeUnit.SECONDS);
        assertThat(back).isNotNull();
        assertThat(back.category()).isEqualTo(Undeliverable.Category.PORT_CLOSED);
        assertThat(back.message()).isEqualTo("too late");
    }

    @Test
    void ofWhatComesBackToABusyActorNoMoreIsKeptThanTheLimit() {
        Port<String> told = local.client().openPort(String.class);
        ActorRef<Careless> actor = local.create("actor", Careless.class, told.ref());

        actor.call(new Careless.SendToNobody(Instance.MOST_RETURNED_KEPT + 100));

        assertThat(actor.call(new Careless.CameBack())).isEqualTo(Instance.MOST_RETURNED_KEPT);
    }
}
