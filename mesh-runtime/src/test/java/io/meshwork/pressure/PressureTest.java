package io.meshwork.pressure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.actor.ActorRef;
import io.meshwork.actor.MeshCallException;
import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.failure.MeshException;
import io.meshwork.id.Address;
import io.meshwork.id.PortId;
import io.meshwork.id.ProcId;
import io.meshwork.mailbox.Answers;
import io.meshwork.mailbox.Port;
import io.meshwork.mailbox.UndeliverableException;
import io.meshwork.proc.LocalProc;
import io.meshwork.proc.ProcAgent;
import io.meshwork.wire.Envelope;
import io.meshwork.wire.Payload;
import io.meshwork.wire.Sender;
import io.meshwork.wire.Undeliverable;
import io.meshwork.wire.Undeliverable.Category;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A sender that outruns an actor of its own process is slowed, or told. */
class PressureTest {

    private static final int CAPACITY = 10;
    private static final Duration SOON = Duration.ofSeconds(30);

    private static Config config(String... more) {
        Map<String, String> values = new HashMap<>();
        values.put(Keys.MAILBOX_CAPACITY.name(), Integer.toString(CAPACITY));
        for (int i = 0; i < more.length; i += 2) {
            values.put(more[i], more[i + 1]);
        }
        return Config.of(values);
    }

    private static LocalProc waiting(String... more) {
        return new LocalProc(config(more), gateway -> gateway);
    }

    private static LocalProc returning() {
        return waiting(Keys.WHEN_FULL.name(), "return");
    }

    /* Returns when the actor stands. */
    private static Gated.Shut shut(LocalProc local, ActorRef<Gated> gated) {
        Port<Gated.Shut> gate = local.client().openPort(Gated.Shut.class);
        gated.send(new Gated.Close(gate.ref()));
        return gate.receive();
    }

    /** Sends notes on a thread of its own, and counts those that went. */
    private static final class Feeder {
        private final AtomicInteger sent = new AtomicInteger();
        private final CompletableFuture<Void> done = new CompletableFuture<>();
        private final Thread thread;

        Feeder(ActorRef<Gated> to, int count) {
            thread = new Thread(() -> {
                for (int number = 0; number < count; number++) {
                    to.send(new Gated.Note(number));
                    sent.incrementAndGet();
                }
                done.complete(null);
            });
            thread.setDaemon(true);
            thread.start();
        }

        void awaitStanding(int count) {
            Seen.inTime(() -> sent.get() == count && thread.getState() == Thread.State.TIMED_WAITING);
        }

        void awaitDone() {
            assertThat(done).succeedsWithin(SOON);
        }
    }

    private static List<Integer> numbersBelow(int count) {
        return IntStream.range(0, count).boxed().toList();
    }

    /** BP-1, BP-2: one more than the limit got in, and the sender stands; all is taken in order when there is room. */
    @Test
    void bp2_aSenderStandsWhileTheMailboxIsFullAndGoesOnWhenItIsHalfEmpty() {
        try (LocalProc local = waiting()) {
            ActorRef<Gated> gated = local.create("gated", Gated.class);
            Gated.Shut shut = shut(local, gated);

            Feeder feeder = new Feeder(gated, 100);

            feeder.awaitStanding(CAPACITY + 1);
            shut.key().send("open");
            feeder.awaitDone();
            assertThat(gated.call(new Gated.Noted())).isEqualTo(numbersBelow(100));
            assertThat(local.bounced).isEmpty();
        }
    }

    /** BP-1: bytes count as envelopes do. */
    @Test
    void bp1_theLimitInBytesHoldsWhateverTheNumber() {
        try (LocalProc local = waiting(Keys.MAILBOX_CAPACITY.name(), "1000000", Keys.MAILBOX_BYTES.name(), "2KiB")) {
            ActorRef<Gated> gated = local.create("gated", Gated.class);
            Gated.Shut shut = shut(local, gated);

            Feeder feeder = new Feeder(gated, 1_000);

            Seen.inTime(() -> feeder.thread.getState() == Thread.State.TIMED_WAITING);
            assertThat(feeder.sent).hasValueBetween(1, 20);
            shut.key().send("open");
            feeder.awaitDone();
            assertThat(gated.call(new Gated.Noted())).isEqualTo(numbersBelow(1_000));
        }
    }

    /** BP-2, BP-5: with return, what was sent is handled or comes back, and what came back leaves no gap. */
    @Test
    void bp5_withReturnEachMessageIsHandledOrComesBackAsFull() {
        try (LocalProc local = returning()) {
            ActorRef<Gated> gated = local.create("gated", Gated.class);
            Gated.Shut shut = shut(local, gated);

            for (int number = 0; number < 100; number++) {
                gated.send(new Gated.Note(number));
            }

            assertThat(local.bounced).hasSize(100 - CAPACITY - 1).allSatisfy(one -> {
                assertThat(one.category()).isEqualTo(Category.FULL);
                assertThat(one.destination().actor()).isEqualTo(gated.id());
                assertThat(one.reason()).contains("mailbox is full", "mesh.when-full=return");
            });
            assertThat(local.bounced.peek().message()).isEqualTo("Note[number=11]");
            shut.key().send("open");
            Seen.inTime(() -> local.client().isRoomAt(gated.id().port(PortId.HANDLER)));
            gated.send(new Gated.Note(100));
            List<Integer> noted = new ArrayList<>(numbersBelow(CAPACITY + 1));
            noted.add(100);
            assertThat(gated.call(new Gated.Noted())).isEqualTo(noted);
        }
    }

    /** BP-2: a call to whom is full fails as such. */
    @Test
    void bp2_withReturnACallOfWhomIsFullFailsAtOnce() {
        try (LocalProc local = returning()) {
            ActorRef<Gated> gated = local.create("gated", Gated.class);
            Gated.Shut shut = shut(local, gated);
            IntStream.rangeClosed(0, CAPACITY).forEach(number -> gated.send(new Gated.Note(number)));

            assertThatThrownBy(() -> gated.call(new Gated.Noted()))
                    .isInstanceOf(MeshCallException.class)
                    .hasCauseInstanceOf(UndeliverableException.class)
                    .hasMessageContaining("mailbox is full");

            shut.key().send("open");
        }
    }

    /** BP-2: a call has one bound, for room and for the answer. */
    @Test
    void bp2_aCallWaitsForRoomNoLongerThanItsOwnTimeout() {
        try (LocalProc local = waiting(Keys.DELIVERY_TIMEOUT.name(), "1min")) {
            ActorRef<Gated> gated = local.create("gated", Gated.class);
            Gated.Shut shut = shut(local, gated);
            IntStream.rangeClosed(0, CAPACITY).forEach(number -> gated.send(new Gated.Note(number)));

            assertThatThrownBy(() -> gated.call(new Gated.Noted(), Duration.ofMillis(100)))
                    .isInstanceOf(MeshCallException.class)
                    .hasCauseInstanceOf(UndeliverableException.class)
                    .hasMessageContaining("no room in time: timeoutMillis=100");

            shut.key().send("open");
        }
    }

    /** BP-2: waiting is bounded, then the sender has it back. */
    @Test
    void bp2_whoWaitsInVainHasTheMessageBack() throws InterruptedException {
        try (LocalProc local = waiting(Keys.DELIVERY_TIMEOUT.name(), "100ms", Keys.CALL_TIMEOUT.name(), "30s")) {
            ActorRef<Gated> gated = local.create("gated", Gated.class);
            Gated.Shut shut = shut(local, gated);

            for (int number = 0; number < CAPACITY + 2; number++) {
                gated.send(new Gated.Note(number));
            }

            Undeliverable back = local.bounced.poll(30, TimeUnit.SECONDS);
            assertThat(back).isNotNull();
            assertThat(back.category()).isEqualTo(Category.FULL);
            assertThat(back.reason()).contains("no room in time: timeoutMillis=100");
            shut.key().send("open");
            assertThat(gated.call(new Gated.Noted())).isEqualTo(numbersBelow(CAPACITY + 1));
        }
    }

    /** BP-2: waiting has no bound while the receiver takes what it has, however long that takes. */
    @Test
    void bp2_whoWaitsForAReceiverThatMovesOnIsSlowedAndNotTold() {
        try (LocalProc local = waiting(Keys.DELIVERY_TIMEOUT.name(), "2s", Keys.CALL_TIMEOUT.name(), "30s")) {
            ActorRef<Gated> gated = local.create("gated", Gated.class);
            long sinceNanos = System.nanoTime();

            for (int number = 0; number < CAPACITY + 3; number++) {
                gated.send(new Gated.Dawdle(500));
            }

            assertThat(System.nanoTime() - sinceNanos).isGreaterThan(2_000_000_000L);
            assertThat(local.bounced).isEmpty();
        }
    }

    /** BP-2: of those that are full each is sent to when it has room; the others wait for none of them. */
    @Test
    void bp2_aRankThatStaysFullLeavesTheOthersTheirTime() {
        try (LocalProc local = waiting(Keys.DELIVERY_TIMEOUT.name(), "1min")) {
            ActorRef<Gated> full = local.create("full", Gated.class);
            ActorRef<Gated> fullForNow = local.create("now", Gated.class);
            ActorRef<Gated> free = local.create("free", Gated.class);
            Gated.Shut shut = shut(local, full);
            Gated.Shut shutForNow = shut(local, fullForNow);
            fill(full);
            fill(fullForNow);
            Patience patience = Patience.of(Duration.ofSeconds(3));
            byte[] ask = local.client().encode(new Gated.Noted());
            CompletableFuture<Answers> asked = new CompletableFuture<>();
            Thread thread = new Thread(() -> asked.complete(local.client()
                    .ask(List.of(full.id(), fullForNow.id(), free.id()), false, Payload.of(ask), patience)));
            thread.setDaemon(true);
            thread.start();
            Seen.inTime(() -> thread.getState() == Thread.State.TIMED_WAITING);

            shutForNow.key().send("open");

            assertThat(asked).succeedsWithin(SOON);
            Answers answers = asked.join();
            assertThat(answers.await(patience.left())).isTrue();
            assertThat(answers.failure(0)).hasMessageContaining("no room in time: timeoutMillis=3000");
            assertThat(answers.failure(1)).isNull();
            assertThat(answers.failure(2)).isNull();
            shut.key().send("open");
        }
    }

    private static void fill(ActorRef<Gated> gated) {
        IntStream.rangeClosed(0, CAPACITY).forEach(number -> gated.send(new Gated.Note(number)));
    }

    /** BP-3. */
    @Test
    void bp3_whoWaitsIsToldOnInterruptAndStaysInterrupted() throws InterruptedException {
        try (LocalProc local = waiting()) {
            ActorRef<Gated> gated = local.create("gated", Gated.class);
            Gated.Shut shut = shut(local, gated);
            Feeder feeder = new Feeder(gated, CAPACITY + 2);
            feeder.awaitStanding(CAPACITY + 1);

            feeder.thread.interrupt();

            feeder.awaitDone();
            Undeliverable back = local.bounced.poll(30, TimeUnit.SECONDS);
            assertThat(back).isNotNull();
            assertThat(back.category()).isEqualTo(Category.FULL);
            assertThat(back.reason()).contains("interrupted");
            shut.key().send("open");
        }
    }

    /** BP-3, A-4: who waits for one that stops goes on, and has the message back as of one that stopped. */
    @Test
    void bp3_whoWaitsGoesOnWhenTheReceiverStops() {
        try (LocalProc local = waiting()) {
            ActorRef<Gated> gated = local.create("gated", Gated.class);
            Gated.Shut shut = shut(local, gated);
            CompletableFuture<?> answered = gated.callAsync(new Gated.Noted());
            Feeder feeder = new Feeder(gated, 100);
            feeder.awaitStanding(CAPACITY);

            local.agent().callAsync(new ProcAgent.Stop("gated", "over"));
            local.agent().call(new ProcAgent.GetRankStatus("gated", 0)); // it has taken that before
            shut.key().send("open");

            feeder.awaitDone();
            assertThat(answered).succeedsWithin(SOON);
            Seen.inTime(() -> local.bounced.size() > 50);
            assertThat(local.bounced).allMatch(one -> one.category() == Category.ACTOR_STOPPED);
        }
    }

    /** BP-3. */
    @Test
    void bp3_whoWaitsGoesOnWhenTheReceiverFails() {
        try (LocalProc local = waiting()) {
            ActorRef<Gated> gated = local.create("gated", Gated.class);
            Gated.Shut shut = shut(local, gated);
            gated.send(new Gated.Fail());
            Feeder feeder = new Feeder(gated, 100);
            feeder.awaitStanding(CAPACITY);

            shut.key().send("open");

            feeder.awaitDone();
            Seen.inTime(() -> local.bounced.size() == 100);
            assertThat(local.bounced).allMatch(one -> one.category() == Category.ACTOR_FAILED);
        }
    }

    /** BP-3: also when what fills it will never have its turn, behind a number that is lost. */
    @Test
    void bp3_whoWaitsBehindALostMessageGoesOnWhenTheReceiverStops() {
        try (LocalProc local = losingTheFirstNoteOf("feeder")) {
            ActorRef<Gated> gated = local.create("gated", Gated.class);
            Feeder feeder = new Feeder(asSeenBy("feeder", local, gated), 100);
            feeder.awaitStanding(CAPACITY + 2);

            local.agent().callAsync(new ProcAgent.Stop("gated", "over"));

            feeder.awaitDone();
            Seen.inTime(() -> local.bounced.size() == 99);
            assertThat(local.bounced).allMatch(one -> one.category() == Category.ACTOR_STOPPED);
        }
    }

    /** BP-3. */
    @Test
    void bp3_whoWaitsBehindALostMessageGoesOnWhenTheReceiverFails() {
        try (LocalProc local = losingTheFirstNoteOf("feeder")) {
            ActorRef<Gated> gated = local.create("gated", Gated.class);
            Feeder feeder = new Feeder(asSeenBy("feeder", local, gated), 100);
            feeder.awaitStanding(CAPACITY + 2);

            new ForwardingThread(() -> gated.send(new Gated.Fail()), "forwarding").start();

            feeder.awaitDone();
            Seen.inTime(() -> local.bounced.size() == 99);
            assertThat(local.bounced).allMatch(one -> one.category() == Category.ACTOR_FAILED);
        }
    }

    /* Nothing is given up there for want of time. */
    private static LocalProc losingTheFirstNoteOf(String sender) {
        return new LocalProc(config(Keys.DELIVERY_TIMEOUT.name(), "10min"), gateway -> envelope -> {
            Envelope.Order order = envelope.order();
            boolean isFirst = order != null && order.number() == 1;
            if (!isFirst || !envelope.from().name().equals(sender)) {
                gateway.post(envelope);
            }
        });
    }

    private static ActorRef<Gated> asSeenBy(String name, LocalProc local, ActorRef<Gated> gated) {
        return new ActorRef<>(gated.id(), Gated.class, local.proc().join(name, local));
    }

    /** BP-3: of its own process. */
    @Test
    void bp3_whoWaitsGoesOnWhenItsOwnProcessEnds() {
        LocalProc local = waiting();
        ActorRef<Gated> gated = local.create("gated", Gated.class);
        shut(local, gated);
        Feeder feeder = new Feeder(gated, 100);
        feeder.awaitStanding(CAPACITY + 1);

        local.close();

        feeder.awaitDone();
    }

    /** BP-3: of the receiver. */
    @Test
    void bp3_whoWaitsGoesOnWhenTheReceiversProcessEnds() {
        Pressure pressure = new Pressure(config());
        Address there = new Address.Unix("/nowhere/there.s");
        PortId port = new ProcId("p", there).actor("a").port(PortId.HANDLER);
        pressure.filled(port, 0);
        CompletableFuture<String> waiter = new CompletableFuture<>();
        Thread thread = new Thread(
                () -> waiter.complete(String.valueOf(pressure.awaitRoom(port, System.nanoTime()))), "waiter");
        thread.setDaemon(true);
        thread.start();
        Seen.inTime(() -> thread.getState() == Thread.State.TIMED_WAITING);

        pressure.ended(there);

        assertThat(waiter).succeedsWithin(SOON).isEqualTo("null");
        assertThat(pressure.isClear()).isTrue();
    }

    /** BP-4. */
    @Test
    void bp4_anActorSendsToItselfWithoutWaiting() {
        try (LocalProc local = waiting()) {
            ActorRef<Gated> gated = local.create("gated", Gated.class);

            assertThat(gated.call(new Gated.FeedYourself(100))).isEqualTo(100);

            assertThat(gated.call(new Gated.Noted())).isEqualTo(numbersBelow(100));
        }
    }

    /** BP-4. */
    @Test
    void bp4_aForwardingThreadNeverWaits() {
        try (LocalProc local = waiting()) {
            ActorRef<Gated> gated = local.create("gated", Gated.class);
            Gated.Shut shut = shut(local, gated);
            CompletableFuture<Void> done = new CompletableFuture<>();

            new ForwardingThread(
                            () -> {
                                IntStream.range(0, 100).forEach(number -> gated.send(new Gated.Note(number)));
                                done.complete(null);
                            },
                            "forwarding")
                    .start();

            assertThat(done).succeedsWithin(SOON);
            shut.key().send("open");
            assertThat(gated.call(new Gated.Noted())).isEqualTo(numbersBelow(100));
        }
    }

    /** BP-1, BP-5: past what may be under way all goes back, whoever sends, and what got in stays in order. */
    @Test
    void bp1_whatComesFarPastTheLimitGoesBackAndLeavesNoGap() {
        try (LocalProc local = waiting(Keys.MAILBOX_BYTES.name(), "1KiB", Keys.CONNECTION_BYTES.name(), "8KiB")) {
            ActorRef<Gated> gated = local.create("gated", Gated.class);
            Gated.Shut shut = shut(local, gated);
            CompletableFuture<Void> done = new CompletableFuture<>();

            new ForwardingThread(
                            () -> {
                                IntStream.range(0, 1_000).forEach(number -> gated.send(new Gated.Note(number)));
                                done.complete(null);
                            },
                            "unstoppable")
                    .start();

            assertThat(done).succeedsWithin(SOON);
            int back = local.bounced.size();
            assertThat(back).isBetween(900, 999);
            assertThat(local.bounced).allMatch(one -> one.category() == Category.FULL);
            shut.key().send("open");
            Seen.inTime(() -> local.client().isRoomAt(gated.id().port(PortId.HANDLER)));
            gated.send(new Gated.Note(1_000));
            List<Integer> noted = new ArrayList<>(numbersBelow(1_000 - back));
            noted.add(1_000);
            assertThat(gated.call(new Gated.Noted())).isEqualTo(noted);
            assertThat(local.bounced).hasSize(back);
        }
    }

    private static final ProcId FAR = new ProcId("far", new Address.Tcp("127.0.0.1", 4711));

    private static Envelope fromFar() {
        PortId to =
                new ProcId("p", new Address.Unix("/nowhere/here.s")).actor("a").port(PortId.HANDLER);
        return new Envelope(Envelope.Kind.MESSAGE, false, to, FAR.actor("sender"), null, 0, new byte[0]);
    }

    private static void fill(Backlog backlog) {
        IntStream.rangeClosed(0, CAPACITY)
                .forEach(number -> assertThat(backlog.admits(fromFar())).isTrue());
    }

    private static void empty(Backlog backlog) {
        IntStream.rangeClosed(0, CAPACITY).forEach(number -> backlog.taken(fromFar()));
    }

    private static List<Envelope.Kind> kinds(List<Envelope> told) {
        return told.stream().map(Envelope::kind).toList();
    }

    /** BP-7: a sender hears of it on the line on which it sends, and of room the way it heard that there was none. */
    @Test
    void bp7_aSenderHearsOnTheLineOnWhichItSends() {
        Pressure pressure = new Pressure(config());
        List<Envelope> elsewhere = new ArrayList<>();
        List<Envelope> first = new ArrayList<>();
        List<Envelope> second = new ArrayList<>();
        Sender firstLine = first::add;
        Backlog backlog = new Backlog(fromFar().to(), pressure, elsewhere::add);
        fill(backlog);
        pressure.backTo(FAR.address(), firstLine);
        empty(backlog);
        assertThat(kinds(elsewhere)).containsExactly(Envelope.Kind.FULL, Envelope.Kind.ROOM);

        fill(backlog);
        pressure.noWayBack(FAR.address(), firstLine);
        pressure.backTo(FAR.address(), second::add);
        backlog.admits(fromFar());
        backlog.taken(fromFar());
        empty(backlog);

        assertThat(kinds(first)).containsExactly(Envelope.Kind.FULL);
        assertThat(kinds(second)).containsExactly(Envelope.Kind.FULL, Envelope.Kind.ROOM);
        assertThat(elsewhere).hasSize(2);
    }

    /** BP-7: what was said on a line that broke may not have been heard. */
    @Test
    void bp7_whatWasToldOfAProcessIsForgottenWhenTheLineToItBreaks() {
        Pressure pressure = new Pressure(config());
        PortId there = FAR.actor("a").port(PortId.HANDLER);
        pressure.filled(there, 0);
        pressure.wayFilled(FAR.address());

        pressure.forget(FAR.address());

        pressure.wayFree(FAR.address());
        assertThat(pressure.isRoomAt(there)).isTrue();
        assertThat(pressure.isClear()).isTrue();
    }

    /** BP-2: an actor is slowed like any other sender, and its own handler goes on when there is room. */
    @Test
    void bp2_anActorThatFeedsAnotherIsSlowed() {
        try (LocalProc local = waiting()) {
            ActorRef<Gated> gated = local.create("gated", Gated.class);
            ActorRef<Gated> feeder = local.create("feeder", Gated.class);
            Gated.Shut shut = shut(local, gated);

            CompletableFuture<Integer> fed = feeder.callAsync(new Gated.Feed(gated, 100));

            Seen.inTime(() -> !local.client().isRoomAt(gated.id().port(PortId.HANDLER)));
            assertThat(fed).isNotDone();
            shut.key().send("open");
            assertThat(fed).succeedsWithin(SOON).isEqualTo(100);
            assertThat(gated.call(new Gated.Noted())).isEqualTo(numbersBelow(100));
        }
    }

    /** BP-6: an actor that sends on, and takes nothing of what it has back, is stopped in it. */
    @Test
    void bp6_whoHasTooMuchBackAndTakesNothingCannotSendMore() {
        try (LocalProc local = returning()) {
            ActorRef<Gated> gated = local.create("gated", Gated.class);
            ActorRef<Gated> feeder = local.create("feeder", Gated.class);
            Gated.Shut shut = shut(local, gated);

            assertThatThrownBy(() -> feeder.call(new Gated.Feed(gated, 20_000)))
                    .isInstanceOf(MeshCallException.class)
                    .hasRootCauseInstanceOf(MeshException.class)
                    .hasMessageContaining("too many messages came back")
                    .hasMessageContaining("waiting=10000");

            assertThat(feeder.call(new Gated.Back())).isEqualTo(10_000);
            shut.key().send("open");
        }
    }

    /** BP-1, BP-2: a port that nobody reads is a full mailbox to who sends to it. */
    @Test
    void bp1_aPortThatNobodyReadsSlowsWhoSendsToIt() {
        try (LocalProc local = waiting()) {
            ActorRef<PortFeeder> feeder = local.create("feeder", PortFeeder.class);
            Port<Integer> unread = local.client().openPort(Integer.class);

            CompletableFuture<Integer> fed = feeder.callAsync(new PortFeeder.Feed(unread.ref(), 100));

            Seen.inTime(() -> !local.client().isRoomAt(unread.ref().id()));
            assertThat(fed).isNotDone();
            assertThat(unread.receive(100)).isEqualTo(numbersBelow(100));
            assertThat(fed).succeedsWithin(SOON).isEqualTo(100);
        }
    }

    /** BP-3: and a port that is closed lets it go. */
    @Test
    void bp3_whoWaitsForAPortGoesOnWhenItIsClosed() {
        try (LocalProc local = waiting()) {
            ActorRef<PortFeeder> feeder = local.create("feeder", PortFeeder.class);
            Port<Integer> unread = local.client().openPort(Integer.class);
            CompletableFuture<Integer> fed = feeder.callAsync(new PortFeeder.Feed(unread.ref(), 100));
            Seen.inTime(() -> !local.client().isRoomAt(unread.ref().id()));

            unread.close();

            assertThat(fed).succeedsWithin(SOON).isEqualTo(100);
        }
    }
}
