package io.meshwork.bootstrap.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.bootstrap.output.Outlet;
import io.meshwork.bootstrap.process.JavaCommand;
import io.meshwork.bootstrap.process.ProcessInfo;
import io.meshwork.bootstrap.process.ProcessTable;
import io.meshwork.bootstrap.process.Signals;
import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.gateway.DataPlane;
import io.meshwork.proc.ProcOptions;
import io.meshwork.proc.ProcStatus;
import io.meshwork.shape.Extent;
import io.meshwork.transport.Run;
import io.meshwork.transport.link.LinkLoop;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SB-4: what happens to one that stands by between the moment in which it is taken, and its hello, is not seen. */
class StruckWhenTakenTest {

    private static final long PATIENCE_SECONDS = 60;
    private static final int STOP = 19;

    private final Run run = Run.ofThisJvm();
    private final Config config = DataPlane.settled(Config.ofThisJvm().with(Keys.GRACE, "300ms"));
    private final LaunchIds ids = LaunchIds.ofThisJvm(run.id());
    private final Outlet output = Outlet.to((pid, stream, text) -> {});
    private final Queue<ProcStatus> heard = new ConcurrentLinkedQueue<>();
    private final CountDownLatch ready = new CountDownLatch(1);
    private Standbys standbys;
    private LinkLoop loop;

    @BeforeEach
    void haveOneStandByWithOneBelowIt() {
        run.acquire();
        loop = LinkLoop.start("struck-test");
        standbys = new Standbys(run, ids, JavaCommand.ofThisJvm(), output, config, 1);
        standbys.start(true);
        await(standbys::areReady);
    }

    @AfterEach
    void endThem() {
        standbys.close();
        loop.close();
        run.release();
    }

    @ParameterizedTest(name = "signal {0}, what is below it stands still: {1}")
    @CsvSource({Signals.KILL + ", false", STOP + ", false", Signals.KILL + ", true", STOP + ", true"})
    void anotherIsStartedAndNothingIsLeft(int signal, boolean belowStandsStill) throws Exception {
        Set<String> id = Set.copyOf(standbys.launchIds());
        List<ProcessInfo> both = Sweep.living(run.id(), id);
        assertThat(both).hasSize(2);
        ProcessInfo below = both.stream()
                .filter(one -> one.parentPid() != ProcessHandle.current().pid())
                .findFirst()
                .orElseThrow();
        if (belowStandsStill) {
            below.signal(STOP);
            await(() -> new ProcessTable().isStandingStill(below.pid(), below.startTicks()));
        }
        try (ChildLauncher taking = new ChildLauncher(
                run,
                config,
                ids,
                JavaCommand.ofThisJvm(),
                "struckTest",
                loop,
                output,
                envelope -> {},
                new Struck(standbys, signal))) {
            Launch launch = new Launch("p", Extent.unity(), 0, false, ProcOptions.standard());
            Child child = taking.launch(launch, (changed, status) -> hear(status));

            assertThat(ready.await(PATIENCE_SECONDS, TimeUnit.SECONDS))
                    .as("%s of %s", heard, child)
                    .isTrue();
            assertThat(both).noneMatch(one -> one.pid() == child.pid());
            assertThat(heard).hasSize(2).first().isEqualTo(new ProcStatus.Running(child.pid()));
            await(() -> Sweep.living(run.id(), id).isEmpty());
            child.kill("the test is over");
            child.end().get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } finally {
            both.forEach(one -> one.signal(Signals.KILL));
        }
    }

    private void hear(ProcStatus status) {
        heard.add(status);
        if (status instanceof ProcStatus.Ready) {
            ready.countDown();
        }
    }

    private static void await(BooleanSupplier condition) {
        long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("waited in vain").isLessThan(deadlineNanos);
            Thread.onSpinWait();
        }
    }

    /** What is taken from it has just got a signal. */
    private record Struck(Standbys standbys, int signal) implements StandbySource {
        @Override
        public @Nullable Standby take() {
            Standby taken = standbys.take();
            if (taken != null) {
                taken.process().signal(signal);
            }
            return taken;
        }

        @Override
        public void cameUp() {}
    }
}
