package io.meshwork.junit;

import static io.meshwork.junit.Samples.failures;
import static io.meshwork.junit.Samples.reported;
import static io.meshwork.junit.Samples.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.ActorMesh;
import io.meshwork.HostMesh;
import io.meshwork.ProcMesh;
import io.meshwork.bootstrap.process.ProcessTable;
import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.failure.MeshException;
import io.meshwork.host.Leftover;
import io.meshwork.junit.Leaker.Kind;
import io.meshwork.proc.Signals;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Exchanger;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** What tests leave behind on purpose fails their class by name, once it is gone; nothing else does (B94, J-2). */
@ExtendWith(NothingLeft.class)
class LeakTest {

    private static final ProcessTable TABLE = new ProcessTable();
    private static final String CHAIN = "\\w{10}/\\w+/\\w+";

    @Test
    @DisplayName("B94: children, double-forked ones and such without an environment are each named, and gone")
    void whatWasLeftBehindIsNamedOneByOneAndGone() {
        EngineExecutionResults results = run(Leaks.class);

        results.testEvents().assertStatistics(stats -> stats.succeeded(3).failed(0));
        String text = failures(results.containerEvents()).get(0);
        assertThat(text)
                .contains("processes were left behind and were killed: class=" + Leaks.class.getName())
                .containsPattern(line(pid(results, Kind.PLAIN), CHAIN, "sleep 301 \\(outlived p0_0, killed"))
                .containsPattern(
                        line(pid(results, Kind.DOUBLE_FORKED), CHAIN, "sleep 302 \\(started by \\S+Leaks, killed"))
                .containsPattern(line(pid(results, Kind.CLEARED), "none", "sleep 303 \\(outlived p0_0, killed"));
        assertThat(text.lines().filter(line -> line.contains("pid="))).hasSize(3);
        assertThat(reported(results, "mesh.left")).containsExactly("3");
        assertThat(reported(results, "pid")).allSatisfy(pid -> assertGone(Long.parseLong(pid)));
    }

    @Test
    @DisplayName("B94: what is started while its class is being closed is found too")
    void whatIsBornLateIsFoundUntilNothingNewComes() {
        EngineExecutionResults results = run(LeaksLate.class);

        results.testEvents().assertStatistics(stats -> stats.succeeded(2).failed(0));
        assertThat(failures(results.containerEvents()))
                .singleElement()
                .asString()
                .contains("were killed", "sleep 301", "sleep 302");
        assertThat(Integer.parseInt(reported(results, "mesh.left").get(0))).isGreaterThanOrEqualTo(3);
    }

    @Test
    @DisplayName("B94: what ends with its proc, or soon after, and what has ended, was not left behind")
    void helpersThatEndAreNoLeak() {
        EngineExecutionResults results = run(Map.of("mesh.grace", "20s"), HelpersEnd.class);

        assertThat(failures(results.allEvents())).isEmpty();
        assertThat(reported(results, "mesh.procs")).containsExactly("1");
        assertThat(reported(results, "mesh.left")).containsExactly("0");
    }

    @Test
    void aLeakIsTheOneClassesAndNotThatOfAnotherThatRunsBesideIt() {
        EngineExecutionResults results =
                run(ParallelClassesTest.CLASSES_IN_PARALLEL, LeaksBeside.class, IsBeside.class);

        assertThat(failures(results.testEvents())).isEmpty();
        assertThat(failures(results.containerEvents()))
                .singleElement()
                .asString()
                .contains("class=" + LeaksBeside.class.getName(), "pid=" + pid(results, Kind.DOUBLE_FORKED))
                .doesNotContain(IsBeside.class.getSimpleName());
        assertThat(reported(results, "mesh.left")).containsExactlyInAnyOrder("1", "0");
    }

    @Test
    void withoutTheSweepWhatOnlyItsMarksTellOfIsNamedAndLeftAlone() {
        MeshFixture fixture = withoutNets();
        long left = start(fixture.spawn(Leaker.class), Kind.DOUBLE_FORKED);
        try {
            assertThatThrownBy(fixture::close)
                    .isInstanceOf(MeshException.class)
                    .hasMessageContainingAll(
                            "left behind and still run, as mesh.nets says: class=sample", "pid=" + left);
            assertThat(fixture.leaks().living()).extracting(Leftover::pid).containsExactly(left);
            assertThat(fixture.use().left()).isEqualTo(1);
        } finally {
            kill(left);
        }
    }

    @Test
    void withoutTheSweepWhatWasBelowItsProcIsKilledAllTheSame() {
        MeshFixture fixture = withoutNets();
        long child = start(fixture.spawn(Leaker.class), Kind.PLAIN);
        long left = start(fixture.spawn(Leaker.class), Kind.DOUBLE_FORKED);
        try {
            assertThatThrownBy(fixture::close)
                    .hasMessageContainingAll("some still run, as mesh.nets says", "pid=" + child, "pid=" + left);
            assertThat(isGone(child)).isTrue();
            assertThat(isGone(left)).isFalse();
        } finally {
            kill(left);
        }
    }

    @Test
    void hostsThatWereStoppedAndKeptAreLookedAtToo() {
        MeshFixture fixture = MeshFixture.of("sample.Engine", 1, 1);
        long pid = start(fixture.spawn(Leaker.class), Kind.DOUBLE_FORKED);
        fixture.hosts().stop();

        assertThatThrownBy(fixture::close)
                .hasMessageContainingAll("were killed", "started by sample.Engine", "pid=" + pid);
        assertGone(pid);
    }

    @Test
    void aReportTellsWhatWasStartedAndWhatLives() {
        MeshFixture fixture = MeshFixture.of("sample.Engine", 1, 1);
        assertThat(fixture.leaks().isClean()).isTrue();
        long helper;
        try (fixture) {
            helper = start(fixture.spawn(Leaker.class), Kind.WITH_A_ZOMBIE);

            long host = fixture.hosts().get(0).pid();
            long proc = fixture.procs().get(0).pid();
            assertThat(fixture.leaks().started())
                    .singleElement()
                    .satisfies(one -> assertThat(one.pid()).isEqualTo(host));
            assertThat(fixture.leaks().living())
                    .extracting(Leftover::pid)
                    .containsExactlyInAnyOrder(host, proc, helper);
            assertThat(fixture.leaks().toString())
                    .contains("owner sample.Engine", "lives pid=" + helper, "command=cat");
        }

        assertThat(fixture.leaks().isClean()).isTrue();
        assertThat(fixture.leaks().started())
                .singleElement()
                .satisfies(one -> assertThat(one.state()).startsWith("stopped with exit code 0"));
        assertGone(helper);
    }

    private static MeshFixture withoutNets() {
        return new MeshFixture(
                "sample.Engine", MeshShape.of(1, 1), Config.ofThisJvm().with(Keys.NETS, "none"));
    }

    private static long start(ActorMesh<Leaker> leakers, Kind kind) {
        return leakers.get(0).call(new Leaker.Start(kind));
    }

    private static void start(ActorMesh<Leaker> leakers, Kind kind, TestReporter reporter) {
        String pid = Long.toString(start(leakers, kind));
        reporter.publishEntry(Map.of("pid", pid, kind.name(), pid));
    }

    private static String pid(EngineExecutionResults results, Kind kind) {
        return reported(results, kind.name()).get(0);
    }

    /* A pattern. */
    private static String line(String pid, String launchIds, String command) {
        return "pid=" + pid + " ppid=\\d+ ageMillis=\\d+ launchIds=" + launchIds + " command=" + command;
    }

    private static void kill(long pid) {
        TABLE.find(pid).ifPresent(info -> info.signal(Signals.KILL));
        Waiting.until("it is gone", () -> isGone(pid));
    }

    private static void assertGone(long pid) {
        assertThat(isGone(pid)).as("pid %d is gone", pid).isTrue();
    }

    /* A zombie is dead. */
    private static boolean isGone(long pid) {
        return TABLE.find(pid).filter(info -> !info.isDead()).isEmpty();
    }

    @MeshTest
    static class Leaks {
        @Test
        void aChild(ActorMesh<Leaker> leakers, TestReporter reporter) {
            start(leakers, Kind.PLAIN, reporter);
        }

        @Test
        void aDoubleForkedOne(ActorMesh<Leaker> leakers, TestReporter reporter) {
            start(leakers, Kind.DOUBLE_FORKED, reporter);
        }

        @Test
        void oneWithoutAnEnvironment(ActorMesh<Leaker> leakers, TestReporter reporter) {
            start(leakers, Kind.CLEARED, reporter);
        }
    }

    @MeshTest
    static class LeaksLate {
        @BeforeAll
        static void whenTheClassIsClosed(ActorMesh<Leaker> ofTheClass) {
            ofTheClass.cast(new Leaker.StartAtTheEnd(Kind.PLAIN));
        }

        @Test
        void whenTheTestEnds(ActorMesh<Leaker> leakers) {
            leakers.cast(new Leaker.StartSoon(Kind.PLAIN));
        }

        @Test
        void allTheTime(ActorMesh<Leaker> leakers) {
            leakers.cast(new Leaker.GoOnStarting(Kind.DOUBLE_FORKED));
        }
    }

    @MeshTest
    static class HelpersEnd {
        @Test
        void allOfThem(ActorMesh<Leaker> leakers) {
            for (Kind kind : List.of(Kind.ENDED, Kind.WITH_A_ZOMBIE, Kind.SLOW_TO_END)) {
                leakers.get(0).call(new Leaker.Start(kind));
            }
        }
    }

    @MeshTest
    @ExtendWith(Rendezvous.class)
    static class LeaksBeside {
        @Test
        void leaks(ActorMesh<Leaker> leakers, Exchanger<Long> pids, TestReporter reporter) throws Exception {
            long left = start(leakers, Kind.DOUBLE_FORKED);
            reporter.publishEntry(Kind.DOUBLE_FORKED.name(), Long.toString(left));
            pids.exchange(left, 30, TimeUnit.SECONDS);
        }
    }

    @MeshTest
    @ExtendWith(Rendezvous.class)
    static class IsBeside {
        @Test
        void livesOnWhenTheOtherIsClosed(
                HostMesh hosts, ProcMesh procs, ActorMesh<Leaker> leakers, Exchanger<Long> pids) throws Exception {
            long own = start(leakers, Kind.WITH_A_ZOMBIE);
            long others = pids.exchange(own, 30, TimeUnit.SECONDS);
            Waiting.until("the other class's leak is ended", () -> isGone(others));

            assertThat(List.of(hosts.get(0).pid(), procs.get(0).pid(), own)).noneMatch(LeakTest::isGone);
            assertThat(procs.call(() -> 1)).containsExactly(1);
        }
    }
}
