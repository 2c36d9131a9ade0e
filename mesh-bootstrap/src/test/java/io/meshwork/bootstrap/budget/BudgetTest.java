package io.meshwork.bootstrap.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.bootstrap.process.ChildCommand;
import io.meshwork.bootstrap.process.ChildProcess;
import io.meshwork.bootstrap.process.JavaCommand;
import io.meshwork.bootstrap.process.Signals;
import io.meshwork.config.Config;
import io.meshwork.failure.MeshException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BudgetTest {

    private static final long GIB = 1L << 30;
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Config TEN = Config.of(Map.of("mesh.memory-budget", "10GiB", "mesh.memory-timeout", "5min"));

    @TempDir
    private Path directory;

    private Path file;
    private Budget budget;

    @BeforeEach
    void begin() {
        file = directory.resolve("claims");
        budget = anotherRun();
    }

    /* Of this JVM too, but it shares nothing with the other but the file. */
    private Budget anotherRun() {
        return new Budget(new Claims(file));
    }

    private static Need gib(int gib) {
        return new Need(gib + " procs", gib, gib * GIB);
    }

    private static Room take(Budget budget, int gib, Config config) {
        return budget.take(gib(gib), config, () -> false);
    }

    /** BU-1 */
    @Test
    void whatCanNeverBeHadIsRefusedAtOnceWithTheSum() {
        assertThatThrownBy(() -> take(budget, 11, TEN))
                .isInstanceOf(MeshException.class)
                .hasMessageContainingAll(
                        "asked=11 procs processes=11 each=1024MiB needed=11GiB",
                        "of=10GiB",
                        "-Xmx",
                        "mesh.memory-budget");
    }

    @Test
    void withoutASettingItIsTheMachineThatIsAsked() {
        assertThatThrownBy(() -> budget.take(new Need("all", 1, Long.MAX_VALUE / 4), Config.of(Map.of()), () -> false))
                .isInstanceOf(MeshException.class)
                .hasMessageContaining("more memory than there is");
        budget.take(new Need("little", 1, 1), Config.of(Map.of()), () -> false).close();
    }

    @Test
    void moreProcessesThanARunMayHaveAreRefusedUntilOthersAreGone() {
        Config three = TEN.with(Map.of("mesh.max-processes", "3"));
        Room two = take(budget, 2, three);

        assertThatThrownBy(() -> take(budget, 2, three))
                .isInstanceOf(MeshException.class)
                .hasMessageContaining("asked=2 procs processes=2 living=2 most=3")
                .hasMessageContaining("mesh.max-processes");

        two.close();
        two.close();
        take(budget, 3, three).close();
    }

    /** BU-1 */
    @Test
    void forWhatAnotherRunHasIsWaitedUntilItIsGivenBack() {
        Room others = take(anotherRun(), 8, TEN);
        CompletableFuture<Room> mine = CompletableFuture.supplyAsync(() -> take(budget, 3, TEN));
        take(budget, 2, TEN).close(); // what there is room for does not wait for who comes first
        assertThat(mine).isNotDone();

        others.close();

        mine.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join().close();
    }

    @Test
    void theWaitIsBoundedAndSaysForWhatItWas() {
        Config soon = TEN.with(Map.of("mesh.memory-timeout", "50ms"));
        Room others = take(anotherRun(), 8, TEN);

        assertThatThrownBy(() -> take(budget, 3, soon))
                .hasMessageContainingAll(
                        "waitedMillis=50",
                        "needed=3072MiB",
                        "claimed=[pid " + ProcessHandle.current().pid() + ": 8192MiB]",
                        "mesh.memory-timeout");
        others.close();
        take(budget, 3, soon).close();
    }

    @Test
    void whoNoLongerWantsItWaitsNoLonger() {
        AtomicBoolean givenUp = new AtomicBoolean();
        take(anotherRun(), 8, TEN);
        CompletableFuture<Room> mine = CompletableFuture.supplyAsync(() -> budget.take(gib(3), TEN, givenUp::get));
        givenUp.set(true);
        assertThatThrownBy(mine.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)::join)
                .hasMessageContaining("given up");
    }

    /** BU-2 */
    @Test
    void whatAKilledRunHadIsFreeAgain() throws InterruptedException {
        CountDownLatch has = new CountDownLatch(1);
        List<String> argv = JavaCommand.ofThisJvm(List.of())
                .argv(Claimer.class.getName(), List.of(file.toString(), "10GiB", "" + 8 * GIB), directory);
        ChildProcess other = ChildProcess.start(ChildCommand.of(argv), (pid, stream, text) -> {
            if (text.equals(Claimer.HAS)) {
                has.countDown();
            }
        });
        try {
            assertThat(has.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
            CompletableFuture<Room> mine = CompletableFuture.supplyAsync(() -> take(budget, 3, TEN));
            take(budget, 2, TEN).close();
            assertThat(mine).isNotDone();

            other.signal(Signals.KILL);

            mine.orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join().close();
        } finally {
            other.signal(Signals.KILL);
            other.exit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join();
        }
    }

    @Test
    void whoIsInterruptedGivesBackAllTheSame() {
        Room room = take(budget, 8, TEN);

        Thread.currentThread().interrupt();
        room.close();

        assertThat(Thread.interrupted()).isTrue();
        take(anotherRun(), 10, TEN).close();
    }

    /** BU-3 */
    @Test
    void whereNothingCanBeWrittenDownNothingIsRefused() throws Exception {
        Budget nowhere = new Budget(new Claims(directory.resolve("no/such/directory")));
        take(nowhere, 10, TEN);
        take(nowhere, 10, TEN);

        Files.writeString(file, "of another version\n1 2 3\n\n");
        take(budget, 10, TEN).close();
    }

    /* What can be spared is counted, but nobody waits for it. */
    @Test
    void whatCanBeSparedTakesOnlyWhatIsLeftTwiceAndGoesWhenItsRoomIsAskedFor() {
        Config five = TEN.with(Map.of("mesh.max-processes", "5"));
        assertThat(budget.takeSpare(gib(6), TEN))
                .as("twice as much is not there")
                .isEmpty();
        assertThat(budget.takeSpare(gib(6), five.with(Map.of("mesh.memory-budget", "100GiB"))))
                .as("more processes than there may be")
                .isEmpty();
        Room spare = budget.takeSpare(gib(2), five).orElseThrow();
        AtomicBoolean ended = new AtomicBoolean();
        budget.sparing(() -> {
            ended.set(true);
            spare.close();
        });

        take(budget, 3, five).close();
        assertThat(ended).as("there was room beside it").isFalse();
        take(anotherRun(), 10, TEN).close(); // which does not wait for it
        take(budget, 4, five).close();
        assertThat(ended).isTrue();
    }
}
