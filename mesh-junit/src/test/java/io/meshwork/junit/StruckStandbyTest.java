package io.meshwork.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.bootstrap.allocator.Reserve;
import io.meshwork.bootstrap.launch.Marks;
import io.meshwork.bootstrap.process.ProcessInfo;
import io.meshwork.bootstrap.process.ProcessTable;
import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.proc.Signals;
import io.meshwork.transport.Run;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** SB-4: one that is struck before it is ready is not seen by the next mesh, and nothing of it is left. */
@ExtendWith(NothingLeft.class)
class StruckStandbyTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Config ON = Config.ofThisJvm().with(Keys.STANDBY, "1");
    private static final ProcessTable TABLE = new ProcessTable();

    private Thread fills;

    enum Member {
        HOST,
        PROC;

        Optional<ProcessInfo> find() {
            long self = ProcessHandle.current().pid();
            return standbys().stream()
                    .filter(one -> (one.parentPid() == self) == (this == HOST))
                    .findFirst();
        }
    }

    enum Moment {
        /** Its JVM does. */
        STARTS {
            @Override
            boolean isThere(ProcessInfo member) {
                return true;
            }
        },
        /** It plays its part to itself. */
        REHEARSES {
            @Override
            boolean isThere(ProcessInfo member) {
                String chain = TABLE.variable(member.pid(), Marks.CHAIN).orElse("none");
                String launchId = chain.substring(chain.lastIndexOf('/') + 1);
                return Files.exists(Run.ofThisJvm().socketPath(launchId + "q.l"));
            }
        };

        abstract boolean isThere(ProcessInfo member);
    }

    @BeforeEach
    void bringOneUp() {
        try (MeshFixture fixture = new MeshFixture("first.Engine", MeshShape.of(1, 1), ON)) {
            fixture.spawn(Counter.class);
        }
        fills = new Thread(() -> Reserve.ofThisJvm().awaitReady(PATIENCE));
        fills.start();
    }

    @AfterEach
    void endAll() throws Exception {
        fills.interrupt();
        fills.join();
        Reserve.ofThisJvm().end();
    }

    @ParameterizedTest(name = "{0}, while it {1}, signal {2}")
    @CsvSource({
        "HOST, STARTS, 9",
        "HOST, STARTS, 19",
        "HOST, REHEARSES, 9",
        "HOST, REHEARSES, 19",
        "PROC, STARTS, 9",
        "PROC, STARTS, 19",
        "PROC, REHEARSES, 9",
        "PROC, REHEARSES, 19"
    })
    void theNextMeshComesUpAndNothingOfItIsLeft(Member member, Moment moment, int signal) throws Exception {
        ProcessInfo struck = await("it " + moment, () -> member.find().filter(one -> moment.isThere(one)));
        struck.signal(signal);

        nextMeshAnswers();

        Waiting.until("what was struck is gone", () -> !isAlive(struck));
    }

    /* SB-5: they are told what to become while their JVMs start. */
    @ParameterizedTest(name = "{0}, started for the first mesh, signal {1}")
    @CsvSource({"HOST, 9", "HOST, 19", "PROC, 9", "PROC, 19"})
    void theFirstMeshComesUpThoughWhatWasStartedForItIsStruck(Member member, int signal) throws Exception {
        endAll();
        MeshFixture.expect(MeshShape.of(1, 1), ON);
        ProcessInfo struck = await("it starts", member::find);
        struck.signal(signal);

        nextMeshAnswers();

        Waiting.until("what was struck is gone", () -> !isAlive(struck));
    }

    @Test
    void whatIsBeingStartedIsGoneWhenAllWereEnded() throws Exception {
        for (int round = 0; round < 5; round++) {
            endAll();
            assertThat(NothingLeft.living()).isEmpty();
            MeshFixture.expect(MeshShape.of(1, 1), ON);
        }
        endAll();
        assertThat(NothingLeft.living()).isEmpty();
    }

    /* A proc that stands still does not hear that its host is gone. */
    @Test
    void aProcThatStandsStillGoesWithItsHost() throws Exception {
        ProcessInfo proc = await("the proc is there", Member.PROC::find);
        ProcessInfo host = await("its host is there", Member.HOST::find);
        proc.signal(Signals.STOP);
        Waiting.until("it stands still", () -> TABLE.isStandingStill(proc.pid(), proc.startTicks()));
        host.signal(Signals.KILL);

        Waiting.until("both are gone", () -> !isAlive(host) && !isAlive(proc));
        nextMeshAnswers();
    }

    private void nextMeshAnswers() throws Exception {
        fills.interrupt(); // what it waits for may never come
        fills.join();
        try (MeshFixture fixture = new MeshFixture("next.Engine", MeshShape.of(1, 1), ON)) {
            assertThat(fixture.spawn(Counter.class).call(new Counter.Total())).containsExactly(0L);
        }
    }

    /* What was found is kept: in the middle of an exec a process has no environment to be found by. */
    private static ProcessInfo await(String what, Supplier<Optional<ProcessInfo>> look) {
        AtomicReference<ProcessInfo> found = new AtomicReference<>();
        Waiting.until(what, () -> {
            look.get().ifPresent(found::set);
            return found.get() != null;
        });
        return found.get();
    }

    private static List<ProcessInfo> standbys() {
        List<ProcessInfo> found = new ArrayList<>(NothingLeft.living());
        found.removeIf(one -> !TABLE.variable(one.pid(), Marks.NAME).orElse("").equals("standby"));
        return found;
    }

    private static boolean isAlive(ProcessInfo info) {
        return TABLE.isAlive(info.pid(), info.startTicks());
    }
}
