package io.meshwork.conformance.ends;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meshwork.bootstrap.process.ProcessInfo;
import io.meshwork.bootstrap.process.ProcessTable;
import io.meshwork.bootstrap.process.Signals;
import io.meshwork.conformance.life.Processes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What stands by when its JVM comes to an end ends with it, as all else does, by each net alone and by all of them. */
class StandbyEndsTest {

    /* Of a JVM on a crowded machine, and nothing else: the bounds of its ends are NetsTest's. */
    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    private Path directory;

    /* SB-3 */
    @ParameterizedTest(name = "{0}: {1}, {2}")
    @CsvSource({
        "hook, NONE, EXIT",
        "hook, NONE, RETURN",
        "hook, NONE, SIGTERM",
        "lease, NONE, SIGKILL",
        "lease, NONE, HALT",
        "reaper, NONE, SIGKILL",
        "all, NONE, EXIT",
        "all, NONE, SIGTERM",
        "all, NONE, SIGKILL",
        "all, NONE, ALL_SIGKILL",
        "all, STOPPED, SIGKILL"
    })
    void whatStandsByEndsWithItsJvm(String nets, Stubborn stubborn, WayToEnd way) {
        try (EndingJvm jvm = EndingJvm.start(directory, nets, 1, stubborn, way)) {
            assertThat(standbys(jvm)).as(jvm::output).hasSize(2);

            jvm.end();

            awaitNone(jvm, jvm::left);
        }
    }

    /* SB-3: it reads the pipe of its lease, and has nothing else to do */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({"none, SIGKILL", "none, EXIT", "sweep, SIGKILL"})
    void withoutANetThatReachesItItEndsTooThoughItsMeshDoesNot(String nets, WayToEnd way) {
        try (EndingJvm jvm = EndingJvm.start(directory, nets, 1, Stubborn.NONE, way)) {
            List<ProcessInfo> standbys = standbys(jvm);
            assertThat(standbys).as(jvm::output).hasSize(2);

            jvm.end();

            awaitNone(jvm, () -> living(standbys));
            assertThat(jvm.left()).as("its mesh").isNotEmpty();
        }
    }

    /* SB-3 */
    @ParameterizedTest(name = "{0}, {1}")
    @CsvSource({"reaper, SIGKILL", "all, SIGKILL", "hook, EXIT", "all, SIGTERM"})
    void whatStandsByAndStandsStillEndsToo(String nets, WayToEnd way) {
        try (EndingJvm jvm = EndingJvm.start(directory, nets, 1, Stubborn.NONE, way)) {
            standbys(jvm).forEach(one -> one.signal(Signals.STOP));

            jvm.end();

            awaitNone(jvm, jvm::left);
        }
    }

    /* What stands still hears nothing, nor does a sweep or hook happen in a JVM that was killed. */
    @Test
    void withoutTheReaperWhatStandsStillStays() {
        try (EndingJvm jvm = EndingJvm.start(directory, "hook,lease,sweep", 1, Stubborn.NONE, WayToEnd.SIGKILL)) {
            List<ProcessInfo> standbys = standbys(jvm);
            standbys.forEach(one -> one.signal(Signals.STOP));

            jvm.end();

            awaitNone(jvm, () -> {
                List<ProcessInfo> others = new ArrayList<>(jvm.left());
                others.removeIf(left -> standbys.stream().anyMatch(one -> one.pid() == left.pid()));
                return others;
            });
            assertThat(living(standbys)).hasSize(2);
        }
    }

    /* SB-3, at whatever moment the JVM is killed */
    @ParameterizedTest(name = "{0}: SIGKILL while it {1}")
    @CsvSource({
        "none, STARTS",
        "none, REHEARSES",
        "lease, STARTS",
        "lease, REHEARSES",
        "lease, IS_TAKEN",
        "lease, IS_READ_BELOW",
        "reaper, IS_TAKEN",
        "all, IS_TAKEN"
    })
    void whatDoesNotStandByYetOrNoLongerEndsWithItsJvm(String nets, StandbyMoment moment) {
        try (EndingJvm jvm = EndingJvm.start(directory, nets, 1, Stubborn.NONE, WayToEnd.SIGKILL, moment.nextMesh())) {
            moment.await(jvm);
            List<ProcessInfo> standbys = await().atMost(SOON) // none is found in the middle of an exec
                    .until(() -> StandbyMoment.standbys(Processes.ofRun(jvm.runId())), found -> !found.isEmpty());

            jvm.end();

            awaitNone(jvm, nets.equals("none") ? () -> living(standbys) : jvm::left);
        }
    }

    private interface Look {
        List<ProcessInfo> left();
    }

    private static void awaitNone(EndingJvm jvm, Look look) {
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(5))
                .untilAsserted(() -> assertThat(look.left()).as(jvm::output).isEmpty());
    }

    private static List<ProcessInfo> standbys(EndingJvm jvm) {
        return StandbyMoment.standbys(jvm.all());
    }

    private static List<ProcessInfo> living(List<ProcessInfo> some) {
        List<ProcessInfo> living = new ArrayList<>(some);
        living.removeIf(info -> !new ProcessTable().isAlive(info.pid(), info.startTicks()));
        return living;
    }
}
