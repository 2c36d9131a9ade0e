package io.meshwork.conformance.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.meshwork.ActorMesh;
import io.meshwork.actor.Actor;
import io.meshwork.actor.ActorContext;
import io.meshwork.actor.ActorRef;
import io.meshwork.actor.ActorStatus;
import io.meshwork.actor.CallTimeoutException;
import io.meshwork.actor.Handler;
import io.meshwork.actor.HandlerStack;
import io.meshwork.actor.MeshCallException;
import io.meshwork.actor.Message;
import io.meshwork.actor.Request;
import io.meshwork.conformance.Backend;
import io.meshwork.conformance.Bench;
import io.meshwork.conformance.EachBackend;
import io.meshwork.conformance.Row;
import io.meshwork.failure.MeshException;
import io.meshwork.mailbox.Port;
import io.meshwork.shape.Extent;
import io.meshwork.value.ValueMesh;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** A call gives one answer per rank, in the shape of the mesh, or says for each rank why not. */
@EachBackend
class CallTest {

    private static final Duration SHORT = Duration.ofMillis(300);

    @Parameter
    Backend backend;

    private Bench bench;
    private ActorMesh<Counter> counters;

    static final class Counter implements Actor {

        record Add(long amount) implements Message<Counter> {}

        record Total() implements Request<Counter, Long> {}

        record Place() implements Request<Counter, String> {}

        record Odd() implements Request<Counter, Integer> {}

        private long total;

        @Handler
        void add(Add add) {
            total += add.amount();
        }

        @Handler
        long total(Total ask) {
            return total;
        }

        @Handler
        String place(Place ask, ActorContext cx) {
            return cx.rank() + " " + cx.point();
        }

        @Handler
        int odd(Odd ask, ActorContext cx) {
            if (cx.rank() % 2 == 0) {
                throw new IllegalStateException("even: " + cx.rank());
            }
            return cx.rank();
        }
    }

    @BeforeParameterizedClassInvocation
    void start() {
        bench = Bench.start(backend, 2, 2);
        counters = bench.procs().spawn("counters", Counter.class);
    }

    @AfterParameterizedClassInvocation
    void close() {
        bench.close();
    }

    @Test
    @Row("B29")
    void everyRankCounts() {
        ActorMesh<Counter> fresh = bench.procs().spawn("fresh", Counter.class);
        fresh.cast(new Counter.Add(5));
        fresh.slice("hosts", 1).cast(new Counter.Add(1));

        ValueMesh<Long> totals = fresh.call(new Counter.Total());

        assertThat(totals).containsExactly(5L, 5L, 6L, 6L);
        assertThat(totals.extent()).isEqualTo(Extent.of("hosts", 2, "procs", 2));
        assertThat(totals.get(totals.extent().point(2))).isEqualTo(6);
        assertThat(totals.slice("hosts", 1)).containsExactly(6L, 6L);
        assertThat(totals.map(total -> total * 2)).containsExactly(10L, 10L, 12L, 12L);
    }

    @Test
    @Row("B29")
    void aViewHasRanksOfItsOwnAndItsMembersKeepTheirs() {
        ActorMesh<Counter> view = counters.slice("procs", 1);

        ValueMesh<String> places = view.call(new Counter.Place());

        assertThat(places.extent()).isEqualTo(Extent.of("hosts", 2));
        assertThat(places).containsExactly("1 (hosts 0, procs 1)", "3 (hosts 1, procs 1)");
        assertThat(view.get(1)).isEqualTo(counters.get(3));
        assertThat(counters.range("hosts", 1, 2).call(new Counter.Place()))
                .containsExactly("2 (hosts 1, procs 0)", "3 (hosts 1, procs 1)");
        assertThat(counters.call(new Counter.Place()).slice("procs", 1)).isEqualTo(places);
    }

    @Test
    void whoCanNotAnswerIsNamedAndWhoCanIsHeard() {
        MeshCallException failed =
                catchThrowableOfType(MeshCallException.class, () -> counters.call(new Counter.Odd()));

        assertThat(failed.answers()).isEqualTo(Map.of(1, 1, 3, 3));
        assertThat(failed.failures()).containsOnlyKeys(0, 2);
        assertThat(failed.failures().get(2)).hasMessage("even: 2");
        assertThat(failed)
                .hasMessageStartingWith(
                        "2 of 4 could not answer; rank 0 (actor counters on proc p0_0 (hosts 0, procs 0)")
                .hasMessageContaining("; rank 2 (actor counters on proc p0_2 (hosts 1, procs 0)")
                .hasMessageContaining("even: 2");
    }

    @Test
    void callAsyncCompletesWithTheSame() throws Exception {
        CompletableFuture<ValueMesh<Integer>> odd = counters.callAsync(new Counter.Odd());
        CompletableFuture<ValueMesh<String>> places = counters.callAsync(new Counter.Place());

        assertThat(places.get(30, TimeUnit.SECONDS)).isEqualTo(counters.call(new Counter.Place()));
        assertThatThrownBy(() -> odd.get(30, TimeUnit.SECONDS))
                .isInstanceOf(ExecutionException.class)
                .cause()
                .isInstanceOf(MeshCallException.class)
                .hasMessageStartingWith("2 of 4 could not answer");
    }

    @Test
    void chooseAsksOneMemberAtRandom() {
        Set<String> places = new TreeSet<>();
        for (int i = 0; i < 200; i++) {
            places.add(counters.choose(new Counter.Place()));
        }

        assertThat(places).containsExactlyElementsOf(counters.call(new Counter.Place()));
    }

    @Test
    void whoDoesNotAnswerInTimeIsNamedAndUnharmed() throws Exception {
        ActorMesh<Holdable> actors = bench.procs().spawn("holdable", Holdable.class);
        Port<Holdable.Held> port = bench.client().openPort(Holdable.Held.class);
        actors.get(2).send(new Holdable.Hold(port.ref()));
        Holdable.Held held = port.receive();

        MeshCallException failed =
                catchThrowableOfType(MeshCallException.class, () -> actors.call(new Holdable.Notes(), SHORT));

        assertThat(failed.failures()).containsOnlyKeys(2);
        assertThat(failed.failures().get(2))
                .isInstanceOf(CallTimeoutException.class)
                .hasMessageStartingWith("no answer in time: receiver="
                        + actors.get(2).id() + " timeoutMillis=300: it is in a handler, whose stack is the cause: "
                        + "handling=" + Holdable.Hold.class.getName() + " forMillis=")
                .hasCauseInstanceOf(HandlerStack.class);
        assertThat(failed.answers()).isEqualTo(Map.of(0, List.of(), 1, List.of(), 3, List.of()));
        ActorRef<Holdable> busy = actors.get(2);
        assertThatThrownBy(() -> busy.call(new Holdable.Notes(), SHORT)).hasCauseInstanceOf(CallTimeoutException.class);
        held.key().send("freed");
        assertThat(busy.call(new Holdable.Notes())).containsExactly("freed");
        assertThat(actors.status()).containsOnly(new ActorStatus.Running());
    }

    @Test
    void aCallThatIsInterruptedSaysSo() {
        ActorMesh<Holdable> busy = bench.procs().spawn("busy", Holdable.class);
        Port<Holdable.Held> port = bench.client().openPort(Holdable.Held.class);
        busy.cast(new Holdable.Hold(port.ref()));
        List<Holdable.Held> held = port.receive(busy.size());

        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(() -> busy.call(new Holdable.Notes()))
                    .isInstanceOf(MeshCallException.class)
                    .hasMessageContaining("interrupted");
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
            held.forEach(one -> one.key().send("freed"));
        }
    }

    @Test
    void aMeshThatWasStoppedIsRefusedAtOnce() {
        ActorMesh<Counter> stopped = bench.procs().spawn("stopped", Counter.class);
        ActorRef<Counter> member = stopped.get(0);
        stopped.stop();
        stopped.close();

        assertThatThrownBy(() -> stopped.cast(new Counter.Add(1)))
                .isInstanceOf(MeshException.class)
                .hasMessage("already stopped: mesh=stopped");
        assertThatThrownBy(() -> stopped.slice("hosts", 0).call(new Counter.Total()))
                .hasMessage("already stopped: mesh=stopped");
        assertThatThrownBy(() -> member.call(new Counter.Total()))
                .isInstanceOf(MeshCallException.class)
                .hasMessageContaining("actor has ended");
    }
}
