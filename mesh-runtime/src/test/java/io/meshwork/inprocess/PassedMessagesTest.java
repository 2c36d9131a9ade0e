package io.meshwork.inprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.ActorMesh;
import io.meshwork.AllocSpec;
import io.meshwork.Client;
import io.meshwork.HostMesh;
import io.meshwork.InProcessAllocator;
import io.meshwork.ProcMesh;
import io.meshwork.actor.Actor;
import io.meshwork.actor.ActorContext;
import io.meshwork.actor.ActorRef;
import io.meshwork.actor.Handler;
import io.meshwork.actor.MeshCallException;
import io.meshwork.actor.Message;
import io.meshwork.actor.Request;
import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.id.ActorId;
import io.meshwork.mailbox.Port;
import io.meshwork.mailbox.PortRef;
import io.meshwork.mailbox.ReducedPort;
import io.meshwork.mailbox.Reducer;
import io.meshwork.shape.Extent;
import io.meshwork.wire.Undeliverable;
import io.meshwork.wire.WireFormatException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** IP-7: messages that are passed as they are. What proves it is a value that can't be encoded: there is but one. */
class PassedMessagesTest {

    private static final Config PASSING = Config.of(Map.of(Keys.IN_PROCESS_COPY.name(), "false"));
    private static final int PROCS = 20; // more than mesh.cast-fanout

    private final CountDownLatch latch = new CountDownLatch(1);
    private Client client;
    private HostMesh hosts;
    private ProcMesh procs;
    private ActorMesh<Keeper> keepers;

    static final class Keeper implements Actor {

        record Keep(Object value) implements Message<Keeper> {}

        record Kept() implements Request<Keeper, Object> {}

        record SendTo(List<PortRef<Object>> ports, Object value) implements Message<Keeper> {}

        record Count(PortRef<Long> port) implements Message<Keeper> {}

        record WhoAsks() implements Request<Keeper, ActorId> {}

        record WhoAskedBy(List<ActorRef<Keeper>> peers) implements Request<Keeper, ActorId> {}

        private Object kept = "nothing";

        @Handler
        void keep(Keep keep) {
            kept = keep.value();
        }

        @Handler
        Object kept(Kept ask) {
            return kept;
        }

        @Handler
        void send(SendTo order) {
            order.ports().get(0).send(kept);
        }

        @Handler
        void count(Count order) {
            order.port().send(1L);
        }

        @Handler
        ActorId who(WhoAsks ask, ActorContext cx) {
            return cx.sender().orElseThrow();
        }

        @Handler
        ActorId whoAskedBy(WhoAskedBy ask) {
            return ask.peers().get(0).call(new WhoAsks());
        }
    }

    @BeforeEach
    void start() {
        client = Client.start("root", PASSING);
        hosts = HostMesh.allocate(
                client, new InProcessAllocator(PASSING).allocate(AllocSpec.of(Extent.unity())), "test");
        procs = hosts.spawn("p0", Extent.of("procs", PROCS));
        keepers = procs.spawn("keepers", Keeper.class);
    }

    @AfterEach
    void close() {
        client.close();
    }

    @Test
    void aMessageAnAnswerAPortsValueAndWhatALambdaCapturedArriveThemselves() {
        Port<Object> port = client.openPort(Object.class);

        keepers.cast(new Keeper.Keep(latch));
        keepers.get(3).send(new Keeper.SendTo(List.of(port.ref()), "copied"));

        assertThat(keepers.call(new Keeper.Kept()))
                .hasSize(PROCS)
                .allSatisfy(kept -> assertThat(kept).isSameAs(latch));
        assertThat(port.receive()).isSameAs(latch);
        procs.run(latch::countDown);
        CountDownLatch own = latch;
        boolean same = keepers.get(1).call(keeper -> keeper.kept == own && own.getCount() == 0);
        assertThat(same).isTrue();
    }

    @Test
    void aMessageThatHoldsAHandleIsCopiedAndItsHandlesActForTheReceiver() {
        ActorRef<Keeper> peer = keepers.get(1);

        assertThat(keepers.get(0).call(new Keeper.WhoAskedBy(List.of(peer))))
                .isEqualTo(keepers.get(0).id());
        ActorId asked = keepers.get(0).call(keeper -> peer.call(new Keeper.WhoAsks()));
        assertThat(asked).isEqualTo(keepers.get(0).id());
        Port<Object> port = client.openPort(Object.class);
        assertThatThrownBy(() -> keepers.cast(new Keeper.SendTo(List.of(port.ref()), latch)))
                .hasMessageContaining("java.util.concurrent.CountDownLatch")
                .hasMessageContaining("value");
    }

    @Test
    void whatAReducedPortTakesIsFolded() {
        ReducedPort<Long> sum = client.openReducePort(Reducer.sumOfLongs());

        keepers.cast(new Keeper.Count(sum.ref()));

        assertThat(sum.receive()).isEqualTo(PROCS);
    }

    @Test
    void whatComesBackIsShownAsItIs() {
        ActorRef<Keeper> stopped = keepers.get(0);
        keepers.stop();

        stopped.send(new Keeper.Keep("x".repeat(1000)));

        Undeliverable returned = client.undeliverables().next();
        assertThat(returned.category()).isEqualTo(Undeliverable.Category.ACTOR_STOPPED);
        assertThat(returned.message()).startsWith("Keep[value=xxx").endsWith("... (1012 chars)");
    }

    @Test
    @SuppressWarnings("unchecked") // that is what it is about
    void aValueOfAnotherTypeThanThePortTakesIsRefusedAsEver() {
        Port<Integer> port = client.openPort(Integer.class);
        PortRef<Object> untyped = (PortRef<Object>) (PortRef<?>) port.ref();

        keepers.get(0).send(new Keeper.SendTo(List.of(untyped), "copied"));

        assertThatThrownBy(port::receive)
                .isInstanceOf(WireFormatException.class)
                .hasMessageContaining("declared=java.lang.Integer")
                .hasMessageContaining("value=java.lang.String");
    }

    /** Another client of this JVM is reached by a socket, as one of another process would be. */
    @Test
    void whatLeavesTheJvmIsEncodedThereOrItIsSaidWhyNot() {
        try (Client other = Client.start("other", PASSING)) {
            ActorRef<Keeper> keeper = keepers.as(other).get(0);
            keeper.send(new Keeper.Keep(List.of("a")));

            assertThat(keeper.call(new Keeper.Kept())).isEqualTo(List.of("a"));
            keeper.send(new Keeper.Keep(latch));
            assertThatThrownBy(() -> keeper.call(new Keeper.Kept()))
                    .isInstanceOf(MeshCallException.class)
                    .hasMessageContaining("java.util.concurrent.CountDownLatch");
        }
    }
}
