package io.meshwork.conformance.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.meshwork.ActorMesh;
import io.meshwork.actor.Actor;
import io.meshwork.actor.ActorContext;
import io.meshwork.actor.ActorRef;
import io.meshwork.actor.Handler;
import io.meshwork.actor.MeshCallException;
import io.meshwork.actor.Message;
import io.meshwork.actor.Request;
import io.meshwork.config.Keys;
import io.meshwork.conformance.Backend;
import io.meshwork.conformance.Bench;
import io.meshwork.conformance.EachBackend;
import io.meshwork.conformance.Row;
import io.meshwork.failure.MeshFailure;
import io.meshwork.mailbox.OncePort;
import io.meshwork.mailbox.Port;
import io.meshwork.mailbox.PortRef;
import io.meshwork.wire.CannotTravelException;
import io.meshwork.wire.Undeliverable;
import io.meshwork.wire.Undeliverable.Category;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** What can't be delivered comes back to its sender, once, and says why and what it was. */
@EachBackend
class UndeliverablesTest {

    private static final Duration SOON = Duration.ofSeconds(20);

    @Parameter
    Backend backend;

    private Bench bench;

    /** Tells a port of each ping. */
    static final class Pong implements Actor {

        record Ping(int number, PortRef<Integer> pings) implements Message<Pong> {}

        @Handler
        void ping(Ping ping) {
            ping.pings().send(ping.number());
        }
    }

    /** Sends for the test, and keeps what comes back. */
    static final class Sender implements Actor {

        record Send(ActorRef<Pong> to, int count, PortRef<Integer> pings) implements Request<Sender, Void> {}

        record Silently(ActorRef<Pong> to, PortRef<Integer> pings) implements Request<Sender, Void> {}

        record SendTo(PortRef<Integer> port) implements Request<Sender, Void> {}

        record Back(List<String> what) {}

        record WhatCameBack() implements Request<Sender, Back> {}

        private final List<String> back = new ArrayList<>();

        @Handler
        void send(Send order) {
            for (int number = 0; number < order.count(); number++) {
                order.to().send(new Pong.Ping(number, order.pings()));
            }
        }

        @Handler
        void silently(Silently order) {
            order.to().withoutReturn().send(new Pong.Ping(0, order.pings()));
        }

        @Handler
        void sendTo(SendTo order) {
            order.port().send(7);
        }

        @Handler
        Back whatCameBack(WhatCameBack ask) {
            return new Back(List.copyOf(back));
        }

        @Override
        public void undeliverable(Undeliverable returned, ActorContext cx) {
            back.add(returned.category() + " " + returned.message());
        }
    }

    /** Does what an actor does by default with what comes back. */
    static final class Plain implements Actor {

        record Send(ActorRef<Pong> to, PortRef<Integer> pings) implements Request<Plain, Void> {}

        record SendTo(PortRef<Integer> port) implements Request<Plain, Void> {}

        record Silently(ActorRef<Pong> to, PortRef<Integer> port) implements Request<Plain, Void> {}

        @Handler
        void send(Send order) {
            order.to().send(new Pong.Ping(1, order.pings()));
        }

        @Handler
        void sendTo(SendTo order) {
            order.port().send(7);
        }

        @Handler
        void silently(Silently order) {
            order.to().withoutReturn().send(new Pong.Ping(1, order.port()));
            order.port().withoutReturn().send(7);
        }
    }

    @BeforeParameterizedClassInvocation
    void start() {
        bench = Bench.start(backend, 1, 2);
    }

    @AfterEach
    void nothingIsLeftOver() {
        assertThat(bench.client().undeliverables().takeAll()).isEmpty();
    }

    @AfterParameterizedClassInvocation
    void close() {
        bench.close();
    }

    @Test
    @Row("B40")
    void whatIsSentToAStoppedActorComesBackWithCategoryDestinationAndText() {
        ActorMesh<Pong> pongs = bench.procs().spawn("stopped", Pong.class);
        ActorRef<Pong> first = pongs.get(0);
        Port<Integer> pings = bench.client().openPort(Integer.class);
        pongs.stop();

        first.send(new Pong.Ping(5, pings.ref()));

        Undeliverable returned = bench.client().undeliverables().next(SOON);
        assertThat(returned.category()).isEqualTo(Category.ACTOR_STOPPED);
        assertThat(returned.destination().actor()).isEqualTo(first.id());
        assertThat(returned.message()).startsWith("Ping[number=5, pings=PortRef[");
        assertThat(returned.reason()).contains("actor has ended", "stopped");
    }

    @Test
    @Row("B40")
    void whatIsSentToAnActorThatNeverWasComesBackAsSuch() {
        ActorMesh<Pong> pongs = bench.procs().spawn("known", Pong.class);
        ActorRef<Pong> unknown = new ActorRef<>(
                pongs.get(1).id().proc().actor("nobody"),
                Pong.class,
                bench.client().instance());

        unknown.send(new Pong.Ping(1, bench.client().openPort(Integer.class).ref()));

        Undeliverable returned = bench.client().undeliverables().next(SOON);
        assertThat(returned.category()).isEqualTo(Category.NO_SUCH_ACTOR);
        assertThat(returned.destination().actor()).isEqualTo(unknown.id());
    }

    @Test
    @Row("B42")
    void oneHundredPostsToAStoppedActorComeBackOneHundredTimesAndTheirSenderLives() {
        ActorMesh<Pong> pongs = bench.procs().spawn("pong", Pong.class);
        ActorRef<Sender> ping =
                bench.procs().slice("procs", 0).spawn("ping", Sender.class).get(0);
        Port<Integer> pings = bench.client().openPort(Integer.class);
        ping.call(new Sender.Send(pongs.get(1), 3, pings.ref()));
        assertThat(pings.receive(3)).containsExactly(0, 1, 2);
        pongs.stop();

        ping.call(new Sender.Send(pongs.get(1), 100, pings.ref()));

        await().atMost(SOON)
                .until(() -> ping.call(new Sender.WhatCameBack()).what().size() >= 100);
        List<String> back = ping.call(new Sender.WhatCameBack()).what();
        assertThat(back).hasSize(100).allMatch(one -> one.startsWith("ACTOR_STOPPED Ping[number="));
        assertThat(pings.poll()).isEmpty();
    }

    @Test
    @Row("B41")
    void aBadReferenceFailsTheActorThatUsedItAndItsOwnerHearsWhatCameBack() {
        ActorMesh<Pong> pongs = bench.procs().spawn("gone", Pong.class);
        ActorMesh<Plain> plain = bench.procs().spawn("plain", Plain.class);
        Port<Integer> pings = bench.client().openPort(Integer.class);
        pongs.stop();

        plain.get(1).call(new Plain.Send(pongs.get(0), pings.ref()));

        MeshFailure failure = bench.client().failures().next(SOON);
        assertThat(failure.mesh()).isEqualTo("plain");
        assertThat(failure.ranks()).containsExactly(1);
        assertThat(failure.what()).contains("a message came back: ACTOR_STOPPED", "Ping[number=1");
        assertThatThrownBy(() -> plain.get(1).run(actor -> {})).isInstanceOf(MeshCallException.class);
    }

    @Test
    @Row({"B41", "B34"})
    void aClosedPortFailsNoActorAndWhatIsSentWithoutReturnIsDroppedSilently() {
        ActorMesh<Pong> pongs = bench.procs().spawn("silent", Pong.class);
        ActorRef<Plain> plain =
                bench.procs().slice("procs", 0).spawn("quiet", Plain.class).get(0);
        Port<Integer> closed = bench.client().openPort(Integer.class);
        closed.close();
        pongs.stop();

        plain.call(new Plain.SendTo(closed.ref()));
        plain.call(new Plain.Silently(pongs.get(1), closed.ref()));

        plain.run(actor -> {});
        assertThat(bench.client().failures().takeAll()).isEmpty();
    }

    @Test
    @Row("B34")
    void theSecondValueOfAOncePortComesBackToItsSender() {
        ActorRef<Sender> sender =
                bench.procs().slice("procs", 1).spawn("twice", Sender.class).get(0);
        OncePort<Integer> once = bench.client().openOncePort(Integer.class);
        sender.call(new Sender.SendTo(once.ref()));

        sender.call(new Sender.SendTo(once.ref()));

        assertThat(once.receive()).isEqualTo(7);
        await().atMost(SOON)
                .until(
                        () -> sender.call(new Sender.WhatCameBack()).what(),
                        back -> back.equals(List.of("PORT_CLOSED 7")));
    }

    @Test
    void aLargeMessageComesBackAsItsClassAndSize() {
        ActorMesh<Pong> pongs = bench.procs().spawn("large", Pong.class);
        ActorRef<LargePayloadsTest.Store> wrong = new ActorRef<>(
                pongs.get(0).id(), LargePayloadsTest.Store.class, bench.client().instance());

        wrong.send(new LargePayloadsTest.Store.Put(new byte[50_000]));

        Undeliverable returned = bench.client().undeliverables().next(SOON);
        assertThat(returned.category()).isEqualTo(Category.NOT_TAKEN);
        assertThat(returned.message()).hasSizeLessThan(300).contains("Store$Put", "bytes)");
        pongs.run(actor -> {});
    }

    @Test
    void aMessageOverTheLimitFailsItsSenderBeforeItIsSentAndLeavesNoGap() {
        int limit = 100_000;
        try (Bench small = Bench.start(backend, 1, 1, backend.config().with(Keys.MAX_FRAME, Integer.toString(limit)))) {
            ActorMesh<LargePayloadsTest.Store> stores = small.procs().spawn("stores", LargePayloadsTest.Store.class);

            assertThatThrownBy(() -> stores.cast(new LargePayloadsTest.Store.Put(new byte[limit])))
                    .isInstanceOf(CannotTravelException.class)
                    .hasMessageContaining("mesh.max-frame")
                    .hasMessageContaining("limit=" + limit);
            assertThat(stores.call(new LargePayloadsTest.Store.Get())).hasSize(1);
        }
    }
}
