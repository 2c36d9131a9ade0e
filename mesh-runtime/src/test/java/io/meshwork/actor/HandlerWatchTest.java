package io.meshwork.actor;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.mailbox.Port;
import io.meshwork.mailbox.PortRef;
import io.meshwork.mailbox.Workers;
import io.meshwork.proc.LocalProc;
import io.meshwork.transport.Warnings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** SV-8, row B107: handlers that don't end are named, and hold up nothing else. */
@Timeout(60)
class HandlerWatchTest {

    private static final Config SHORT = Config.of(Map.of("mesh.handler-warning", "200ms"));
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(2);

    static final class Stuck implements Actor {

        /** Sends the key to get it out of there. */
        record Hold(PortRef<Key> held) implements Message<Stuck> {}

        record Key(PortRef<String> out) {}

        record Ask() implements Request<Stuck, String> {}

        @Handler
        void hold(Hold hold, ActorContext cx) {
            try (Port<String> out = cx.openPort(String.class)) {
                hold.held().send(new Key(out.ref()));
                out.receive(Duration.ofSeconds(60));
            }
        }

        @Handler
        String ask(Ask ask) {
            return "answer";
        }
    }

    static final class Watched implements ControlActor {}

    @Test
    @DisplayName("B107: a handler that does not end is named with message and stack, again and again")
    void aHandlerThatDoesNotEndIsNamedWithMessageAndStackAgainAndAgain() {
        try (LocalProc local = new LocalProc(SHORT);
                Warnings warnings = new Warnings(HandlerWatch.class.getName())) {
            ActorRef<Stuck> stuck = local.create("stuck", Stuck.class);
            ActorRef<Stuck> other = local.create("other", Stuck.class);
            Stuck.Key key = hold(local, stuck);

            List<String> told = await(warnings, "actor=" + stuck.id() + " ", 2);

            assertThat(other.call(new Stuck.Ask())).isEqualTo("answer");
            key.out().send("go");
            assertThat(stuck.call(new Stuck.Ask())).isEqualTo("answer");
            assertThat(told)
                    .allSatisfy(text -> assertThat(text)
                            .startsWith("a handler does not end, and holds up its own actor: actor=stuck.p0@")
                            .contains("handling=" + Stuck.Hold.class.getName())
                            .contains("thread=local-")
                            .contains(Stuck.class.getName() + ".hold(HandlerWatchTest.java:"));
            assertThat(millis(told.get(0))).isGreaterThanOrEqualTo(200);
            assertThat(millis(told.get(1))).isGreaterThanOrEqualTo(400);
        }
    }

    /** A turn may last over two calls: what it does after it has answered holds up the next. */
    @Test
    void whoHandlesManyMessagesIsNotStuck() {
        try (LocalProc local = new LocalProc(SHORT);
                Warnings warnings = new Warnings(HandlerWatch.class.getName())) {
            ActorRef<Stuck> busy = local.create("busy", Stuck.class);
            long end = System.nanoTime() + Duration.ofMillis(600).toNanos();
            long longest = 0;

            for (long now = System.nanoTime(); now < end; now = System.nanoTime()) {
                busy.call(new Stuck.Ask());
                longest = Math.max(longest, System.nanoTime() - now);
            }

            boolean wasHeldUp = 2 * longest >= Duration.ofMillis(200).toNanos();
            List<String> told = about(warnings, "actor=" + busy.id() + " ");
            assertThat(wasHeldUp || told.isEmpty()).as("%s", told).isTrue();
        }
    }

    /** By a clock of its own. */
    @Test
    void eachMessageHasTheWholeBoundHoweverManyThereWere() throws Exception {
        try (LocalProc local = new LocalProc()) {
            ActorCell cell = local.proc().serve("watched", new Watched());
            HandlerWatch blind = HandlerWatch.of("blind", new Workers("blind", 1), SHORT);
            blind.close();
            List<Boolean> due = new ArrayList<>();
            Thread thread = new Thread(() -> {
                for (int now = 0; now <= 1_000; now += 199) {
                    Turn turn = Turn.begin(cell, "message at " + now, blind);
                    due.add(turn.isDue(now, 200));
                    due.add(turn.isDue(now + 199, 200));
                    turn.end();
                }
            });
            thread.start();
            thread.join();

            assertThat(due).hasSize(12).containsOnly(false);
        }
    }

    @Test
    @DisplayName("B107: when no worker is left, those that hold them are named")
    void whenNoWorkerIsLeftThoseThatHoldThemAreNamed() {
        Config two = SHORT.with(Keys.MAX_WORKERS, "2").with(Keys.HANDLER_WARNING, "60s");
        try (LocalProc local = new LocalProc(two);
                Warnings warnings = new Warnings(HandlerWatch.class.getName())) {
            List<Stuck.Key> keys = new ArrayList<>();
            keys.add(hold(local, local.create("stuck1", Stuck.class)));
            keys.add(hold(local, local.create("stuck2", Stuck.class)));
            ActorRef<Stuck> waits = local.create("waits", Stuck.class);

            String told =
                    await(warnings, "actors wait and no worker is left", 1).get(0);

            keys.forEach(key -> key.out().send("go"));
            assertThat(waits.call(new Stuck.Ask())).isEqualTo("answer");
            assertThat(told)
                    .startsWith("actors wait and no worker is left: workers=2 (mesh.max-workers), which are at:")
                    .contains("actor=stuck1.p0@", "actor=stuck2.p0@")
                    .contains("handling=" + Stuck.Hold.class.getName());
        }
    }

    private static Stuck.Key hold(LocalProc local, ActorRef<Stuck> actor) {
        try (Port<Stuck.Key> held = local.client().openPort(Stuck.Key.class)) {
            actor.send(new Stuck.Hold(held.ref()));
            return held.receive();
        }
    }

    /* Of others that run beside these, which a crowded machine may hold up too, nothing is claimed. */
    private static List<String> await(Warnings warnings, String about, int count) {
        long deadlineNanos = System.nanoTime() + SOON.toNanos();
        List<String> told = about(warnings, about);
        while (told.size() < count) {
            if (deadlineNanos - System.nanoTime() < 0) {
                throw new AssertionError("not warned of in time: about=" + about + " boundMillis=" + SOON.toMillis()
                        + " so far: " + warnings.texts());
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            told = about(warnings, about);
        }
        return told;
    }

    private static List<String> about(Warnings warnings, String about) {
        return warnings.texts().stream().filter(text -> text.contains(about)).toList();
    }

    private static long millis(String text) {
        int start = text.indexOf("forMillis=") + "forMillis=".length();
        return Long.parseLong(text.substring(start, text.indexOf(' ', start)));
    }
}
