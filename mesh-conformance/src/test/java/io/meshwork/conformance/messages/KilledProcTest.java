package io.meshwork.conformance.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.meshwork.ActorMesh;
import io.meshwork.ProcRef;
import io.meshwork.actor.Actor;
import io.meshwork.actor.ActorContext;
import io.meshwork.actor.ActorRef;
import io.meshwork.actor.ActorStatus;
import io.meshwork.actor.Handler;
import io.meshwork.actor.MeshCallException;
import io.meshwork.actor.Request;
import io.meshwork.config.Keys;
import io.meshwork.conformance.Backend;
import io.meshwork.conformance.Bench;
import io.meshwork.conformance.EachBackend;
import io.meshwork.conformance.Row;
import io.meshwork.failure.MeshFailure;
import io.meshwork.mailbox.Port;
import io.meshwork.mailbox.PortRef;
import io.meshwork.proc.ProcStatus;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A proc of 2 × 2 is killed: one cause, one entry (M-2). No call could end here by its own time-out: that is an hour. */
@EachBackend
@Timeout(60)
class KilledProcTest {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    @Parameter
    Backend backend;

    private Bench bench;
    private ActorMesh<Worker> workers;
    private Port<Integer> asked;

    static final class Worker implements Actor {

        record Rank() implements Request<Worker, Integer> {}

        /** Each tells the port that it was asked; rank 3 never answers. */
        record Work(PortRef<Integer> asked) implements Request<Worker, Integer> {}

        /** Has an actor wait, in its handler, for what another one answers. */
        record Delegate(ActorRef<Worker> to, PortRef<Integer> asked) implements Request<Worker, Integer> {}

        @Handler
        int rank(Rank ask, ActorContext cx) {
            return cx.rank();
        }

        @Handler
        CompletableFuture<Integer> work(Work work, ActorContext cx) {
            work.asked().send(cx.rank());
            return cx.rank() == 3 ? new CompletableFuture<>() : CompletableFuture.completedFuture(cx.rank());
        }

        @Handler
        int delegate(Delegate order) {
            return order.to().call(new Work(order.asked()));
        }
    }

    @BeforeEach
    void start() {
        bench = Bench.start(backend, 2, 2, backend.config().with(Keys.CALL_TIMEOUT, "60min"));
        workers = bench.procs().spawn("a0", Worker.class);
        asked = bench.client().openPort(Integer.class);
    }

    @AfterEach
    void close() {
        bench.close();
    }

    @Test
    @Row({"B73", "B79", "B97"})
    void aCallUnderWayFailsWithTheEndOfTheProcessAndTheAnswersOfTheOthers() throws Exception {
        Future<?> call = workers.callAsync(new Worker.Work(asked.ref()));
        assertThat(asked.receive(4)).containsExactlyInAnyOrder(0, 1, 2, 3);

        bench.procs().get(3).kill();

        MeshCallException failed = failureOf(call);
        assertNamesTheKilledRank(failed);
        assertThat(failed.answers()).isEqualTo(Map.of(0, 0, 1, 1, 2, 2));
        assertOneFailureIsHeard();
    }

    @Test
    @Row("B79")
    void aLaterCallFailsAtOnceAndTheOthersGoOn() throws Exception {
        killFromOutside(bench.procs().get(3));
        assertOneFailureIsHeard();

        MeshCallException failed = catchThrowableOfType(MeshCallException.class, () -> workers.call(new Worker.Rank()));

        assertNamesTheKilledRank(failed);
        assertThat(failed.answers()).isEqualTo(Map.of(0, 0, 1, 1, 2, 2));
        assertThat(workers.slice("hosts", 0).call(new Worker.Rank())).containsExactly(0, 1);
        assertThat(workers.get(2).call(new Worker.Rank())).isEqualTo(2);
        assertThat(workers.status().get(3))
                .isInstanceOf(ActorStatus.Unknown.class)
                .asString()
                .contains("SIGKILL");
        assertThat(bench.procs().status().get(3))
                .isInstanceOfSatisfying(
                        ProcStatus.Killed.class,
                        status -> assertThat(status.signal()).isEqualTo(9));
        assertThat(bench.client().failures().poll()).isEmpty();
    }

    @Test
    @Row("B79")
    void aCallThatRacesWithTheEndNamesItToo() throws Exception {
        killFromOutside(bench.procs().get(3));

        MeshCallException failed = catchThrowableOfType(MeshCallException.class, () -> workers.call(new Worker.Rank()));

        assertNamesTheKilledRank(failed);
        assertOneFailureIsHeard();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 2}) // on another host than the killed one, and on the same
    @Row("B79")
    void anActorThatWaitsForThePeerHearsOfItsEndToo(int rank) throws Exception {
        Future<?> call = workers.get(rank).callAsync(new Worker.Delegate(workers.get(3), asked.ref()));
        assertThat(asked.receive(LONGEST)).isEqualTo(3);

        bench.procs().get(3).kill();

        assertThat(failureOf(call)).hasMessageContaining("SIGKILL").hasMessageContaining("p0_3");
        assertThat(workers.get(rank).call(new Worker.Rank())).isEqualTo(rank);
        assertOneFailureIsHeard();
    }

    private static void assertNamesTheKilledRank(MeshCallException failed) {
        assertThat(failed)
                .hasMessageStartingWith(
                        "1 of 4 could not answer; rank 3 (actor a0 on proc p0_3 (hosts 1, procs 1) pid ")
                .hasMessageContaining("SIGKILL");
        assertThat(failed.failures()).containsOnlyKeys(3);
    }

    private void assertOneFailureIsHeard() {
        MeshFailure failure = bench.client().failures().next(LONGEST);
        assertThat(failure.mesh()).isEqualTo("p0");
        assertThat(failure.ranks()).containsExactly(3);
        assertThat(failure.what()).contains("SIGKILL");
        assertThat(failure.consequences()).singleElement().satisfies(consequence -> {
            assertThat(consequence.mesh()).isEqualTo("a0");
            assertThat(consequence.ranks()).containsExactly(3);
        });
        assertThat(bench.client().failures().poll()).isEmpty();
    }

    private static MeshCallException failureOf(Future<?> call) {
        ExecutionException thrown =
                catchThrowableOfType(ExecutionException.class, () -> call.get(LONGEST.toSeconds(), TimeUnit.SECONDS));
        assertThat(thrown).hasCauseInstanceOf(MeshCallException.class);
        return (MeshCallException) thrown.getCause();
    }

    /* By somebody else, where somebody else can. */
    private void killFromOutside(ProcRef proc) throws IOException, InterruptedException {
        if (!backend.hasProcesses()) {
            proc.kill();
            return;
        }
        int code = new ProcessBuilder(List.of("kill", "-9", Long.toString(proc.pid())))
                .start()
                .waitFor();
        assertThat(code).isZero();
    }
}
