package io.meshwork.conformance.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.meshwork.AllocSpec;
import io.meshwork.Client;
import io.meshwork.HostMesh;
import io.meshwork.ProcMesh;
import io.meshwork.bootstrap.allocator.ProcessAllocator;
import io.meshwork.conformance.Row;
import io.meshwork.conformance.life.Probe;
import io.meshwork.conformance.life.Processes;
import io.meshwork.failure.MeshException;
import io.meshwork.junit.MeshTest;
import io.meshwork.proc.ProcOptions;
import io.meshwork.shape.Extent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.Timeout;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;

/** {@code @Timeout} strikes while a start is awaited, on the test's thread and on one of its own. */
class TimedOutStartTest {

    private static final String OUTLIVES = "outlives-its-time-out";
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String LEFT = "left";
    private static final ProcOptions HANGING = ProcOptions.standard().command("sleep", "600");

    private final Processes processes = Processes.fromNowOn();

    @Row("B95")
    @Test
    void onTheTestsThreadNothingIsLeftWhenTheExceptionLeaves() {
        EngineExecutionResults results = run(OnTheTestsThread.class);

        assertThat(processes.left()).isEmpty();
        assertThat(failures(results))
                .hasSize(2)
                .allSatisfy(failure -> assertThat(failure).contains("TimeoutException"));
        assertThat(reported(results)).containsExactlyInAnyOrder("hosts 0", "procs 0");
    }

    @Row("B95")
    @Test
    void onAThreadOfItsOwnNothingIsLeftWhenTheClassIsOver() throws Exception {
        EngineExecutionResults results = run(OnAThreadOfItsOwn.class);

        assertThat(processes.left()).isEmpty();
        assertThat(failures(results)).singleElement().asString().contains("TimeoutException");
        awaitEndOfBodies();
        assertThat(processes.left()).isEmpty();
    }

    /* J-4, M-4. The class is over long before the body is: the body ends when all it tries is refused. */
    @Row({"B58", "B95"})
    @Test
    void aBodyThatOutlivesItsTimeoutStartsNothingAnyMore() throws Exception {
        EngineExecutionResults results = run(Outlives.class);

        assertThat(processes.left()).isEmpty();
        assertThat(failures(results)).singleElement().asString().contains("TimeoutException");
        awaitEndOfBodies();
        assertThat(processes.left()).isEmpty();
    }

    private static EngineExecutionResults run(Class<?> sample) {
        return EngineTestKit.engine("junit-jupiter")
                .configurationParameter("mesh.grace", "300ms")
                .selectors(selectClass(sample))
                .execute();
    }

    private static List<String> failures(EngineExecutionResults results) {
        return results.testEvents()
                .failed()
                .map(event -> event.getRequiredPayload(TestExecutionResult.class)
                        .getThrowable()
                        .orElseThrow()
                        .toString())
                .toList();
    }

    private static List<String> reported(EngineExecutionResults results) {
        List<String> values = new ArrayList<>();
        results.allEvents()
                .reportingEntryPublished()
                .map(event -> event.getRequiredPayload(ReportEntry.class).getKeyValuePairs())
                .filter(entries -> entries.containsKey(LEFT))
                .forEach(entries -> values.add(entries.get(LEFT)));
        return values;
    }

    private static void awaitEndOfBodies() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals(OUTLIVES)) {
                thread.join(PATIENCE.toMillis());
                assertThat(thread.isAlive()).as("it ends when it is refused").isFalse();
            }
        }
    }

    /** The time-out interrupts the thread that waits. */
    @MeshTest
    static class OnTheTestsThread {

        @Test
        @Timeout(value = 2, unit = TimeUnit.SECONDS)
        void hosts(Client client, TestReporter reporter) {
            Processes own = Processes.fromNowOn();
            AllocSpec spec = AllocSpec.of(Extent.of("hosts", 2)).options(HANGING);
            try {
                HostMesh.allocate(client, new ProcessAllocator(client.config()).allocate(spec), "late");
            } finally {
                reporter.publishEntry(LEFT, "hosts " + withoutReaper(own));
            }
        }

        @Test
        @Timeout(value = 2, unit = TimeUnit.SECONDS)
        void procs(HostMesh hosts, TestReporter reporter) {
            Processes own = Processes.fromNowOn();
            try {
                hosts.spawn("late", Extent.unity(), HANGING);
            } finally {
                reporter.publishEntry(LEFT, "procs " + withoutReaper(own));
            }
        }

        private static long withoutReaper(Processes own) {
            return own.left().stream()
                    .filter(info -> !info.commandLine().contains("mesh-reaper"))
                    .count();
        }
    }

    /** The time-out is told at once, and its thread goes on. */
    @MeshTest
    static class OnAThreadOfItsOwn {

        @Test
        @Timeout(value = 2, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
        void procs(HostMesh hosts) {
            Thread.currentThread().setName(OUTLIVES);
            hosts.spawn("late", Extent.unity(), HANGING);
        }
    }

    /** Does not heed interrupts, and tries again and again. */
    @MeshTest
    static class Outlives {

        @Test
        @Timeout(value = 3, unit = TimeUnit.SECONDS, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
        void goesOn(Client client, HostMesh hosts, ProcMesh procs) {
            Thread.currentThread().setName(OUTLIVES);
            AllocSpec one = AllocSpec.of(Extent.of("hosts", 1));
            ProcessAllocator allocator = new ProcessAllocator(client.config());
            awaitRefused(i -> hosts.spawn("late" + i, Extent.unity()));
            awaitRefused(i -> procs.spawn("late" + i, Probe.class));
            awaitRefused(i -> HostMesh.allocate(client, allocator.allocate(one), "late" + i));
        }

        private static void awaitRefused(IntFunction<AutoCloseable> start) {
            long deadlineNanos = System.nanoTime() + PATIENCE.toNanos();
            for (int i = 0; System.nanoTime() < deadlineNanos; i++) {
                Thread.interrupted();
                if (isRefused(start, i)) {
                    return;
                }
            }
            throw new AssertionError("it was never refused");
        }

        @SuppressWarnings("resource") // the class's, that ends it
        private static boolean isRefused(IntFunction<AutoCloseable> start, int number) {
            try {
                start.apply(number);
                return false;
            } catch (MeshException e) {
                String why = String.valueOf(e.getMessage());
                return why.contains("already shut down") || why.contains("already stopped") || why.contains("closed");
            }
        }
    }
}
