package io.meshwork.conformance.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.ActorMesh;
import io.meshwork.actor.Actor;
import io.meshwork.actor.Handler;
import io.meshwork.actor.Message;
import io.meshwork.actor.Request;
import io.meshwork.conformance.Backend;
import io.meshwork.conformance.Bench;
import io.meshwork.conformance.EachBackend;
import io.meshwork.conformance.Row;
import io.meshwork.mailbox.AccumulatingPort;
import io.meshwork.mailbox.NothingReceivedException;
import io.meshwork.mailbox.OncePort;
import io.meshwork.mailbox.Port;
import io.meshwork.mailbox.PortRef;
import io.meshwork.proc.RankStatus;
import io.meshwork.shape.Extent;
import io.meshwork.value.Status;
import io.meshwork.value.StatusMesh;
import io.meshwork.value.StatusOverlay;
import io.meshwork.wire.WireFormatException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** Values that far actors send to ports of a client. */
@EachBackend
class PortsTest {

    private static final Duration SHORT = Duration.ofMillis(200);

    @Parameter
    Backend backend;

    private Bench bench;
    private ActorMesh<Speaker> speakers;

    static final class Speaker implements Actor {

        record Count(int from, int to, PortRef<Integer> port) implements Message<Speaker> {}

        /** @param port of anything, as a caller may have it who does not mind the compiler */
        record Say(Object value, PortRef<Object> port) implements Message<Speaker> {}

        record Report(List<RankStatus> reports, PortRef<RankStatus> port) implements Message<Speaker> {}

        record Done() implements Request<Speaker, Boolean> {}

        @Handler
        void count(Count order) {
            for (int number = order.from(); number < order.to(); number++) {
                order.port().send(number);
            }
        }

        @Handler
        void say(Say say) {
            say.port().send(say.value());
        }

        @Handler
        void report(Report order) {
            order.reports().forEach(order.port()::send);
        }

        @Handler
        boolean done(Done ask) {
            return true;
        }
    }

    @BeforeParameterizedClassInvocation
    void start() {
        bench = Bench.start(backend, 1, 2);
        speakers = bench.procs().spawn("speakers", Speaker.class);
    }

    @AfterParameterizedClassInvocation
    void close() {
        bench.close();
    }

    @Test
    @Row("B2")
    void theValuesOfOneSenderComeInItsOrder() {
        Port<Integer> port = bench.client().openPort(Integer.class);

        speakers.get(0).send(new Speaker.Count(0, 1_000, port.ref()));

        assertThat(port.receive()).isZero();
        assertThat(port.receive(Duration.ofSeconds(30))).isEqualTo(1);
        assertThat(port.receive(998))
                .containsExactlyElementsOf(IntStream.range(2, 1_000).boxed().toList());
        assertThat(port.poll()).isEmpty();
    }

    @Test
    void portsOfOneClientAreNotMixedUp() {
        Port<Integer> low = bench.client().openPort(Integer.class);
        Port<Integer> high = bench.client().openPort(Integer.class);

        speakers.get(0).send(new Speaker.Count(100, 103, high.ref()));
        speakers.get(0).send(new Speaker.Count(0, 3, low.ref()));

        assertThat(low.receive(3)).containsExactly(0, 1, 2);
        assertThat(high.receive(3)).containsExactly(100, 101, 102);
    }

    @Test
    void aPortThatGetsNothingInTimeSaysWhatItWaitedFor() {
        Port<Integer> port = bench.client().openPort(Integer.class);

        assertThat(port.poll()).isEmpty();
        assertThatThrownBy(() -> port.receive(SHORT))
                .isInstanceOf(NothingReceivedException.class)
                .hasMessage("no value came in time: port=" + port.ref().id()
                        + " type=Integer timeoutMillis=200 wanted=1 got=0");
    }

    @Test
    void aWaitThatIsInterruptedSaysSo() {
        Port<Integer> port = bench.client().openPort(Integer.class);
        Thread.currentThread().interrupt();
        try {
            assertThatThrownBy(port::receive)
                    .isInstanceOf(NothingReceivedException.class)
                    .hasMessageStartingWith("interrupted while waiting for a value: port=");
            assertThat(Thread.currentThread().isInterrupted()).isTrue();
        } finally {
            Thread.interrupted();
        }
    }

    @Test
    @Row("B34")
    void aOncePortTakesTheFirstValueAndLosesTheSecond() {
        OncePort<Integer> port = bench.client().openOncePort(Integer.class);

        speakers.get(0).send(new Speaker.Count(7, 9, port.ref()));
        speakers.get(0).call(new Speaker.Done());

        assertThat(port.receive()).isEqualTo(7);
        assertThat(port.receive()).isEqualTo(7);
    }

    @Test
    @Row("B34")
    void aOncePortThatIsClosedFirstGetsNothing() {
        OncePort<Integer> waiting = bench.client().openOncePort(Integer.class);
        OncePort<Integer> port = bench.client().openOncePort(Integer.class);
        port.close();
        port.close();

        speakers.get(0).send(new Speaker.Count(7, 8, port.ref()));

        assertThatThrownBy(port::receive)
                .isInstanceOf(NothingReceivedException.class)
                .hasMessage("closed before a value came: port=" + port.ref().id());
        assertThatThrownBy(() -> waiting.receive(SHORT))
                .isInstanceOf(NothingReceivedException.class)
                .hasMessage("no value came in time: port=" + waiting.ref().id() + " timeoutMillis=200");
    }

    @Test
    void aClosedPortKeepsWhatCameAndTakesNoMore() {
        Port<Integer> port = bench.client().openPort(Integer.class);
        speakers.get(0).send(new Speaker.Count(0, 2, port.ref()));
        speakers.get(0).call(new Speaker.Done());

        port.close();
        port.close();
        speakers.get(0).send(new Speaker.Count(2, 4, port.ref()));
        speakers.get(0).call(new Speaker.Done());

        assertThat(port.receive(2)).containsExactly(0, 1);
        assertThat(port.poll()).isEmpty();
        assertThatThrownBy(port::receive) // at once, not after the 30 s of a port that is open
                .isInstanceOf(NothingReceivedException.class)
                .hasMessage("the port is closed: port=" + port.ref().id() + " type=Integer wanted=1 got=0");
        assertThatThrownBy(() -> port.receive(2)).hasMessageStartingWith("the port is closed");
    }

    @Test
    void whoWaitsAtAPortThatIsClosedIsWoken() throws Exception {
        Port<Integer> port = bench.client().openPort(Integer.class);
        CompletableFuture<Integer> first = CompletableFuture.supplyAsync(port::receive);
        CompletableFuture<Integer> second = CompletableFuture.supplyAsync(port::receive);

        port.close();

        for (CompletableFuture<Integer> waiting : List.of(first, second)) {
            assertThatThrownBy(() -> waiting.get(30, TimeUnit.SECONDS))
                    .cause()
                    .hasMessageStartingWith(
                            "the port is closed: port=" + port.ref().id());
        }
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"}) // the sender that the compiler can't stop
    void aValueOfAnotherTypeIsRefusedWhereItIsReceived() {
        Port<Integer> port = bench.client().openPort(Integer.class);

        speakers.get(0).send(new Speaker.Say("text", (PortRef) port.ref()));
        speakers.get(0).send(new Speaker.Say(1, (PortRef) port.ref()));

        assertThatThrownBy(port::receive)
                .isInstanceOf(WireFormatException.class)
                .hasMessage("does not fit: declared=java.lang.Integer got=STRING");
        assertThat(port.receive()).isEqualTo(1);
    }

    @Test
    @Row("B35")
    void statusesThatComeInAnyOrderAndMoreThanOnceGatherToTheSameEnd() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Extent extent = Extent.of("ranks", 8);
        Port<RankStatus> port = bench.client().openPort(RankStatus.class);
        List<RankStatus> reports = new ArrayList<>();
        for (int rank = 0; rank < extent.size(); rank++) {
            Status last = rank == 5 ? new Status.Failed("no disk") : new Status.Running();
            reports.addAll(List.of(
                    new RankStatus(rank, new Status.Initializing()),
                    new RankStatus(rank, last),
                    new RankStatus(rank, last)));
        }
        Collections.shuffle(reports, random);

        int half = random.nextInt(reports.size());
        speakers.get(0).send(new Speaker.Report(reports.subList(0, half), port.ref()));
        speakers.get(1).send(new Speaker.Report(reports.subList(half, reports.size()), port.ref()));

        StatusMesh gathered = StatusMesh.of(extent);
        for (RankStatus report : port.receive(reports.size())) {
            gathered = gathered.with(StatusOverlay.of(report.rank(), report.status()));
        }
        assertThat(gathered).as("seed=" + seed).hasToString("0..4: Running, 5: Failed(\"no disk\"), 6..7: Running");
    }

    @Test
    @Row("B35")
    void updatesInAnyOrderFoldToTheSameStateAndThoseBetweenAreNotSeen() throws InterruptedException {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        List<Integer> tens = new ArrayList<>(IntStream.range(0, 100).boxed().toList());
        Collections.shuffle(tens, random);
        CountDownLatch folded = new CountDownLatch(1_000);
        AccumulatingPort<Long, Integer> sum = bench.client()
                .openAccumulatingPort(Integer.class, 0L, (state, update) -> {
                    folded.countDown();
                    return state + update;
                });

        for (int ten : tens) {
            speakers.get(random.nextInt(2)).send(new Speaker.Count(10 * ten, 10 * ten + 10, sum.ref()));
        }

        assertThat(folded.await(60, TimeUnit.SECONDS)).isTrue();
        List<Long> seen = new ArrayList<>();
        assertThat(sum.await(state -> seen.add(state) && state == 499_500)).isEqualTo(499_500);
        assertThat(seen).as("states between, seed=" + seed).hasSizeLessThanOrEqualTo(2);
        assertThat(sum.poll()).isEmpty();
    }
}
