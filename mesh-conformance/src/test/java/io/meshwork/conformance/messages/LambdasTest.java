package io.meshwork.conformance.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.meshwork.ActorMesh;
import io.meshwork.actor.Actor;
import io.meshwork.actor.ActorRef;
import io.meshwork.actor.Handler;
import io.meshwork.actor.MeshCallException;
import io.meshwork.actor.Message;
import io.meshwork.conformance.Backend;
import io.meshwork.conformance.Bench;
import io.meshwork.conformance.EachBackend;
import io.meshwork.mailbox.Port;
import io.meshwork.mailbox.PortRef;
import io.meshwork.value.ValueMesh;
import io.meshwork.wire.CannotTravelException;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** Code written in a test and run in far processes. */
@EachBackend
class LambdasTest {

    private final int offset = 10;

    @Parameter
    Backend backend;

    private Bench bench;
    private ActorMesh<Counter> counters;

    record Step(String name, int size) {}

    static final class Counter implements Actor {

        record Add(long amount) implements Message<Counter> {}

        private long total;

        @Handler
        void add(Add add) {
            total += add.amount();
        }

        long total() {
            return total;
        }
    }

    @BeforeParameterizedClassInvocation
    void start() {
        bench = Bench.start(backend, 1, 2);
        counters = bench.procs().spawn("counters", Counter.class);
    }

    @AfterParameterizedClassInvocation
    void close() {
        bench.close();
    }

    @Test
    void aFunctionSeesTheActorAfterTheMessagesThatCameBefore() {
        ActorMesh<Counter> fresh = bench.procs().spawn("fresh", Counter.class);
        fresh.cast(new Counter.Add(5));
        fresh.get(1).send(new Counter.Add(1));

        ValueMesh<Long> totals = fresh.call(actor -> actor.total);
        ValueMesh<Long> byReference = fresh.call(Counter::total);
        Long one = fresh.get(1).call(actor -> actor.total * 2);

        assertThat(totals).containsExactly(5L, 6L).isEqualTo(byReference);
        assertThat(one).isEqualTo(12);
    }

    @Test
    void anActionChangesTheActorBeforeRunReturns() {
        ActorMesh<Counter> fresh = bench.procs().spawn("changed", Counter.class);

        fresh.run(actor -> actor.total = 7);
        fresh.get(0).run(actor -> actor.total++);

        ValueMesh<Long> totals = fresh.call(Counter::total);
        assertThat(totals).containsExactly(8L, 7L);
    }

    @Test
    void procsRunCodeWithoutAnActor() {
        ValueMesh<Long> pids = bench.procs().call(() -> ProcessHandle.current().pid());

        assertThat(pids).containsExactlyElementsOf(bench.pidsInside());
    }

    @Test
    void codeThatBlocksOnAProcHoldsUpNoOtherCode() throws Exception {
        Port<Holdable.Held> port = bench.client().openPort(Holdable.Held.class);
        Port<String> begun = bench.client().openPort(String.class);
        PortRef<String> begin = begun.ref();
        ActorRef<Holdable> gate = bench.procs().spawn("gate", Holdable.class).get(0);
        gate.send(new Holdable.Hold(port.ref()));
        Holdable.Held held = port.receive();
        CompletableFuture<Void> blocked =
                CompletableFuture.runAsync(() -> bench.procs().run(() -> {
                    begin.send("begun");
                    gate.call(new Holdable.Notes());
                }));
        begun.receive(2);

        ValueMesh<Integer> answers = bench.procs().call(() -> 1);

        assertThat(answers).containsExactly(1, 1);
        assertThat(blocked).isNotDone();
        held.key().send("go");
        blocked.get(30, TimeUnit.SECONDS);
    }

    @Test
    void capturedLocalsTravelLikeMessages() {
        Step step = new Step("a", 3);
        Map<String, List<Integer>> map = Map.of("k", List.of(1, 2));
        int number = 4;
        Port<String> port = bench.client().openPort(String.class);
        PortRef<String> ref = port.ref();

        ValueMesh<String> answers = counters.call(actor -> {
            ref.send("from " + actor.total);
            return step + " " + map + " " + number;
        });

        assertThat(answers).containsOnly("Step[name=a, size=3] {k=[1, 2]} 4");
        assertThat(port.receive(2)).containsOnly("from 0");
    }

    @Test
    void whatALambdaThrowsComesBackWithItsStack() {
        MeshCallException failed = catchThrowableOfType(
                MeshCallException.class,
                () -> counters.get(1).run(actor -> {
                    throw new IOException("in the lambda " + actor.total);
                }));
        MeshCallException onProc = catchThrowableOfType(
                MeshCallException.class,
                () -> bench.procs().run(() -> assertThat("far").isEqualTo("near")));

        assertThat(failed).cause().isExactlyInstanceOf(IOException.class).hasMessage("in the lambda 0");
        assertThat(failed.getCause().getStackTrace()[0].toString()).startsWith("proc p0_1 (hosts 0, procs 1) pid ");
        assertThat(failed.getCause().getStackTrace()[1].toString()).contains("LambdasTest.lambda$");
        assertThat(onProc).hasMessageStartingWith("2 of 2 could not answer; rank 0 (proc p0_0 (hosts 0, procs 0) pid ");
        assertThat(onProc).cause().isInstanceOf(AssertionError.class).hasMessageContaining("\"near\"");
        ValueMesh<Long> alive = counters.call(Counter::total);
        assertThat(alive).containsExactly(0L, 0L);
    }

    @Test
    void anAnswerThatCanNotTravelIsNamed() {
        assertThatThrownBy(() -> counters.call(actor -> Thread.currentThread()))
                .isInstanceOf(MeshCallException.class)
                .cause()
                .isInstanceOf(CannotTravelException.class)
                .hasMessageStartingWith("cannot travel: java.lang.Thread; what travels:");
    }

    @Test
    void aLambdaThatCapturesItsTestIsRefusedWithClassMethodAndLine() {
        assertThatThrownBy(() -> counters.call(actor -> actor.total + offset))
                .isInstanceOf(CannotTravelException.class)
                .hasMessageMatching("cannot travel: captured `this` \\(.*LambdasTest\\) of the lambda in"
                        + " .*LambdasTest\\..*aLambdaThatCapturesItsTestIsRefusedWithClassMethodAndLine.*"
                        + " \\(LambdasTest\\.java:\\d+\\).*; .*copy the field to a local variable before the"
                        + " lambda, and use that");
        assertThatThrownBy(() -> bench.procs().run(() -> System.out.println(offset)))
                .isInstanceOf(CannotTravelException.class)
                .hasMessageContaining("captured `this`");
    }

    @Test
    void aCaptureThatCanNotTravelIsRefusedWithItsTypeAndWhereItIsWritten() {
        Thread thread = Thread.currentThread();
        AtomicInteger before = new AtomicInteger();

        assertThatThrownBy(() -> counters.call(actor -> actor.total + before.get() + thread.getName()))
                .isInstanceOf(CannotTravelException.class)
                .hasMessageMatching(
                        "cannot travel: captured value 2 \\(java\\.lang\\.Thread\\) of the lambda in .*LambdasTest"
                                + "\\..*aCaptureThatCanNotTravel.* \\(LambdasTest\\.java:\\d+\\).*; what travels: .*");
        assertThatThrownBy(() -> bench.procs().call(thread::getName))
                .isInstanceOf(CannotTravelException.class)
                .hasMessageContaining(
                        "the method reference java.lang.Thread::getName in " + LambdasTest.class.getName());
    }

    @Test
    void whatACaptureBecomesOverThereDoesNotChangeHere() {
        AtomicInteger counter = new AtomicInteger(1);

        ValueMesh<Integer> over = counters.call(actor -> counter.incrementAndGet());

        assertThat(over).containsExactly(2, 2);
        assertThat(counter).hasValue(1);
    }
}
