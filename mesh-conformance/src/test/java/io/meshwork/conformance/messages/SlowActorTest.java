package io.meshwork.conformance.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meshwork.ActorMesh;
import io.meshwork.ProcMesh;
import io.meshwork.actor.ActorRef;
import io.meshwork.actor.ActorStatus;
import io.meshwork.actor.MeshCallException;
import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.conformance.Backend;
import io.meshwork.conformance.Bench;
import io.meshwork.conformance.EachBackend;
import io.meshwork.failure.MeshException;
import io.meshwork.mailbox.UndeliverableException;
import io.meshwork.proc.ProcOptions;
import io.meshwork.proc.ProcStatus;
import io.meshwork.shape.Extent;
import io.meshwork.wire.Undeliverable;
import io.meshwork.wire.Undeliverable.Category;
import java.time.Duration;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A slow actor, fed at full speed by the client and by an actor in another proc: BP-1 to BP-5. {@code mesh.test.pressure}
 * says for how many seconds. Without limits a few seconds would fill the heaps of these processes.
 */
@EachBackend
class SlowActorTest {

    private static final Logger log = LoggerFactory.getLogger(SlowActorTest.class);
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final long MIB = 1024 * 1024;
    private static final long MOST_HEAP_BYTES = 48 * MIB;
    private static final long MOST_GROWTH_BYTES = 64 * MIB; // of this JVM, which holds much else
    private static final int BATCH = 1_000;
    private static final int SECONDS = Integer.getInteger("mesh.test.pressure", 10);
    /* Who has messages back is never held up: longer shows no more. */
    private static final int RETURN_SECONDS = Math.min(SECONDS, 10);

    @Parameter
    Backend backend;

    /** What goes on beside the feeding, and what was seen of it. */
    private static final class Watch {
        private final int seconds;
        private int answered;
        private int refused;
        private long mostHeapBytes;
        private long mostGrowthBytes;
        private final long before = heapBytes();

        Watch(int seconds) {
            this.seconds = seconds;
        }

        void ask(ActorRef<Slow> neighbour) {
            try {
                assertThat(neighbour.call(new Slow.Ask(answered), LONG)).isEqualTo(answered);
                answered++;
            } catch (MeshCallException e) { // the connection that it shares was full at that moment
                requireFull(e);
                refused++;
            }
        }

        private static void requireFull(MeshCallException e) {
            assertThat(e.getCause()).isInstanceOf(UndeliverableException.class);
            assertThat(((UndeliverableException) e.getCause()).category()).contains(Category.FULL);
        }

        void look(Bench bench, ProcMesh procs, ActorMesh<Slow> slow) {
            assertThat(procs.status()).allMatch(status -> status instanceof ProcStatus.Ready);
            assertThat(slow.status()).containsOnly(new ActorStatus.Running());
            assertThat(bench.hosts().status()).hasSize(1);
            try {
                for (long used : procs.<Long>call(() -> heapBytes())) {
                    mostHeapBytes = Math.max(mostHeapBytes, used);
                }
            } catch (MeshCallException e) { // the connection was full at that moment
                requireFull(e);
                refused++;
            }
            mostGrowthBytes = Math.max(mostGrowthBytes, heapBytes() - before);
        }
    }

    static long heapBytes() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    private Config config(String whenFull) {
        return backend.config()
                .with(Keys.MAILBOX_BYTES, "2MiB")
                .with(Keys.CONNECTION_BYTES, "4MiB")
                .with(Keys.WHEN_FULL, whenFull)
                .with(Keys.CALL_TIMEOUT, "3min")
                .with(Keys.DELIVERY_TIMEOUT, "2min");
    }

    /** Feeds the slow actor from two processes until told to stop; counts what it sent. */
    private final class Feeding {
        private final AtomicBoolean over = new AtomicBoolean();
        private final AtomicInteger byClient = new AtomicInteger();
        private final AtomicInteger byActor = new AtomicInteger();
        private final AtomicInteger back = new AtomicInteger();
        private final Bench bench;
        private final CompletableFuture<Void> done;

        Feeding(Bench bench, ActorRef<Slow> slow, ActorRef<Slow> feeder) {
            this.bench = bench;
            done = CompletableFuture.allOf(
                    onThread(() -> feed(slow)), onThread(() -> feedBy(feeder, slow)), onThread(this::takeBack));
        }

        private CompletableFuture<Void> onThread(Runnable task) {
            CompletableFuture<Void> ended = new CompletableFuture<>();
            Thread thread = new Thread(() -> ended.completeAsync(
                    () -> {
                        task.run();
                        return null;
                    },
                    Runnable::run));
            thread.setDaemon(true);
            thread.start();
            return ended;
        }

        private void feed(ActorRef<Slow> slow) {
            while (!over.get()) {
                try {
                    slow.send(new Slow.Note("client", byClient.get()));
                    byClient.incrementAndGet();
                } catch (MeshException e) {
                    assertThat(e).hasMessageContaining("too many messages came back"); // so it was not sent
                }
            }
        }

        private void feedBy(ActorRef<Slow> feeder, ActorRef<Slow> slow) {
            while (!over.get()) {
                feeder.call(new Slow.Feed(slow, byActor.get(), BATCH), LONG);
                byActor.addAndGet(BATCH);
            }
        }

        private void takeBack() {
            while (!over.get()) {
                try {
                    took(bench.client().undeliverables().next(Duration.ofMillis(200)));
                } catch (MeshException e) {
                    continue; // none came back in that time
                }
                takeNow();
            }
        }

        private void takeNow() {
            for (Undeliverable one : bench.client().undeliverables().takeAll()) {
                took(one);
            }
        }

        private void took(Undeliverable one) {
            assertThat(one.category()).isEqualTo(Category.FULL);
            back.incrementAndGet();
        }

        private long allBack() {
            return back.get() + bench.client().undeliverables().notKept();
        }

        void stop() throws Exception {
            over.set(true);
            done.get(LONG.toSeconds(), TimeUnit.SECONDS);
        }
    }

    @Test
    void whereSendersWaitHeapsStayBoundedNeighboursAnswerAndAllIsHandledInOrder() throws Exception {
        try (Bench bench = Bench.start(backend, 1, 1, config("wait"))) {
            ProcMesh procs = small(bench);
            ActorMesh<Slow> slow = procs.spawn("slow", Slow.class);
            ActorMesh<Slow> others = procs.spawn("others", Slow.class);
            Feeding feeding = new Feeding(bench, slow.get(0), slow.get(1));

            Watch watch = watch(bench, procs, slow, others, SECONDS);
            feeding.stop();

            Slow.Tally tally = handledInTheEnd(slow, feeding);
            assertThat(tally.inOrder()).isTrue();
            assertThat(tally.of("client")).isPositive();
            assertThat(tally.of("actor")).isPositive();
            assertBounded("wait", watch, feeding);
        }
    }

    @Test
    void whereMessagesComeBackWhatWasSentWasHandledOrCameBackAndHeapsStayBounded() throws Exception {
        try (Bench bench = Bench.start(backend, 1, 1, config("return"))) {
            ProcMesh procs = small(bench);
            ActorMesh<Slow> slow = procs.spawn("slow", Slow.class);
            ActorMesh<Slow> others = procs.spawn("others", Slow.class);
            Feeding feeding = new Feeding(bench, slow.get(0), slow.get(1));

            Watch watch = watch(bench, procs, slow, others, RETURN_SECONDS);
            feeding.stop();

            Slow.Tally tally = handledInTheEnd(slow, feeding);
            assertThat(tally.inOrder()).isTrue();
            assertThat(feeding.back).hasPositiveValue();
            assertThat(slow.get(1).call(new Slow.GetReturned())).isPositive();
            assertBounded("return", watch, feeding);
        }
    }

    private static ProcMesh small(Bench bench) {
        return bench.hosts()
                .spawn("small", Extent.of("procs", 2), ProcOptions.standard().jvmArgs("-Xmx64m"));
    }

    private static Watch watch(Bench bench, ProcMesh procs, ActorMesh<Slow> slow, ActorMesh<Slow> others, int seconds) {
        Watch watch = new Watch(seconds);
        long endNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() - endNanos < 0) {
            for (int i = 0; i < 20; i++) {
                watch.ask(others.get(0));
                watch.ask(others.get(1));
            }
            watch.look(bench, procs, slow);
        }
        return watch;
    }

    /* Nothing is lost silently: what was sent, less what came back, is handled. */
    private static Slow.Tally handledInTheEnd(ActorMesh<Slow> slow, Feeding feeding) {
        AtomicReference<Slow.Tally> seen = new AtomicReference<>();
        await().atMost(LONG).untilAsserted(() -> {
            feeding.takeNow();
            int backToActor = slow.get(1).call(new Slow.GetReturned());
            Slow.Tally now = tally(slow.get(0));
            assertThat(now.of("client") + feeding.allBack()).isEqualTo(feeding.byClient.get());
            assertThat(now.of("actor") + backToActor).isEqualTo(feeding.byActor.get());
            seen.set(now);
        });
        return seen.get();
    }

    /* Of nothing while it can't be asked, as it is full. */
    private static Slow.Tally tally(ActorRef<Slow> slow) {
        try {
            return slow.call(new Slow.GetTally(), LONG);
        } catch (MeshCallException e) {
            return new Slow.Tally(new TreeMap<>(), true);
        }
    }

    private void assertBounded(String how, Watch watch, Feeding feeding) {
        log.info(
                "{} {} for {} s: sent={}+{} back={} neighbours answered={} refused={} heapMiB={} growthMiB={}",
                backend.name(),
                how,
                watch.seconds,
                feeding.byClient,
                feeding.byActor,
                feeding.back,
                watch.answered,
                watch.refused,
                watch.mostHeapBytes / MIB,
                watch.mostGrowthBytes / MIB);
        assertThat(watch.answered).isGreaterThan(2 * watch.seconds);
        assertThat(watch.mostGrowthBytes).isLessThan(MOST_GROWTH_BYTES);
        if (backend.hasProcesses()) {
            assertThat(watch.mostHeapBytes).isLessThan(MOST_HEAP_BYTES);
        }
    }
}
