package io.meshwork.conformance.ends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meshwork.Client;
import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.conformance.Row;
import io.meshwork.conformance.life.Processes;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Many lives of meshes in one JVM, each with its trouble: after each of them no process is left, and in the end the JVM
 * holds no more than it did after the first few, clients included. {@code mesh.test.soak} says how many, {@code
 * mesh.test.seed} repeats what was drawn.
 */
@Isolated("it counts what the JVM holds")
class SoakTest {

    private static final Logger log = LoggerFactory.getLogger(SoakTest.class);
    private static final int WARM_UP = 5;
    private static final int PER_LINE = 100;
    private static final int MOST_HELD = 4;
    /* What stands still is not waited for long; what is slow to start is. */
    private static final Map<String, String> SETTINGS = Map.of(
            Keys.GRACE.name(), "300ms", Keys.SHUTDOWN_TIMEOUT.name(), "5s", Keys.READY_IDLE_TIMEOUT.name(), "60s");
    private static final Duration STRAGGLERS = Duration.ofSeconds(30);

    private final int cycles = Integer.getInteger("mesh.test.soak", 20);
    private final long seed = Long.getLong("mesh.test.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final List<Trouble> deck = new ArrayList<>();
    private final List<WeakReference<Client>> clients = new ArrayList<>();
    private final Processes processes = Processes.fromNowOn();

    @Row({"B56", "B68", "B106", "B108"})
    @Test
    void howeverOftenMeshesComeAndGoNothingIsLeftAndNothingGrows() {
        log.info("soak begins: cycles={} seed={}", cycles, seed);
        Config config = Config.ofThisJvm().with(SETTINGS);
        Footprint warm = Footprint.now();
        long startNanos = System.nanoTime();
        for (int cycle = 1; cycle <= cycles; cycle++) {
            live(cycle, config);
            warm = cycle == WARM_UP ? Footprint.now() : warm;
            if (cycle % PER_LINE == 0 || cycle == cycles) {
                long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNanos);
                log.info("soak: cycles={} {} millisPerCycle={}", cycle, Footprint.now(), millis / cycle);
            }
        }

        Footprint last = awaitNoGrowth(warm);
        assertThat(last.isNoGrowthSince(warm))
                .as("seed=%d cycles=%d before %s\nafter %s", seed, cycles, warm.inFull(), last.inFull())
                .isTrue();
        await("clients that nobody holds: seed=" + seed)
                .atMost(STRAGGLERS)
                .until(this::held, held -> held <= MOST_HELD);
    }

    private long held() {
        System.gc();
        return clients.stream().filter(client -> client.get() != null).count();
    }

    private void live(int cycle, Config config) {
        Trouble trouble = draw();
        long startNanos = System.nanoTime();
        try {
            clients.add(MeshLife.live(random, config, trouble));
        } catch (RuntimeException | Error e) {
            throw new AssertionError("cycle=" + cycle + " trouble=" + trouble + " seed=" + seed, e);
        }
        log.debug("{}: millis={} {}", trouble, (System.nanoTime() - startNanos) / 1_000_000, Footprint.now());
        assertThat(processes.left())
                .as("processes left: cycle=%d trouble=%s seed=%d", cycle, trouble, seed)
                .isEmpty();
    }

    /* At random, but each as often as the others. */
    private Trouble draw() {
        if (deck.isEmpty()) {
            deck.addAll(List.of(Trouble.values()));
            Collections.shuffle(deck, random);
        }
        return deck.remove(deck.size() - 1);
    }

    private static Footprint awaitNoGrowth(Footprint before) {
        long deadlineNanos = System.nanoTime() + STRAGGLERS.toNanos();
        Footprint now = Footprint.now();
        while (!now.isNoGrowthSince(before) && System.nanoTime() < deadlineNanos) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            now = Footprint.now();
        }
        return now;
    }
}
