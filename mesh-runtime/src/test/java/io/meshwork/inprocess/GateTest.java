package io.meshwork.inprocess;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.id.ActorId;
import io.meshwork.id.Address;
import io.meshwork.id.ProcId;
import io.meshwork.wire.Envelope;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** IP-4, IP-1: however often a process is held up and goes on, nothing is lost, doubled or overtaken. */
class GateTest {

    private static final long SEED = 20261126;
    private static final int ITEMS = 5_000;

    private final ExecutorService threads = Executors.newFixedThreadPool(4);
    private final Random random = new Random(SEED);
    private final List<Integer> seen = new CopyOnWriteArrayList<>();

    @AfterEach
    void endThreads() {
        threads.shutdownNow();
    }

    @Test
    void serialTurnsRunOneAtATimeInTheirOrder() throws Exception {
        Gate gate = Gate.serial(threads);
        CountDownLatch done = new CountDownLatch(ITEMS);

        for (int i = 0; i < ITEMS; i++) {
            int item = i;
            sometimes(gate::hold);
            gate.execute(() -> {
                seen.add(item);
                done.countDown();
            });
            sometimes(gate::release);
        }
        gate.release();

        assertThat(done.await(20, TimeUnit.SECONDS)).isTrue();
        assertThat(seen).as("seed=%d", SEED).containsExactlyElementsOf(inOrder());
    }

    @Test
    void envelopesPassADoorInTheirOrder() {
        Door door = new Door(envelope -> seen.add(envelope.rank()));

        for (int i = 0; i < ITEMS; i++) {
            sometimes(door::hold);
            door.post(envelope(i));
            sometimes(() -> goOn(door));
        }
        goOn(door);

        assertThat(seen).as("seed=%d", SEED).containsExactlyElementsOf(inOrder());
    }

    /** Whoever holds it and lets it go, from whatever thread. */
    @Test
    void envelopesPassADoorInTheirOrderWhenManyHoldItAndLetItGo() throws Exception {
        Door door = new Door(envelope -> seen.add(envelope.rank()));
        AtomicBoolean posted = new AtomicBoolean();
        List<Future<?>> flickers = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            flickers.add(threads.submit(() -> {
                while (!posted.get()) {
                    door.hold();
                    goOn(door);
                }
            }));
        }

        for (int i = 0; i < ITEMS; i++) {
            door.post(envelope(i));
        }
        posted.set(true);
        for (Future<?> flicker : flickers) {
            flicker.get(20, TimeUnit.SECONDS);
        }

        assertThat(seen).containsExactlyElementsOf(inOrder());
    }

    /** IP-3. */
    @Test
    void whatHasEndedRunsNothingAndLetsNothingPass() {
        Gate gate = Gate.parallel(Runnable::run);
        Door door = new Door(envelope -> seen.add(envelope.rank()));
        gate.hold();
        door.hold();
        gate.execute(() -> seen.add(1));
        door.post(envelope(2));

        gate.end();
        door.end();
        gate.release();
        goOn(door);
        gate.execute(() -> seen.add(3));
        door.post(envelope(4));

        assertThat(seen).isEmpty();
        assertThat(gate.areHeld()).isTrue();
    }

    private static void goOn(Door door) {
        door.open();
        door.drain();
    }

    private void sometimes(Runnable change) {
        if (random.nextInt(10) == 0) {
            change.run();
        }
    }

    private static List<Integer> inOrder() {
        return IntStream.range(0, ITEMS).boxed().toList();
    }

    private static Envelope envelope(int rank) {
        ActorId actor = new ProcId("p0", new Address.InProcess("gate")).actor("a0");
        return new Envelope(Envelope.Kind.MESSAGE, false, actor.port(0), actor, null, rank, new byte[0]);
    }
}
