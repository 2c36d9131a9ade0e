package io.meshwork.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.failure.MeshException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** CF-1: what was set and contradicts is refused, what was not set follows. */
class BoundsTest {

    private static final String ENDING = "settings contradict each other: needed is mesh.actor-stop-timeout"
            + " + mesh.cleanup-timeout <= 2 x mesh.grace < mesh.shutdown-timeout, got: ";

    private static final String SET = " (test override: Config.with)";
    private static final List<Key> TIMES =
            Keys.all().stream().filter(key -> key.type() == Key.Type.TIME).toList();
    private static final Config STANDARD = Config.of(Map.of());

    @Test
    void anActorsEndThatTwoGracesDoNotHoldIsRefused() {
        assertRefused(
                Map.of("mesh.grace", "1s", "mesh.actor-stop-timeout", "1500ms", "mesh.cleanup-timeout", "501ms"),
                ENDING + "mesh.actor-stop-timeout=1500ms" + SET + " mesh.cleanup-timeout=501ms" + SET + " mesh.grace=1s"
                        + SET + " mesh.shutdown-timeout=15s (default)");
        assertRefused(
                Map.of("mesh.grace", "1s", "mesh.actor-stop-timeout", "2s"),
                ENDING + "mesh.actor-stop-timeout=2s" + SET + " mesh.cleanup-timeout=1s (default) mesh.grace=1s" + SET
                        + " mesh.shutdown-timeout=15s (default)");
        assertRefused(
                Map.of("mesh.grace", "1s", "mesh.cleanup-timeout", "2s"),
                ENDING + "mesh.actor-stop-timeout=2s (default) mesh.cleanup-timeout=2s" + SET + " mesh.grace=1s" + SET
                        + " mesh.shutdown-timeout=15s (default)");
    }

    @Test
    void twoGracesThatAreNotBelowTheShutdownAreRefused() {
        assertRefused(
                Map.of("mesh.grace", "5s", "mesh.shutdown-timeout", "10s"),
                ENDING + "mesh.actor-stop-timeout=2s (default) mesh.cleanup-timeout=1s (default) mesh.grace=5s" + SET
                        + " mesh.shutdown-timeout=10s" + SET);
        assertThat(millis(Map.of("mesh.grace", "5s", "mesh.shutdown-timeout", "10001ms"), Keys.GRACE))
                .isEqualTo(5_000);
    }

    @Test
    void anActorsEndThatTheShutdownDoesNotHoldIsRefused() {
        assertRefused(
                Map.of("mesh.actor-stop-timeout", "5s", "mesh.shutdown-timeout", "4s"),
                ENDING + "mesh.actor-stop-timeout=5s" + SET
                        + " mesh.cleanup-timeout=1s (default) mesh.grace=2s (default)" + " mesh.shutdown-timeout=4s"
                        + SET);
    }

    @Test
    void anIdleBoundAboveTheOneInAllIsRefused() {
        assertRefused(
                Map.of("mesh.ready-idle-timeout", "2s", "mesh.ready-timeout", "1s"),
                "settings contradict each other: needed is mesh.ready-idle-timeout <= mesh.ready-timeout, got: "
                        + "mesh.ready-idle-timeout=2s" + SET + " mesh.ready-timeout=1s" + SET);
    }

    @Test
    void aDeliveryThatDoesNotEndBeforeTheCallIsRefused() {
        assertRefused(
                Map.of("mesh.delivery-timeout", "30s", "mesh.call-timeout", "30s"),
                "settings contradict each other: needed is mesh.delivery-timeout < mesh.call-timeout, got: "
                        + "mesh.delivery-timeout=30s" + SET + " mesh.call-timeout=30s" + SET);
    }

    @Test
    void equalBoundsAreAccepted() {
        Map<String, String> set = Map.of(
                "mesh.grace", "1s",
                "mesh.actor-stop-timeout", "1500ms",
                "mesh.cleanup-timeout", "500ms",
                "mesh.ready-idle-timeout", "3s",
                "mesh.ready-timeout", "3s");

        assertThat(STANDARD.with(set).values()).isEqualTo(set);
    }

    @Test
    void anActorsEndFollowsAShortGrace() {
        Map<String, String> set = Map.of("mesh.grace", "300ms");
        assertThat(millis(set, Keys.ACTOR_STOP_TIMEOUT)).isEqualTo(400);
        assertThat(millis(set, Keys.CLEANUP_TIMEOUT)).isEqualTo(200);
        assertThat(millis(set, Keys.SHUTDOWN_TIMEOUT)).isEqualTo(15_000);

        assertThat(millis(Map.of("mesh.grace", "1ms"), Keys.ACTOR_STOP_TIMEOUT)).isEqualTo(1);
        assertThat(millis(Map.of("mesh.grace", "1ms"), Keys.CLEANUP_TIMEOUT)).isEqualTo(1);
    }

    @Test
    void theHookFollowsTheStopAndTheStopTheHook() {
        Map<String, String> stop = Map.of("mesh.grace", "300ms", "mesh.actor-stop-timeout", "200ms");
        assertThat(millis(stop, Keys.CLEANUP_TIMEOUT)).isEqualTo(400);

        Map<String, String> hook = Map.of("mesh.grace", "300ms", "mesh.cleanup-timeout", "500ms");
        assertThat(millis(hook, Keys.ACTOR_STOP_TIMEOUT)).isEqualTo(100);
    }

    @Test
    void graceAndShutdownFollowALongStop() {
        Map<String, String> set = Map.of("mesh.actor-stop-timeout", "9s");
        assertThat(millis(set, Keys.GRACE)).isEqualTo(5_000);
        assertThat(millis(set, Keys.CLEANUP_TIMEOUT)).isEqualTo(1_000);
        assertThat(millis(set, Keys.SHUTDOWN_TIMEOUT)).isEqualTo(25_000);
    }

    @Test
    void theShutdownFollowsALongGraceAndTheGraceAShortShutdown() {
        assertThat(millis(Map.of("mesh.grace", "10s"), Keys.SHUTDOWN_TIMEOUT)).isEqualTo(50_000);
        assertThat(millis(Map.of("mesh.shutdown-timeout", "10s"), Keys.GRACE)).isEqualTo(2_000);
        assertThat(millis(Map.of("mesh.shutdown-timeout", "3s"), Keys.GRACE)).isEqualTo(600);
        assertThat(millis(Map.of("mesh.shutdown-timeout", "3s"), Keys.ACTOR_STOP_TIMEOUT))
                .isEqualTo(800);
    }

    @Test
    void theGraceLiesBetweenALongStopAndAShortShutdown() {
        Map<String, String> set = Map.of("mesh.actor-stop-timeout", "5s", "mesh.shutdown-timeout", "7s");
        assertThat(millis(set, Keys.GRACE)).isEqualTo(3_000);
        assertThat(millis(set, Keys.CLEANUP_TIMEOUT)).isEqualTo(1_000);
    }

    @Test
    void theBoundsOfASpawnFollowEachOther() {
        assertThat(millis(Map.of("mesh.ready-idle-timeout", "1min"), Keys.READY_TIMEOUT))
                .isEqualTo(60_000);
        assertThat(millis(Map.of("mesh.ready-idle-timeout", "4s"), Keys.READY_TIMEOUT))
                .isEqualTo(30_000);
        assertThat(millis(Map.of("mesh.ready-timeout", "1s"), Keys.READY_IDLE_TIMEOUT))
                .isEqualTo(1_000);
    }

    @Test
    void deliveryAndCallFollowEachOther() {
        assertThat(millis(Map.of("mesh.call-timeout", "6s"), Keys.DELIVERY_TIMEOUT))
                .isEqualTo(4_000);
        assertThat(millis(Map.of("mesh.call-timeout", "60min"), Keys.DELIVERY_TIMEOUT))
                .isEqualTo(20_000);
        assertThat(millis(Map.of("mesh.call-timeout", "1ms"), Keys.DELIVERY_TIMEOUT))
                .isEqualTo(1);
        assertThat(millis(Map.of("mesh.delivery-timeout", "1min"), Keys.CALL_TIMEOUT))
                .isEqualTo(90_000);
        assertThat(millis(Map.of("mesh.delivery-timeout", "1ms"), Keys.CALL_TIMEOUT))
                .isEqualTo(30_000);
    }

    @Test
    void whatFollowsIsMultipliedToo() {
        Map<String, String> set = Map.of("mesh.grace", "300ms", "mesh.time-factor", "10");
        assertThat(millis(set, Keys.GRACE)).isEqualTo(3_000);
        assertThat(millis(set, Keys.ACTOR_STOP_TIMEOUT)).isEqualTo(4_000);
        assertThat(millis(set, Keys.SHUTDOWN_TIMEOUT)).isEqualTo(150_000);
    }

    @Test
    void aChildHasTheEffectiveTimesOfItsParent() {
        Config parent = STANDARD.with(Map.of("mesh.grace", "300ms", "mesh.ready-idle-timeout", "1min"));
        Config child = Config.ofChild(parent.handedDown());

        for (Key key : TIMES) {
            assertThat(child.duration(key)).isEqualTo(parent.duration(key));
        }
    }

    /** Over random settings: what is accepted keeps to all bounds, and what is refused leaves no room for the rest. */
    @Test
    void onlyWhatCannotBeIsRefused() {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        int refused = 0;
        for (int i = 0; i < 20_000; i++) {
            Map<String, String> set = someTimes(random);
            try {
                assertKeepsToBounds(STANDARD.with(set), "seed=" + seed + " set=" + set);
            } catch (MeshException e) {
                refused++;
                assertThat(hasRoom(set)).as("seed=%s %s", seed, e.getMessage()).isFalse();
            }
        }
        assertThat(refused).as("seed=%s", seed).isBetween(1_000, 19_000);
    }

    private static Map<String, String> someTimes(Random random) {
        Map<String, String> set = new LinkedHashMap<>();
        for (Key key : TIMES) {
            if (random.nextBoolean()) {
                set.put(key.name(), 1 + random.nextInt(200) + "s");
            }
        }
        return set;
    }

    private static void assertKeepsToBounds(Config config, String what) {
        long inner = millis(config, Keys.ACTOR_STOP_TIMEOUT) + millis(config, Keys.CLEANUP_TIMEOUT);
        long twoGraces = 2 * millis(config, Keys.GRACE);
        assertThat(inner).as(what).isLessThanOrEqualTo(twoGraces);
        assertThat(twoGraces).as(what).isLessThan(millis(config, Keys.SHUTDOWN_TIMEOUT));
        assertThat(millis(config, Keys.READY_IDLE_TIMEOUT))
                .as(what)
                .isLessThanOrEqualTo(millis(config, Keys.READY_TIMEOUT));
        assertThat(millis(config, Keys.DELIVERY_TIMEOUT)).as(what).isLessThan(millis(config, Keys.CALL_TIMEOUT));
        for (Key key : TIMES) {
            assertThat(millis(config, key)).as("%s: %s", key.name(), what).isPositive();
        }
    }

    /** The same rules, once more: what is not set may be anything above 0. */
    private static boolean hasRoom(Map<String, String> set) {
        double stop = seconds(set, Keys.ACTOR_STOP_TIMEOUT, 0.01);
        double hook = seconds(set, Keys.CLEANUP_TIMEOUT, 0.01);
        double shutdown = seconds(set, Keys.SHUTDOWN_TIMEOUT, 10_000);
        double grace = seconds(set, Keys.GRACE, (stop + hook + shutdown) / 4);
        double idle = seconds(set, Keys.READY_IDLE_TIMEOUT, 0.01);
        double delivery = seconds(set, Keys.DELIVERY_TIMEOUT, 0.01);
        return stop + hook <= 2 * grace
                && 2 * grace < shutdown
                && idle <= seconds(set, Keys.READY_TIMEOUT, 10_000)
                && delivery < seconds(set, Keys.CALL_TIMEOUT, 10_000);
    }

    private static double seconds(Map<String, String> set, Key key, double otherwise) {
        String text = set.get(key.name());
        return text == null ? otherwise : Double.parseDouble(text.replace("s", ""));
    }

    private static long millis(Map<String, String> set, Key key) {
        return millis(STANDARD.with(set), key);
    }

    private static long millis(Config config, Key key) {
        return config.duration(key).toMillis();
    }

    private static void assertRefused(Map<String, String> set, String message) {
        assertThatThrownBy(() -> STANDARD.with(set))
                .isInstanceOf(MeshException.class)
                .hasMessage(message);
    }
}
