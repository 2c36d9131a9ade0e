package io.meshwork.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.ActorMesh;
import io.meshwork.LeakReport;
import io.meshwork.actor.Actor;
import io.meshwork.actor.Handler;
import io.meshwork.actor.Request;
import io.meshwork.bootstrap.allocator.Reserve;
import io.meshwork.bootstrap.process.ProcessInfo;
import io.meshwork.bootstrap.process.ProcessTable;
import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.proc.Signals;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TimeZone;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The next mesh of a JVM takes what stands by for it, and nobody can tell but by how quick it is. */
@ExtendWith(NothingLeft.class)
class StandbyTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Config ON = Config.ofThisJvm().with(Keys.STANDBY, "1");
    private static final ProcessTable TABLE = new ProcessTable();

    @AfterEach
    void end() {
        Reserve.ofThisJvm().end();
    }

    @Test
    @DisplayName("SB-1: host and proc of the next mesh stood by, and are its own: settings, output, owner, statics")
    void whatStoodByIsTheHostAndTheProcOfTheNextMesh() {
        upAndDown("first.Engine", 1);
        String launchId = standby();
        Config settings = ON.with(Map.of("mesh.grace", "777ms", "mesh.transport", "tcp"));

        try (MeshFixture fixture = new MeshFixture("second.Engine", MeshShape.of(1, 1), settings)) {
            ActorMesh<Teller> tellers = fixture.spawn(Teller.class);

            assertThat(started(fixture)).containsExactly(launchId);
            assertThat(fixture.leaks().living())
                    .hasSize(2)
                    .allSatisfy(one -> assertThat(one.chain()).contains("/" + launchId))
                    .allSatisfy(one -> assertThat(one.toString()).contains("second.Engine"));
            assertThat(tellers.get(0).call(new Teller.Tell("hello"))).isEqualTo(1);
            assertThat(tellers.get(0).call(new Teller.Tell("again"))).isEqualTo(2);
            assertThat(fixture.procs().get(0).config().effective(Keys.GRACE).value())
                    .isEqualTo("777ms");
            assertThat(fixture.procs().get(0).config().effective(Keys.TRANSPORT).value())
                    .isEqualTo("tcp");
            assertThat(fixture.output().files()).hasSize(2);
            assertThat(fixture.output().files())
                    .filteredOn(file -> file.process().startsWith("p0_0 "))
                    .singleElement()
                    .satisfies(file -> assertThat(file.file().toString()).contains("second.Engine"))
                    .satisfies(file -> assertThat(file.lastLines(5)).containsExactly("hello", "again"));
        }
    }

    /* The JDK sets the property itself, once it has looked for the zone of the machine. */
    @Test
    @DisplayName("SB-1: they have the time zone that the test JVM has come to have since")
    void whatStoodByTakesTheTimeZone() {
        String before = System.getProperty("user.timezone", "");
        try {
            String ofMachine = zoneOfNext("");
            for (String zone : List.of("Pacific/Chatham", "Asia/Kathmandu", "")) {
                String launchId = standby();
                assertThat(zoneOfNext(zone, launchId)).isEqualTo(zone.isEmpty() ? ofMachine : zone);
            }
        } finally {
            System.setProperty("user.timezone", before);
        }
    }

    /* As its actor sees it. */
    private static String zoneOfNext(String zone, String... launchIds) {
        System.setProperty("user.timezone", zone);
        try (MeshFixture fixture = new MeshFixture("zone.Engine", MeshShape.of(1, 1), ON)) {
            String seen = fixture.spawn(Clock.class).get(0).call(new Clock.Zone());
            assertThat(List.of(launchIds)).isSubsetOf(started(fixture));
            return seen;
        }
    }

    @Test
    @DisplayName("SB-2: what was taken is not given back: the mesh after the next finds other processes")
    void whatHasServedAMeshServesNoOther() {
        upAndDown("first.Engine", 1);
        standby();
        List<Long> served = new ArrayList<>();
        for (String owner : List.of("second.Engine", "third.Engine")) {
            try (MeshFixture fixture = new MeshFixture(owner, MeshShape.of(1, 1), ON)) {
                assertThat(fixture.spawn(Teller.class).get(0).call(new Teller.Tell(owner)))
                        .as("statics of an earlier mesh are not there")
                        .isEqualTo(1);
                served.add(fixture.hosts().get(0).pid());
                served.add(fixture.procs().get(0).pid());
            }
            standby();
        }
        assertThat(served).doesNotHaveDuplicates();
    }

    @Test
    @DisplayName("SB-4: one that was killed, or stands still, is not seen by the next mesh, and is gone")
    void whatCantServeIsReplacedUnseen() {
        upAndDown("first.Engine", 1);
        for (int signal : List.of(Signals.KILL, Signals.STOP)) {
            String launchId = standby();
            List<ProcessInfo> waiting = NothingLeft.living();
            ProcessInfo host = waiting.stream()
                    .filter(one -> one.parentPid() == ProcessHandle.current().pid())
                    .findFirst()
                    .orElseThrow();
            host.signal(signal);
            Waiting.until("it is struck", () -> isStruck(host));

            try (MeshFixture fixture = new MeshFixture("next.Engine", MeshShape.of(1, 1), ON)) {
                assertThat(fixture.spawn(Counter.class).call(new Counter.Total()))
                        .containsExactly(0L);
                assertThat(started(fixture)).doesNotContain(launchId);
                Waiting.until("what stood by is gone", () -> waiting.stream().noneMatch(StandbyTest::isAlive));
            }
        }
    }

    @Test
    @DisplayName("SB-4: a proc that stands still below its host is not seen by the next mesh")
    void aProcThatCantServeIsReplacedUnseen() {
        upAndDown("first.Engine", 1);
        String launchId = standby();
        ProcessInfo proc = NothingLeft.living().stream()
                .filter(one -> one.parentPid() != ProcessHandle.current().pid())
                .findFirst()
                .orElseThrow();
        proc.signal(Signals.STOP);
        Waiting.until("it stands still", () -> isStruck(proc));

        try (MeshFixture fixture = new MeshFixture("next.Engine", MeshShape.of(1, 1), ON)) {
            assertThat(fixture.spawn(Counter.class).call(new Counter.Total())).containsExactly(0L);
            assertThat(started(fixture)).containsExactly(launchId);
            assertThat(fixture.procs().get(0).pid()).isNotEqualTo(proc.pid());
            Waiting.until("what stood by is gone", () -> !isAlive(proc));
        }
    }

    @Test
    @DisplayName("SB-5: the first mesh is one of processes that were started when it was said to come")
    void whatIsSaidToComeIsStartedAtOnceAndServesTheFirstMesh() {
        MeshFixture.expect(MeshShape.of(1, 1), ON);
        MeshFixture.expect(MeshShape.of(1, 1), ON); // said twice, it is started once
        List<Long> ahead =
                awaitStarted(count -> count == 2).stream().map(ProcessInfo::pid).toList();

        try (MeshFixture fixture = new MeshFixture("first.Engine", MeshShape.of(1, 1), ON)) {
            assertThat(fixture.spawn(Counter.class).call(new Counter.Total())).containsExactly(0L);
            assertThat(ahead)
                    .contains(
                            fixture.hosts().get(0).pid(), fixture.procs().get(0).pid());
        }
    }

    @Test
    @DisplayName(
            "SB-5: what was started ahead and killed, or is asked for at once, is not seen to have been anything else")
    void theFirstMeshStandsWhateverBecomesOfWhatWasStartedAhead() {
        for (boolean killed : List.of(true, false)) {
            MeshFixture.expect(MeshShape.of(1, 1), ON);
            if (killed) {
                awaitStarted(count -> count > 0).get(0).signal(Signals.KILL);
            }
            upAndDown("first.Engine", 1);
            Reserve.ofThisJvm().end();
        }
    }

    @Test
    @DisplayName("SB-5: what was started ahead and is not asked for, or not like that, ends")
    void whatWasStartedAheadInVainEnds() {
        MeshFixture.expect(MeshShape.of(1, 1), ON);
        List<ProcessInfo> ahead = awaitStarted(count -> count == 2);
        Config other = ON.with(Keys.EVIDENCE_DIR, "target/other-evidence");
        upAndDown("first.Engine", 1, other);
        Waiting.until("what is not wanted is gone", () -> {
            Reserve.ofThisJvm().awaitReady(PATIENCE);
            return ahead.stream().noneMatch(StandbyTest::isAlive);
        });
    }

    @Test
    void ofTwoThatTakeAtOnceOneIsServedByWhatStandsByAndBothAreServed() throws Exception {
        upAndDown("first.Engine", 1);
        String launchId = standby();
        try (MeshFixture one = new MeshFixture("one.Engine", MeshShape.of(1, 1), ON);
                MeshFixture other = new MeshFixture("other.Engine", MeshShape.of(1, 1), ON)) {
            CompletableFuture<ActorMesh<Counter>> beside =
                    CompletableFuture.supplyAsync(() -> other.spawn(Counter.class));
            assertThat(one.spawn(Counter.class).call(new Counter.Total())).containsExactly(0L);
            assertThat(beside.get(60, TimeUnit.SECONDS).call(new Counter.Total()))
                    .containsExactly(0L);

            List<String> both = new ArrayList<>(started(one));
            both.addAll(started(other));
            assertThat(both).hasSize(2).doesNotHaveDuplicates().contains(launchId);
        }
    }

    @Test
    void hostsWithMoreProcsThanStandByStartTheOthersAndThoseWithFewerKeepNone() {
        upAndDown("first.Engine", 2);
        String launchId = standby();
        assertThat(NothingLeft.living()).hasSize(3);
        try (MeshFixture fixture = new MeshFixture("next.Engine", MeshShape.of(1, 1), ON)) {
            assertThat(fixture.spawn(Counter.class).call(new Counter.Total())).containsExactly(0L);
            assertThat(started(fixture)).containsExactly(launchId);
            Waiting.until(
                    "no proc stands by any more", () -> fixture.leaks().living().size() == 2);
        }
        standby();
        try (MeshFixture fixture = new MeshFixture("more.Engine", MeshShape.of(1, 3), ON)) {
            assertThat(fixture.spawn(Counter.class).call(new Counter.Total())).containsExactly(0L, 0L, 0L);
        }
    }

    @Test
    void theyAreCountedAndGiveWay() {
        Config two = ON.with(Keys.MAX_PROCESSES, "2");
        try (MeshFixture first = new MeshFixture("first.Engine", MeshShape.of(1, 1), two)) {
            first.spawn(Counter.class);
            assertThat(Reserve.ofThisJvm().awaitReady(PATIENCE)).as("no room").isFalse();
        }
        String launchId = standby();
        try (MeshFixture next = new MeshFixture("next.Engine", MeshShape.of(1, 1), two)) {
            assertThat(next.spawn(Counter.class).call(new Counter.Total())).containsExactly(0L);
            assertThat(started(next)).doesNotContain(launchId);
            assertThat(NothingLeft.living()).hasSize(2);
        }
    }

    @Test
    void offThereAreNone() {
        try (MeshFixture fixture = new MeshFixture("first.Engine", MeshShape.of(1, 1), ON.with(Keys.STANDBY, "0"))) {
            fixture.spawn(Counter.class);
        }
        assertThat(Reserve.ofThisJvm().awaitReady(PATIENCE)).isFalse();
        assertThat(NothingLeft.living()).isEmpty();
    }

    private static void upAndDown(String owner, int procs) {
        upAndDown(owner, procs, ON);
    }

    private static void upAndDown(String owner, int procs, Config config) {
        try (MeshFixture fixture = new MeshFixture(owner, MeshShape.of(1, procs), config)) {
            fixture.spawn(Counter.class);
        }
    }

    /* In one look: in the middle of an exec a process has no environment to be found by. */
    private static List<ProcessInfo> awaitStarted(IntPredicate isEnough) {
        List<ProcessInfo> found = new ArrayList<>();
        Waiting.until("they were started", () -> {
            found.clear();
            found.addAll(NothingLeft.living());
            return isEnough.test(found.size());
        });
        return found;
    }

    /* The launch id of the one that stands by. */
    private static String standby() {
        assertThat(Reserve.ofThisJvm().awaitReady(PATIENCE)).as("stands by").isTrue();
        assertThat(Reserve.ofThisJvm().launchIds()).hasSize(1);
        return Reserve.ofThisJvm().launchIds().get(0);
    }

    private static List<String> started(MeshFixture fixture) {
        return fixture.leaks().started().stream()
                .map(LeakReport.Started::launchId)
                .toList();
    }

    private static boolean isStruck(ProcessInfo info) {
        return !isAlive(info) || TABLE.isStandingStill(info.pid(), info.startTicks());
    }

    private static boolean isAlive(ProcessInfo info) {
        return TABLE.isAlive(info.pid(), info.startTicks());
    }

    static final class Clock implements Actor {

        record Zone() implements Request<Clock, String> {}

        @Handler
        String zone(Zone asked) {
            return TimeZone.getDefault().getID();
        }
    }

    /** Prints what it is told, and answers how often its process was told something. */
    static final class Teller implements Actor {

        record Tell(String line) implements Request<Teller, Integer> {}

        private static int told;

        @Handler
        int tell(Tell tell) {
            System.out.println(tell.line());
            return ++told;
        }
    }
}
