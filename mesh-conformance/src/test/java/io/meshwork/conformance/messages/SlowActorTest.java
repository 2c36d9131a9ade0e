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
 * A slow actor, fed at full speed by the client and by an actor in another proc: BP-1 to BP-5, BP-7. {@code
 * mesh.test.pressure} says for how many seconds. Without limits a few seconds would fill the heaps of these processes.
 *
 * <p>Senders that wait and senders that have messages back feed actors in processes of their own at the same time.
 */
@EachBackend
class SlowActorTest {

    private static final Logger log = LoggerFactory.getLogger(SlowActorTest.class);
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final long MIB = 1024 * 1024;
    private static final long MOST_HEAP_BYTES = 48 * MIB;
    private static final long MOST_GROWTH_BYTES = 64 * MIB; // of this JVM, which holds much else
    private static final int BATCH = 1_000;
    private static final int STANDARD_SECONDS = 10;
    private static final int SHORT_SECONDS = 3;
    private static final int SECONDS = Integer.getInteger("mesh.test.pressure", STANDARD_SECONDS);

    @Parameter
    Backend backend;

    /* The whole time on the backend that users have by default; on all if more than that is asked for. */
    private int seconds() {
        return backend.name().equals("unix") || SECONDS > STANDARD_SECONDS ? SECONDS : SHORT_SECONDS;
    }

    static long heapBytes() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }

    /** Some senders, whom they feed, what goes on beside, and what was seen of it. */
    private final class Story implements AutoCloseable {
        private final String whenFull;
        private final Bench bench;
        private final ProcMesh procs;
        private final ActorMesh<Slow> slow;
        private final ActorMesh<Slow> others;
        private final AtomicBoolean over = new AtomicBoolean();
        private final AtomicInteger byClient = new AtomicInteger();
        private final AtomicInteger byActor = new AtomicInteger();
        private final AtomicInteger back = new AtomicInteger();
        private int answered;
        private int refused;
        private long mostHeapBytes;

        Story(String whenFull) {
            this.whenFull = whenFull;
            bench = Bench.start(
                    backend,
                    Extent.of("hosts", 1),
                    Extent.of("procs", 2),
                    config(whenFull),
                    ProcOptions.standard().jvmArgs("-Xmx64m"));
            procs = bench.procs();
            slow = procs.spawn("slow", Slow.class);
            others = procs.spawn("others", Slow.class);
        }

        private Config config(String whenFull) {
            return backend.config()
                    .with(Keys.MAILBOX_BYTES, "2MiB")
                    .with(Keys.CONNECTION_BYTES, "4MiB")
                    .with(Keys.WHEN_FULL, whenFull)
                    .with(Keys.CALL_TIMEOUT, "3min")
                    .with(Keys.DELIVERY_TIMEOUT, "2min");
        }

        CompletableFuture<Void> feed() {
            ActorRef<Slow> to = slow.get(0);
            return CompletableFuture.allOf(
                    onThread(() -> feedByClient(to)),
                    onThread(() -> feedByActor(slow.get(1), to)),
                    onThread(this::takeBack));
        }

        private CompletableFuture<Void> onThread(Runnable task) {
            return CompletableFuture.runAsync(task, work -> {
                Thread thread = new Thread(work);
                thread.setDaemon(true);
                thread.start();
            });
        }

        private void feedByClient(ActorRef<Slow> to) {
            while (!over.get()) {
                try {
                    to.send(new Slow.Note("client", byClient.get()));
                    byClient.incrementAndGet();
                } catch (MeshException e) {
                    assertThat(e).hasMessageContaining("too many messages came back"); // so it was not sent
                }
            }
        }

        private void feedByActor(ActorRef<Slow> feeder, ActorRef<Slow> to) {
            while (!over.get()) {
                feeder.call(new Slow.Feed(to, byActor.get(), BATCH), LONG);
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

        void look() {
            for (int i = 0; i < 20; i++) {
                ask(others.get(0));
                ask(others.get(1));
            }
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
        }

        private void ask(ActorRef<Slow> neighbour) {
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

        /** Nothing is lost silently: what was sent, less what came back, is handled. */
        Slow.Tally handledInTheEnd() {
            AtomicReference<Slow.Tally> seen = new AtomicReference<>();
            await().atMost(LONG).untilAsserted(() -> {
                takeNow();
                Slow.Tally now = tally();
                assertThat(now.of("client") + backToClient()).isEqualTo(byClient.get());
                assertThat(now.of("actor") + backToActor()).isEqualTo(byActor.get());
                seen.set(now);
            });
            return seen.get();
        }

        long backToClient() {
            return back.get() + bench.client().undeliverables().notKept();
        }

        boolean hasAllSomethingBack() {
            return back.get() > 0 && backToActor() > 0;
        }

        int backToActor() {
            return slow.get(1).call(new Slow.GetReturned());
        }

        /* Of nothing while it can't be asked, as it is full. */
        private Slow.Tally tally() {
            try {
                return slow.get(0).call(new Slow.GetTally(), LONG);
            } catch (MeshCallException e) {
                return new Slow.Tally(new TreeMap<>(), true);
            }
        }

        void assertOthersUnharmed(int seconds) {
            assertThat(answered).isGreaterThan(2 * seconds);
            if (backend.hasProcesses()) {
                assertThat(mostHeapBytes).isLessThan(MOST_HEAP_BYTES);
            }
        }

        @Override
        public void close() {
            bench.close();
        }

        @Override
        public String toString() {
            return whenFull + ": sent=" + byClient + "+" + byActor + " back=" + back + " neighbours answered="
                    + answered + " refused=" + refused + " heapMiB=" + mostHeapBytes / MIB;
        }
    }

    @Test
    void heapsStayBoundedNeighboursAnswerAndAllIsHandledInOrderOrComesBackIfThatIsTheChoice() throws Exception {
        try (Story waiting = new Story("wait");
                Story returning = new Story("return")) {
            long growthBytes = feedBoth(waiting, returning);

            Slow.Tally waited = waiting.handledInTheEnd();
            Slow.Tally returned = returning.handledInTheEnd();
            log.info(
                    "{} for {} s: {}; {}; growthMiB={}",
                    backend.name(),
                    seconds(),
                    waiting,
                    returning,
                    growthBytes / MIB);
            assertThat(waited.inOrder()).isTrue();
            assertThat(waited.of("client")).isPositive();
            assertThat(waited.of("actor")).isPositive();
            assertThat(waiting.backToClient()).isZero(); // BP-7
            assertThat(waiting.backToActor()).isZero();
            assertThat(waiting.refused).isZero();
            assertThat(returned.inOrder()).isTrue();
            assertThat(returning.back).hasPositiveValue();
            assertThat(returning.backToActor()).isPositive();
            waiting.assertOthersUnharmed(seconds());
            returning.assertOthersUnharmed(seconds());
            assertThat(growthBytes).isLessThan(MOST_GROWTH_BYTES);
        }
    }

    /* Returns how much the heap of this JVM has grown at the most. */
    private long feedBoth(Story waiting, Story returning) throws Exception {
        long before = heapBytes();
        long mostBytes = before;
        CompletableFuture<Void> fed = CompletableFuture.allOf(waiting.feed(), returning.feed());
        long sinceNanos = System.nanoTime();
        while (System.nanoTime() - sinceNanos < TimeUnit.SECONDS.toNanos(seconds())
                || !returning.hasAllSomethingBack()) {
            waiting.look();
            returning.look();
            mostBytes = Math.max(mostBytes, heapBytes());
            assertThat(System.nanoTime() - sinceNanos).isLessThan(LONG.toNanos());
        }
        waiting.over.set(true);
        returning.over.set(true);
        fed.get(LONG.toSeconds(), TimeUnit.SECONDS);
        return mostBytes - before;
    }
}
