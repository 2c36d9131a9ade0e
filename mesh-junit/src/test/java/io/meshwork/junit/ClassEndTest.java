package io.meshwork.junit;

import static io.meshwork.junit.Samples.IMPATIENT;
import static io.meshwork.junit.Samples.failures;
import static io.meshwork.junit.Samples.reported;
import static io.meshwork.junit.Samples.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.ActorMesh;
import io.meshwork.HostMesh;
import io.meshwork.ProcMesh;
import io.meshwork.shape.Extent;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** However the tests of a class end, nothing of it is left; what was left, or wrong, fails the class (B95, J-2, J-6). */
@ExtendWith(NothingLeft.class)
class ClassEndTest {

    private static final String ZOMBIE = "outlives-its-timeout";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @Test
    @DisplayName("B95: a test that passes or throws leaves nothing")
    void aTestThatPassesOrThrowsLeavesNothing() {
        EngineExecutionResults results = run(PassesAndThrows.class);

        results.testEvents().assertStatistics(stats -> stats.succeeded(1).failed(1));
        requireStartedAndWhole(results);
    }

    @Test
    @DisplayName("B95: a test that times out in a call leaves nothing")
    void aTestThatTimesOutInACallLeavesNothing() {
        EngineExecutionResults results = run(IMPATIENT, TimesOut.class);

        assertThat(failures(results.testEvents())).singleElement().asString().contains("TimeoutException");
        requireStartedAndWhole(results);
    }

    @Test
    @DisplayName("B95, J-4: a body that outlives its time-out starts nothing any more")
    void aBodyThatOutlivesItsTimeoutStartsNothingAnyMore() throws InterruptedException {
        EngineExecutionResults results = run(IMPATIENT, OutlivesItsTimeout.class);

        assertThat(failures(results.testEvents())).singleElement().asString().contains("TimeoutException");
        requireStartedAndWhole(results);
        Optional<Thread> body = Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(ZOMBIE))
                .findAny();
        if (body.isPresent()) {
            body.get().join(PATIENCE.toMillis());
            assertThat(body.get().isAlive()).as("it ends when it is refused").isFalse();
        }
    }

    @Test
    @DisplayName("B95: a test that is interrupted in a call leaves nothing")
    void aTestThatIsInterruptedInACallLeavesNothing() {
        EngineExecutionResults results = run(IMPATIENT, IsInterrupted.class);

        results.testEvents().assertStatistics(stats -> stats.failed(1));
        requireStartedAndWhole(results);
    }

    @Test
    @DisplayName("B95: a test that leaves its thread interrupted leaves nothing")
    void aTestThatLeavesItsThreadInterruptedLeavesNothing() {
        EngineExecutionResults results = run(LeavesItsThreadInterrupted.class);

        results.testEvents().assertStatistics(stats -> stats.succeeded(1));
        requireStartedAndWhole(results);
    }

    @Test
    void aConstructorThatFailsHalfWayLeavesNothing() {
        EngineExecutionResults results = run(HalfConstructed.class);

        assertThat(failures(results.containerEvents()))
                .singleElement()
                .asString()
                .contains("StringBuilder");
        assertThat(reported(results, "mesh.procs")).containsExactly("1");
        assertThat(reported(results, "mesh.left")).containsExactly("0");
    }

    @Test
    void aBeforeAllWhoseParametersFailHalfWayLeavesNothing() {
        EngineExecutionResults results = run(HalfResolved.class);

        assertThat(failures(results.containerEvents()))
                .singleElement()
                .asString()
                .contains("StringBuilder");
        assertThat(reported(results, "mesh.procs")).containsExactly("1");
        assertThat(reported(results, "mesh.left")).containsExactly("0");
    }

    @Test
    void aBeforeAllThatThrowsLeavesNothing() {
        EngineExecutionResults results = run(ThrowsBeforeAll.class);

        assertThat(failures(results.containerEvents()))
                .singleElement()
                .asString()
                .contains("before all");
        assertThat(reported(results, "mesh.procs")).containsExactly("1");
        assertThat(reported(results, "mesh.left")).containsExactly("0");
    }

    @Test
    void aProcessThatWasLeftBehindIsEndedAndFailsTheClassByName() {
        EngineExecutionResults results = run(IMPATIENT, LeaksAProcess.class);

        results.testEvents().assertStatistics(stats -> stats.succeeded(1));
        assertThat(failures(results.containerEvents()))
                .singleElement()
                .asString()
                .contains(
                        "processes were left behind and were killed",
                        "class=" + LeaksAProcess.class.getName(),
                        "pid=" + reported(results, "pid").get(0),
                        "sleep 300");
        assertThat(reported(results, "mesh.left")).containsExactly("1");
    }

    /* The class is as it should be, and really had processes. */
    private static void requireStartedAndWhole(EngineExecutionResults results) {
        assertThat(failures(results.containerEvents())).isEmpty();
        assertThat(reported(results, "mesh.hosts")).containsExactly("1");
        assertThat(reported(results, "mesh.left")).containsExactly("0");
    }

    @MeshTest
    static class PassesAndThrows {
        @Test
        void passes(ActorMesh<Counter> counters) {
            assertThat(counters.call(new Counter.Total())).containsExactly(0L);
        }

        @Test
        void fails(ActorMesh<Counter> counters) {
            throw new IllegalStateException("the test throws");
        }
    }

    @MeshTest
    static class TimesOut {
        @Test
        @Timeout(value = 200, unit = TimeUnit.MILLISECONDS)
        void waits(ActorMesh<Counter> counters) {
            counters.call(new Counter.Block());
        }
    }

    @MeshTest
    static class OutlivesItsTimeout {
        @Test
        @Timeout(value = 200, unit = TimeUnit.MILLISECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
        void goesOn(HostMesh hosts) {
            Thread.currentThread().setName(ZOMBIE);
            long deadlineNanos = System.nanoTime() + PATIENCE.multipliedBy(2).toNanos();
            boolean refused = false;
            for (int i = 0; !refused && System.nanoTime() < deadlineNanos; i++) {
                Thread.interrupted();
                refused = isRefused(hosts, "late" + i);
            }
        }

        private static boolean isRefused(HostMesh hosts, String name) {
            try {
                hosts.spawn(name, Extent.unity());
                return false;
            } catch (RuntimeException e) {
                return String.valueOf(e.getMessage()).contains("already shut down");
            }
        }
    }

    @MeshTest
    static class IsInterrupted {
        @Test
        void waits(ActorMesh<Counter> counters) {
            Thread test = Thread.currentThread();
            new Thread(test::interrupt).start();
            counters.call(new Counter.Block());
        }
    }

    @MeshTest
    static class LeavesItsThreadInterrupted {
        @Test
        void passes(ActorMesh<Counter> counters) {
            Thread.currentThread().interrupt();
        }
    }

    @MeshTest
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class HalfConstructed {
        HalfConstructed(ProcMesh procs, StringBuilder nobodyKnowsThis) {}

        @Test
        void neverRuns() {}
    }

    @MeshTest
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class HalfResolved {
        @BeforeAll
        void before(ProcMesh procs, StringBuilder nobodyKnowsThis) {}

        @Test
        void neverRuns() {}
    }

    @MeshTest
    static class ThrowsBeforeAll {
        @BeforeAll
        static void fails(ProcMesh procs) {
            throw new IllegalStateException("before all");
        }

        @Test
        void neverRuns() {}
    }

    @MeshTest
    static class LeaksAProcess {
        @Test
        void passes(ActorMesh<Counter> counters, TestReporter reporter) {
            long pid = counters.get(0).call(new Counter.Leak());
            reporter.publishEntry("pid", Long.toString(pid));
        }
    }
}
