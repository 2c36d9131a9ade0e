package io.meshwork.conformance.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.ActorMesh;
import io.meshwork.actor.Actor;
import io.meshwork.actor.ActorRef;
import io.meshwork.actor.Handler;
import io.meshwork.actor.MeshCallException;
import io.meshwork.actor.Message;
import io.meshwork.actor.Request;
import io.meshwork.config.Keys;
import io.meshwork.conformance.Backend;
import io.meshwork.conformance.Bench;
import io.meshwork.conformance.EachBackend;
import io.meshwork.mailbox.Port;
import io.meshwork.mailbox.PortRef;
import io.meshwork.value.ValueMesh;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** Messages and answers far above the size of a chunk arrive whole; those above the limit are refused. */
@EachBackend
class LargePayloadsTest {

    private static final int LARGE_BYTES = 5 << 20;
    private static final int LIMIT_BYTES = 8 << 20;

    private final Random random = new Random(7);

    @Parameter
    Backend backend;

    private Bench bench;
    private ActorMesh<Store> stores;

    static final class Store implements Actor {

        record Put(byte[] bytes) implements Message<Store> {}

        record Get() implements Request<Store, byte[]> {}

        record Same(byte[] bytes) implements Request<Store, byte[]> {}

        record Enlarged(int bytes) implements Request<Store, byte[]> {}

        record Copy(ActorRef<Store> to) implements Request<Store, Integer> {}

        record SendText(int characters, PortRef<String> port) implements Message<Store> {}

        private byte[] stored = {};

        @Handler
        void put(Put put) {
            stored = put.bytes();
        }

        @Handler
        byte[] get(Get ask) {
            return stored;
        }

        @Handler
        byte[] same(Same ask) {
            return ask.bytes();
        }

        @Handler
        byte[] enlarged(Enlarged ask) {
            return new byte[ask.bytes()];
        }

        @Handler
        int copy(Copy order) {
            order.to().send(new Put(stored));
            return order.to().call(new Same(stored)).length;
        }

        @Handler
        void sendText(SendText order) {
            order.port().send("é".repeat(order.characters()));
        }
    }

    @BeforeParameterizedClassInvocation
    void start() {
        bench = Bench.start(backend, 1, 2, backend.config().with(Keys.MAX_FRAME, Integer.toString(LIMIT_BYTES)));
        stores = bench.procs().spawn("stores", Store.class);
    }

    @AfterParameterizedClassInvocation
    void close() {
        bench.close();
    }

    @Test
    void fiveMebibytesTravelBothWays() {
        byte[] bytes = randomBytes();

        ValueMesh<byte[]> answers = stores.call(new Store.Same(bytes));

        assertThat(answers).hasSize(2).allMatch(answer -> Arrays.equals(answer, bytes));
    }

    @Test
    void aCastOfFiveMebibytesReachesAllBeforeWhatFollows() {
        byte[] bytes = randomBytes();

        stores.cast(new Store.Put(bytes));

        assertThat(stores.call(new Store.Get())).hasSize(2).allMatch(stored -> Arrays.equals(stored, bytes));
    }

    @Test
    void oneActorSendsThemToAnother() {
        byte[] bytes = randomBytes();
        stores.get(0).send(new Store.Put(bytes));

        int copied = stores.get(0).call(new Store.Copy(stores.get(1)));

        assertThat(copied).isEqualTo(LARGE_BYTES);
        assertThat(stores.get(1).call(new Store.Get())).isEqualTo(bytes);
    }

    @Test
    void aPortTakesLargeText() {
        Port<String> port = bench.client().openPort(String.class);

        stores.get(1).send(new Store.SendText(LARGE_BYTES / 2, port.ref()));

        assertThat(port.receive().equals("é".repeat(LARGE_BYTES / 2))).isTrue();
    }

    @Test
    void aRequestAboveTheLimitFailsTheCallAndNothingElse() {
        assertThatThrownBy(() -> stores.get(0).call(new Store.Same(new byte[LIMIT_BYTES])))
                .isInstanceOf(MeshCallException.class)
                .hasMessageContaining("mesh.max-frame");
        assertThat(stores.get(0).call(new Store.Same(new byte[1]))).hasSize(1);
    }

    @Test
    void anAnswerAboveTheLimitFailsTheCallAndNothingElse() {
        assertThatThrownBy(() -> stores.get(0).call(new Store.Enlarged(LIMIT_BYTES)))
                .isInstanceOf(MeshCallException.class)
                .hasMessageContaining("mesh.max-frame");
        assertThat(stores.get(0).call(new Store.Enlarged(1))).hasSize(1);
    }

    private byte[] randomBytes() {
        byte[] bytes = new byte[LARGE_BYTES];
        random.nextBytes(bytes);
        return bytes;
    }
}
