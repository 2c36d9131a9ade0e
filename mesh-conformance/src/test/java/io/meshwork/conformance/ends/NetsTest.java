package io.meshwork.conformance.ends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meshwork.bootstrap.process.ProcessInfo;
import io.meshwork.conformance.Row;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each net alone, beside explicit shutdown: on the rows it holds nothing is left, on another row something is, so that no
 * net is thought to be enough. Then all of them together, on every row.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NetsTest {

    private static final Duration LEFT_FOR_GOOD = Duration.ofSeconds(1);

    private final EndsTable table = new EndsTable("matrix-nets");

    @TempDir
    private Path directory;

    @AfterAll
    void print() {
        table.print();
    }

    @Row({"B12", "B49", "B54", "B64", "B65", "B66", "B67", "B68"})
    @ParameterizedTest(name = "{0} alone: {1}, {2}")
    @CsvSource({
        // explicit shutdown: L1, L6, L8
        "none, NONE, CLOSE",
        "none, STOPPED, CLOSE",
        "none, DEAF, CLOSE",
        "none, LOOPING, CLOSE",
        // the hook: L3
        "hook, NONE, EXIT",
        "hook, NONE, RETURN",
        "hook, NONE, SIGTERM",
        "hook, NONE, SIGINT",
        "hook, STOPPED, SIGTERM",
        "hook, DEAF, SIGTERM",
        "hook, LOOPING, EXIT",
        // the lease: L4, L5
        "lease, NONE, SIGKILL",
        "lease, NONE, HALT",
        "lease, NONE, SIGSEGV",
        "lease, NONE, EXIT",
        "lease, DEAF, SIGKILL",
        "lease, LOOPING, SIGKILL",
        "lease, STOPPED, SIGKILL",
        "lease, NONE, HOST_SIGKILL",
        // the reaper: L4, L7, L9
        "reaper, NONE, SIGKILL",
        "reaper, STOPPED, ALL_SIGKILL",
        "reaper, DEAF, SIGKILL",
        "reaper, LOOPING, HALT",
        "reaper, SETSID, SIGKILL",
        "reaper, SETSID, EXIT",
        // the sweep: L5, L9
        "sweep, NONE, HOST_SIGKILL",
        "sweep, STOPPED, HOST_SIGKILL",
        "sweep, SETSID, HOST_SIGKILL",
        "sweep, SETSID, CLOSE"
    })
    void aNetAloneLeavesNothingOnTheRowsItHolds(String nets, Stubborn stubborn, WayToEnd way) {
        requireNothingLeft(nets, stubborn, way);
    }

    @ParameterizedTest(name = "{0} alone: {1}, {2}")
    @CsvSource({
        "none, NONE, SIGKILL",
        "none, SETSID, CLOSE",
        "hook, NONE, SIGKILL",
        "hook, NONE, HALT",
        "lease, STOPPED, ALL_SIGKILL",
        "lease, SETSID, SIGKILL",
        "reaper, NONE, HOST_SIGKILL",
        "sweep, NONE, SIGKILL"
    })
    void aNetAloneIsNotEnoughOnOthers(String nets, Stubborn stubborn, WayToEnd way) {
        try (EndingJvm jvm = EndingJvm.start(directory, nets, stubborn, way)) {
            jvm.end();

            await().during(LEFT_FOR_GOOD)
                    .atMost(LEFT_FOR_GOOD.multipliedBy(30))
                    .until(() -> !jvm.left().isEmpty());
            table.left(nets, stubborn, way, jvm.left().size());
        }
    }

    @Row({"B12", "B49", "B54", "B64", "B65", "B66", "B68"})
    @ParameterizedTest(name = "all: {0}, {1}")
    @MethodSource("membersAndEnds")
    void allNetsTogetherLeaveNothingOnAnyRow(Stubborn stubborn, WayToEnd way) {
        requireNothingLeft("all", stubborn, way);
    }

    /* Every end once, and those that a single net does not hold; all with all is for real Surefire forks. */
    static Stream<Arguments> membersAndEnds() {
        return Stream.of(WayToEnd.values())
                .flatMap(way -> Stream.of(Stubborn.values())
                        .filter(member -> member == Stubborn.NONE || isHard(member, way))
                        .map(member -> Arguments.of(member, way)));
    }

    private static boolean isHard(Stubborn member, WayToEnd way) {
        boolean still = member == Stubborn.STOPPED && (way == WayToEnd.ALL_SIGKILL || way == WayToEnd.SIGTERM);
        return still || member == Stubborn.SETSID && way == WayToEnd.SIGTERM;
    }

    private void requireNothingLeft(String nets, Stubborn stubborn, WayToEnd way) {
        try (EndingJvm jvm = EndingJvm.start(directory, nets, stubborn, way)) {
            assertThat(jvm.all()).as("a host and 2 procs").hasSizeGreaterThanOrEqualTo(3);

            jvm.end();

            long startNanos = System.nanoTime();
            List<ProcessInfo> left = awaitNothingLeft(jvm, way);
            table.gone(nets, stubborn, way, left.size(), Duration.ofNanos(System.nanoTime() - startNanos));
            assertThat(left).as(jvm::output).isEmpty();
        }
    }

    private static List<ProcessInfo> awaitNothingLeft(EndingJvm jvm, WayToEnd way) {
        long deadlineNanos = System.nanoTime() + way.bound().toNanos();
        List<ProcessInfo> left = jvm.left();
        while (!left.isEmpty() && System.nanoTime() < deadlineNanos) {
            Thread.onSpinWait();
            left = jvm.left();
        }
        return left;
    }
}
