package io.meshwork.conformance.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import io.meshwork.ActorMesh;
import io.meshwork.ProcRef;
import io.meshwork.actor.Actor;
import io.meshwork.actor.ActorContext;
import io.meshwork.actor.CallTimeoutException;
import io.meshwork.actor.Handler;
import io.meshwork.actor.HandlerStack;
import io.meshwork.actor.MeshCallException;
import io.meshwork.actor.Request;
import io.meshwork.config.Keys;
import io.meshwork.conformance.Backend;
import io.meshwork.conformance.Bench;
import io.meshwork.conformance.EachBackend;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** What a far handler throws, and where one is that does not answer, reads in one piece with the line that called. */
@EachBackend
@Timeout(60)
class FarStacksTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    /** Short enough to be waited for. */
    private static final Duration SOON = Duration.ofMillis(300);

    @Parameter
    Backend backend;

    private Bench bench;

    /** Breaks, and does not come back. */
    static final class Breaker implements Actor {

        record Break() implements Request<Breaker, Long> {}

        record BreakThere() implements Request<Breaker, Long> {}

        record Hang() implements Request<Breaker, Long> {}

        @Handler
        long breakHere(Break ask) {
            throw new IllegalStateException("it broke");
        }

        /** By way of the last member. */
        @Handler
        long breakThere(BreakThere ask, ActorContext cx) {
            ActorMesh<Breaker> mesh = ActorMesh.of(cx);
            return mesh.get(mesh.size() - 1).call(new Break());
        }

        @Handler
        long hang(Hang ask) throws InterruptedException {
            new CountDownLatch(1).await();
            return 0;
        }
    }

    @BeforeParameterizedClassInvocation
    void start() {
        bench = Bench.start(backend, 1, 2);
    }

    @AfterParameterizedClassInvocation
    void close() {
        bench.close();
    }

    @Test
    void whatAFarHandlerThrowsReadsFromTheFarLineToTheLineThatCalled() {
        try (ActorMesh<Breaker> mesh = bench.procs().spawn("throws", Breaker.class)) {
            MeshCallException thrown = thrownBy(() -> mesh.call(new Breaker.Break()));

            assertThat(thrown.failures()).hasSize(2).allSatisfy((rank, failure) -> {
                List<String> frames = frames(failure);
                assertThat(frames.get(0)).startsWith(bench.procs().get(rank) + ".actor(throws)");
                assertThat(frames.get(1)).contains("Breaker.breakHere(FarStacksTest.java:");
                assertThat(frames.get(2))
                        .startsWith("called by root on client pid ")
                        .contains(".thread(");
                assertThat(frames.get(3)).startsWith("io.meshwork.ActorMesh.call(");
                assertThat(frames).anyMatch(frame -> frame.contains("whatAFarHandlerThrows"));
            });
        }
    }

    @Test
    void soItDoesWhereItCrossedTwoProcesses() {
        try (ActorMesh<Breaker> mesh = bench.procs().spawn("twice", Breaker.class)) {
            MeshCallException thrown = thrownBy(() -> mesh.get(0).call(new Breaker.BreakThere()));

            Throwable middle = thrown.getCause();
            assertThat(frames(middle))
                    .element(0)
                    .asString()
                    .startsWith(bench.procs().get(0) + ".actor(twice)");
            assertThat(frames(middle)).anyMatch(frame -> frame.contains("soItDoesWhereItCrossedTwoProcesses"));
            List<String> far = frames(middle.getCause());
            assertThat(far.get(0)).startsWith(bench.procs().get(1) + ".actor(twice)");
            assertThat(far.get(1)).contains("Breaker.breakHere(");
            assertThat(far.get(2)).startsWith("called by twice on p0_0 pid ");
            assertThat(far).anyMatch(frame -> frame.contains("Breaker.breakThere("));
        }
    }

    @Test
    void soItDoesWhereTheAnswerIsWaitedForLaterAndWhereCodeWasShipped() {
        try (ActorMesh<Breaker> mesh = bench.procs().spawn("later", Breaker.class)) {
            CompletionException later = catchThrowableOfType(
                    CompletionException.class,
                    () -> mesh.callAsync(new Breaker.Break()).join());

            assertThat(frames(later.getCause())).anyMatch(frame -> frame.contains("FarStacksTest."));
            assertThat(frames(later.getCause().getCause()))
                    .anyMatch(frame -> frame.contains("Breaker.breakHere("))
                    .anyMatch(frame -> frame.contains("FarStacksTest.") && frame.contains("soItDoes"));

            MeshCallException shipped = thrownBy(() -> bench.procs().run(() -> {
                throw new IllegalStateException("over there");
            }));
            assertThat(frames(shipped.getCause()).get(1)).contains("FarStacksTest.lambda$");
            assertThat(frames(shipped.getCause()).get(2)).startsWith("called by root on client pid ");
        }
    }

    @Test
    void aCallThatTimesOutHasWhereTheFarHandlerIsAsItsCause() {
        ActorMesh<Breaker> mesh = bench.procs().spawn("hangs", Breaker.class);
        CompletableFuture<?> hanging = mesh.callAsync(new Breaker.Hang());
        String atIt = "handling=" + Breaker.Hang.class.getName();
        await().atMost(PATIENCE)
                .failFast(() -> hanging.getNow(null)) // says why it does not hang
                .untilAsserted(() -> assertThat(bench.hosts().tree().toString().split(Pattern.quote(atIt), -1))
                        .hasSize(3));

        MeshCallException thrown = thrownBy(() -> mesh.call(new Breaker.Hang(), SOON));

        assertThat(thrown.failures()).hasSize(2).allSatisfy((rank, failure) -> {
            assertThat(failure)
                    .isInstanceOf(CallTimeoutException.class)
                    .hasMessageContaining("no answer in time")
                    .hasMessageContaining(atIt)
                    .hasMessageContaining(" waiting=");
            Throwable where = failure.getCause();
            assertThat(where).isInstanceOf(HandlerStack.class);
            assertThat(frames(where).get(0)).startsWith(bench.procs().get(rank) + ".actor(hangs)");
            assertThat(frames(where)).anyMatch(frame -> frame.contains("Breaker.hang(FarStacksTest.java:"));
        });
        assertThat(thrown).hasMessageContaining("rank 0 (actor hangs on proc p0_0");
    }

    @Test
    void soHasCodeThatWasShipped() {
        try (Bench own = Bench.start(backend, 1, 1, backend.config().with(Keys.CALL_TIMEOUT, "3s"))) {
            await().atMost(PATIENCE) // the first way there may take longer than a call does
                    .ignoreException(MeshCallException.class)
                    .untilAsserted(() -> own.procs().run(() -> {}));

            MeshCallException shipped = thrownBy(() -> own.procs().run(() -> new CountDownLatch(1).await()));

            assertThat(shipped.getCause()).hasMessageContaining("handling=shipped code forMillis=");
            assertThat(frames(shipped.getCause().getCause()))
                    .anyMatch(frame -> frame.contains("FarStacksTest.lambda$"));
        }
    }

    @Test
    void ofAProcThatStandsStillACallThatTimesOutSaysSo() {
        try (ActorMesh<Breaker> mesh = bench.procs().spawn("still", Breaker.class)) {
            ProcRef still = bench.procs().get(1);
            still.suspend();
            try {
                MeshCallException thrown = thrownBy(() -> mesh.get(1).call(new Breaker.Break(), SOON));

                assertThat(thrown.getCause())
                        .isInstanceOf(CallTimeoutException.class)
                        .hasMessageContaining("its process does not say what it is at either")
                        .hasNoCause();
            } finally {
                still.resume();
            }
        }
    }

    private static MeshCallException thrownBy(ThrowingCallable call) {
        return catchThrowableOfType(MeshCallException.class, call);
    }

    private static List<String> frames(Throwable thrown) {
        return Stream.of(thrown.getStackTrace()).map(String::valueOf).toList();
    }
}
