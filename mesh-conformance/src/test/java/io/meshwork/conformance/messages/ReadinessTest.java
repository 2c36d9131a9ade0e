package io.meshwork.conformance.messages;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.ActorMesh;
import io.meshwork.ProcMesh;
import io.meshwork.actor.Actor;
import io.meshwork.actor.ActorContext;
import io.meshwork.actor.Handler;
import io.meshwork.actor.Message;
import io.meshwork.actor.Request;
import io.meshwork.conformance.Backend;
import io.meshwork.conformance.Bench;
import io.meshwork.conformance.EachBackend;
import io.meshwork.conformance.Row;
import io.meshwork.mailbox.Port;
import io.meshwork.mailbox.PortRef;
import io.meshwork.shape.Extent;
import io.meshwork.value.ValueMesh;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** What spawn has returned takes messages: none of them ever bounces. */
@EachBackend
class ReadinessTest {

    private static final int ROUNDS = Integer.getInteger("mesh.test.rounds", 20);

    @Parameter
    Backend backend;

    private Bench bench;

    static final class Echo implements Actor {

        record Say(int number, PortRef<Integer> port) implements Message<Echo> {}

        record Same(int number) implements Request<Echo, Integer> {}

        record SameOfAll(int number) implements Request<Echo, List<Integer>> {}

        @Handler
        void say(Say say) {
            say.port().send(say.number());
        }

        @Handler
        int same(Same ask) {
            return ask.number();
        }

        @Handler
        CompletionStage<List<Integer>> sameOfAll(SameOfAll ask, ActorContext cx) {
            return ActorMesh.<Echo>of(cx).callAsync(new Same(ask.number())).thenApply(ValueMesh::values);
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
    @Row("B19")
    void anActorThatWasSpawnedTakesMessagesAtOnce() {
        Port<Integer> port = bench.client().openPort(Integer.class);
        for (int round = 0; round < 1_000; round++) {
            ActorMesh<Echo> echo = bench.procs().spawn("round" + round, Echo.class);

            echo.cast(new Echo.Say(round, port.ref()));

            assertThat(port.receive()).isEqualTo(round);
        }
    }

    @Test
    @Row("B19")
    void aProcThatWasSpawnedTakesCodeActorsAndMessagesAtOnce() {
        for (int round = 0; round < ROUNDS; round++) {
            int number = round;
            try (ProcMesh procs = bench.hosts().spawn("round" + round, Extent.unity())) {
                assertThat(procs.<Integer>call(() -> number)).containsExactly(round);
                assertThat(procs.spawn("echo", Echo.class).call(new Echo.Same(round)))
                        .containsExactly(round);
            }
        }
    }

    /** The client dials each of them for it, and they dial each other, both ways at once. */
    @Test
    @Row("B19")
    void theFirstMessageToAFreshProcArrivesWhoeverSendsIt() {
        for (int round = 0; round < ROUNDS; round++) {
            try (ProcMesh procs = bench.hosts().spawn("first" + round, Extent.of("procs", 2))) {
                ActorMesh<Echo> echo = procs.spawn("echo", Echo.class);

                CompletableFuture<ValueMesh<Integer>> first = echo.callAsync(new Echo.Same(round));
                CompletableFuture<ValueMesh<List<Integer>>> ofEachOther = echo.callAsync(new Echo.SameOfAll(round));

                assertThat(first.join()).containsExactly(round, round);
                assertThat(ofEachOther.join()).containsExactly(List.of(round, round), List.of(round, round));
            }
        }
    }
}
