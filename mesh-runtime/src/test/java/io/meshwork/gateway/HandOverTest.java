package io.meshwork.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.config.Config;
import io.meshwork.pressure.Pressure;
import io.meshwork.transport.Secret;
import io.meshwork.transport.netty.Kind;
import io.meshwork.transport.netty.Limits;
import io.meshwork.wire.Bounce;
import io.meshwork.wire.Envelope;
import io.meshwork.wire.Undeliverable;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** G-3: from the control links to the connection, between two processes that a third one stands between. */
@Timeout(120)
class HandOverTest {

    private static final int FRAME_BYTES = 16 << 20;
    private static final int ROUNDS = 25;
    private static final int LARGE = 2 * Way.LARGEST_CARRIED_BYTES;

    @TempDir
    Path directory;

    private final List<LinkedProcess> all = new ArrayList<>();
    private final Secret secret = Secret.fresh();
    private LinkedProcess client;
    private LinkedProcess host;
    private LinkedProcess proc;

    private void start(String names, Kind kind, Limits limits) {
        client = process("c" + names, kind, limits);
        host = process("h" + names, kind, limits).below(client);
        proc = process("p" + names, kind, limits).below(host);
        client.gateway.via(proc.address, host.address);
    }

    private void start(Limits limits) {
        start("", Kind.UNIX_NIO, limits);
    }

    private void start() {
        start(Limits.of(FRAME_BYTES));
    }

    private LinkedProcess process(String name, Kind kind, Limits limits) {
        LinkedProcess made = new LinkedProcess(name, kind, secret, directory, limits);
        all.add(made);
        return made;
    }

    @AfterEach
    void end() {
        all.forEach(LinkedProcess::close);
        all.clear();
    }

    private static List<Integer> numbers(List<Envelope> envelopes) {
        return envelopes.stream().map(Envelope::rank).toList();
    }

    private static void until(String what, BooleanSupplier isSo) {
        long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (!isSo.getAsBoolean()) {
            assertThat(deadlineNanos - System.nanoTime()).as(what).isPositive();
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }

    private static List<Integer> upTo(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    private List<Undeliverable.Category> categoriesOf(List<Envelope> returned) {
        return returned.stream()
                .map(each -> Bounce.decoded(each.payload()).category())
                .distinct()
                .toList();
    }

    /* Until its connection to the other takes all: then nothing goes by the links. */
    private void awaitHandedOver(LinkedProcess from, LinkedProcess to) {
        until("all goes by the connection", () -> from.gateway.hasConnectionTo(to.address));
    }

    /** One direction of a round: some threads, whose messages are each in order. */
    private record Stream(LinkedProcess from, LinkedProcess to, int count, long seed) {
        private static final int[] SIZES = {0, 10, 100, 1_000, 1_000, 20_000, 30_000, LARGE};

        Thread start() {
            Thread sender = new Thread(this::send);
            sender.start();
            return sender;
        }

        /* Now and then it waits for all to have come, so that the switch is met at any stage. */
        private void send() {
            Random random = new Random(seed);
            int opens = random.nextInt(count);
            for (int i = 0; i < count; i++) {
                int bytes = i < opens / 2 ? random.nextInt(40) : SIZES[random.nextInt(SIZES.length)];
                from.send(to, "s", i, bytes);
                if (i == opens) {
                    from.mayOpen.countDown();
                    to.mayOpen.countDown();
                }
                if (random.nextInt(8) == 0 && (i < opens / 2 || i > opens)) {
                    to.received.await(i + 1);
                }
            }
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"UNIX_EPOLL", "UNIX_NIO"})
    void nothingIsLostNorDoubledNorOutOfOrderWheneverThePlanesOpen(Kind kind) throws InterruptedException {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            start(Integer.toString(round), kind, Limits.of(FRAME_BYTES));
            Stream there = new Stream(client, proc, 100 + random.nextInt(200), random.nextLong());
            Stream back = new Stream(proc, client, 100 + random.nextInt(200), random.nextLong());
            for (Thread sender : List.of(there.start(), back.start())) {
                sender.join();
            }

            assertThat(numbers(proc.received.await(there.count())))
                    .as("seed=%d round=%d there", seed, round)
                    .isEqualTo(upTo(there.count()));
            assertThat(numbers(client.received.await(back.count())))
                    .as("seed=%d round=%d back", seed, round)
                    .isEqualTo(upTo(back.count()));
            end();
        }
    }

    @Test
    void aFewMessagesOpenNoPlane() {
        start();
        for (int i = 0; i < Way.FEW - 1; i++) {
            client.send(proc, "s", i, 100);
            proc.send(client, "s", i, 100);
        }

        assertThat(numbers(proc.received.await(Way.FEW - 1))).isEqualTo(upTo(Way.FEW - 1));
        assertThat(numbers(client.received.await(Way.FEW - 1))).isEqualTo(upTo(Way.FEW - 1));
        all.forEach(each -> each.mayOpen.countDown());
        assertThat(all).noneMatch(LinkedProcess::isPlaneOpen);
    }

    @Test
    void oneThatHasMuchToSayMakesItsPeerListenAndTakesOver() {
        start();
        client.mayOpen.countDown();
        proc.mayOpen.countDown();
        for (int i = 0; i < Way.FEW; i++) {
            proc.send(client, "s", i, 100);
        }

        awaitHandedOver(proc, client);

        assertThat(client.isPlaneOpen()).isTrue();
        client.stopListening(); // on its links
        proc.send(client, "s", Way.FEW, 100);
        assertThat(numbers(client.received.await(Way.FEW + 1))).isEqualTo(upTo(Way.FEW + 1));
    }

    @Test
    void aLargeMessageWaitsForTheConnectionAndSoDoAllBehindIt() {
        start();
        client.send(proc, "s", 0, 10);
        client.send(proc, "s", 1, LARGE);
        for (int i = 2; i < 10; i++) {
            client.send(proc, "s", i, 10);
        }
        assertThat(numbers(proc.received.await(1))).containsExactly(0);

        client.mayOpen.countDown();
        proc.mayOpen.countDown();

        assertThat(numbers(proc.received.await(10))).isEqualTo(upTo(10));
    }

    @Test
    void whoStandsStillInBetweenIsNotWaitedForAndWhatItPassesOnLateIsNotTakenAgain() {
        start();
        host.stopListening();
        for (int i = 0; i < 20; i++) {
            client.send(proc, "s", i, 10);
        }
        client.mayOpen.countDown();
        proc.mayOpen.countDown();
        proc.send(client, "s", 0, LARGE); // and so it listens, though it was not told to

        assertThat(numbers(proc.received.await(20))).isEqualTo(upTo(20));
        host.listenAgain();
        client.gateway.post(Carriage.carried(100, client.message(proc, "s", 100, 10), client.address));
        client.send(proc, "s", 20, 10);
        assertThat(numbers(proc.received.await(21))).isEqualTo(upTo(21));
    }

    @Test
    void onTheLinksAreNoMoreThanABoundAndControlPassesWhatIsHeld() {
        start();
        proc.stopListening();
        for (int i = 0; i < 1_000; i++) {
            client.send(proc, "s", i, 1_000);
        }
        Envelope control = Carriage.taken(1, proc.address, client.address);
        client.gateway.post(control);

        // that, and that it is to listen
        until("the word came", () -> proc.keptBack(Envelope.Kind.CARRIAGE).size() >= 2);
        assertThat(proc.keptBack(Envelope.Kind.CARRIED)).hasSize(Way.MOST_CARRIED);

        proc.listenAgain();
        client.mayOpen.countDown();
        proc.mayOpen.countDown();
        assertThat(numbers(proc.received.await(1_000))).isEqualTo(upTo(1_000));
    }

    @Test
    void whoFillsAWayThatIsNotUpIsToldAndToldAgainWhenThereIsRoom() {
        start(Limits.of(FRAME_BYTES).withConnectionBytes(64 * 1024));
        Pressure pressure = new Pressure(Config.of(Map.of()));
        client.gateway.tell(pressure);
        proc.stopListening();
        for (int i = 0; i < 100; i++) {
            client.send(proc, "s", i, 1_000);
        }
        assertThat(pressure.isClear()).isFalse();

        proc.listenAgain();
        client.mayOpen.countDown();
        proc.mayOpen.countDown();

        until("room again", pressure::isClear);
        assertThat(numbers(proc.received.await(100))).isEqualTo(upTo(100));
    }

    /** G-1: nothing of a peer that has ended stays, at whatever stage. */
    @Test
    void whatAPeerThatEndedHasNotTakenComesBackOnce() {
        start();
        proc.stopListening();
        for (int i = 0; i < 100; i++) {
            client.send(proc, "s", i, 10);
        }
        client.gateway.ended(proc.address, "was killed", false);
        client.mayOpen.countDown();

        List<Envelope> returned = client.received.await(100);
        assertThat(returned).hasSize(100).allMatch(each -> each.kind() == Envelope.Kind.UNDELIVERABLE);
        assertThat(returned.subList(0, Way.MOST_CARRIED))
                .allSatisfy(each -> assertThat(each.text()).isEqualTo("was killed" + Undeliverable.MAY_BE_RECEIVED));
        assertThat(returned.subList(Way.MOST_CARRIED, 100))
                .allSatisfy(each -> assertThat(each.text()).isEqualTo("was killed"));
        client.send(proc, "s", 100, 10);
        assertThat(client.received.await(101)).hasSize(101);
    }

    @Test
    void whatWaitsForTheConnectionOfAPeerThatEndedComesBackOnce() {
        start();
        proc.stopListening();
        client.send(proc, "s", 0, 10);
        client.send(proc, "s", 1, LARGE);
        client.mayOpen.countDown();
        proc.mayOpen.countDown();
        client.send(proc, "s", 2, 10);
        client.gateway.ended(proc.address, "was killed", false);

        assertThat(client.received.await(3))
                .hasSize(3)
                .allSatisfy(each -> assertThat(each.text()).startsWith("was killed"));
    }

    @Test
    void whoseEndOnlyTheOneInBetweenKnowsItsSenderHearsOfByWhatComesBack() {
        start();
        host.gateway.ended(proc.address, "was killed", false);
        client.send(proc, "s", 0, 10);
        client.send(proc, "s", 1, 10);

        List<Envelope> returned = client.received.await(2);
        assertThat(returned)
                .hasSize(2)
                .allSatisfy(each -> assertThat(each.text()).isEqualTo("was killed"));
        assertThat(categoriesOf(returned)).containsExactly(Undeliverable.Category.PROCESS_ENDED);
    }

    /** T-8: of links too. */
    @Test
    void whatAPeerThatStandsStillHasNotTakenComesBackInTimeAndItCanBeUsedAgain() {
        start(Limits.of(FRAME_BYTES).withDelivery(Duration.ofMillis(300)));
        proc.stopListening();
        for (int i = 0; i < 100; i++) {
            client.send(proc, "s", i, 10);
        }

        List<Envelope> returned = client.received.await(100);
        assertThat(categoriesOf(returned)).containsExactly(Undeliverable.Category.TIMED_OUT);
        assertThat(returned).hasSize(100);

        client.mayOpen.countDown();
        proc.mayOpen.countDown();
        proc.listenAgain(); // to what came back as well, which "may have been received"
        client.send(proc, "s", 100, 10);
        assertThat(numbers(proc.received.await(Way.MOST_CARRIED + 1)))
                .endsWith(100)
                .doesNotHaveDuplicates();
    }

    /** A client that has no link to a proc of another client: it dials, and is answered by way of that one. */
    @Test
    void whatNoLinkLeadsToGoesByTheConnectionOfTheOneWhereLinksEnd() {
        start();
        LinkedProcess other = process("o", Kind.UNIX_NIO, Limits.of(FRAME_BYTES));
        all.forEach(each -> each.mayOpen.countDown());
        for (int i = 0; i < Way.FEW; i++) {
            proc.send(client, "s", i, 10); // it listens from then on, and has the client listen
            other.send(proc, "s", i, 10);
            proc.send(other, "s", i, 10);
        }

        assertThat(numbers(other.received.await(Way.FEW))).isEqualTo(upTo(Way.FEW));
        assertThat(numbers(proc.received.await(Way.FEW))).isEqualTo(upTo(Way.FEW));
    }
}
