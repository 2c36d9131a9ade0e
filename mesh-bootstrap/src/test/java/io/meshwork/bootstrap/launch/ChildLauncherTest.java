package io.meshwork.bootstrap.launch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.bootstrap.output.Outlet;
import io.meshwork.bootstrap.process.ChildCommand;
import io.meshwork.bootstrap.process.ChildProcess;
import io.meshwork.bootstrap.process.JavaCommand;
import io.meshwork.bootstrap.process.ProcessTable;
import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.failure.MeshException;
import io.meshwork.gateway.DataPlane;
import io.meshwork.host.ProcEnd;
import io.meshwork.proc.ProcOptions;
import io.meshwork.proc.ProcStatus;
import io.meshwork.shape.Extent;
import io.meshwork.transport.Run;
import io.meshwork.transport.link.LinkLoop;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Children that are no JVM, so that what is shown is the launcher's doing alone. */
class ChildLauncherTest {

    private final Run run = Run.ofThisJvm();
    private final Queue<ProcStatus> heard = new ConcurrentLinkedQueue<>();
    private final Config config = Config.ofThisJvm().with(Keys.GRACE, "300ms");
    private LinkLoop loop;
    private ChildLauncher launcher;

    @BeforeEach
    void open() {
        run.acquire();
        loop = LinkLoop.start("launcher-test");
        launcher = new ChildLauncher(
                run,
                config,
                LaunchIds.ofThisJvm(run.id()),
                JavaCommand.ofThisJvm(),
                "launcherTest",
                loop,
                Outlet.to((pid, stream, text) -> {}),
                envelope -> {},
                StandbySource.NONE);
    }

    @AfterEach
    void close() throws Exception {
        List<Child> left = launcher.children();
        launcher.close();
        for (Child child : left) {
            child.end().get(30, TimeUnit.SECONDS);
        }
        loop.close();
        run.release();
    }

    /** LA-1. */
    @Test
    void eachStateIsHeardOnceInOrderWithTheWholeTail() throws Exception {
        Child child = launch("for i in 1 2 3; do echo line $i >&2; done; printf partial >&2; exit 7");

        ProcEnd end = child.end().get(30, TimeUnit.SECONDS);

        List<String> tail = List.of("line 1", "line 2", "line 3", "partial");
        assertThat(end.status()).isEqualTo(new ProcStatus.Stopped(7, tail));
        assertThat(heard).containsExactly(new ProcStatus.Running(child.pid()), new ProcStatus.Stopped(7, tail));
    }

    @Test
    void aSignalIsReadFromTheExitCode() throws Exception {
        Child child = launch("kill -11 $$");

        assertThat(child.end().get(30, TimeUnit.SECONDS).status())
                .isEqualTo(new ProcStatus.Killed(11, List.of(), "the program crashed"));
    }

    @Test
    void oneThatWasNeverReadyIsNotAskedAndOneThatIgnoresSigtermIsKilledWithWhatItStarted() throws Exception {
        CountDownLatch trapped = new CountDownLatch(1);
        Child child = launcher.launch(
                launchOf("trap '' TERM; sleep 600 & echo $! > " + pidFile() + "; wait; wait"),
                (changed, status) -> trapped.countDown());
        assertThat(trapped.await(30, TimeUnit.SECONDS)).isTrue();
        long below = awaitPid();

        ProcEnd end = child.stop("test").get(30, TimeUnit.SECONDS);

        assertThat(end.status())
                .isEqualTo(new ProcStatus.Killed(
                        9, List.of(), "sent by this harness: SIGKILL, it did not end within 300 ms of SIGTERM"));
        assertThat(end.left()).as("what a forced one had started goes with it").isEmpty();
        assertThat(end.forced()).isEqualTo(ProcEnd.Forced.SIGKILL);
        awaitGone(below);
    }

    /** LA-2. */
    @Test
    @DisplayName("B71: a child that has ended is not signalled, whoever has its pid by now")
    void aChildThatHasEndedIsNotSignalled() throws Exception {
        Child child = launch("exit 0");
        child.end().get(30, TimeUnit.SECONDS);

        assertThat(child.signal(9).get(30, TimeUnit.SECONDS)).isFalse();
        child.kill("late");

        assertThat(child.stop("late").get(30, TimeUnit.SECONDS).status())
                .isEqualTo(new ProcStatus.Stopped(0, List.of()));
        assertThat(heard).hasSize(2);
    }

    /** L8: it would not hear SIGTERM. */
    @Test
    void aChildThatStandsStillIsKilledAtOnce() throws Exception {
        Child child = launch("sleep 600");
        awaitRunning(child);
        assertThat(child.signal(19).get(30, TimeUnit.SECONDS)).isTrue();

        ProcEnd end = child.stop("test").get(30, TimeUnit.SECONDS);

        assertThat(end.forced()).isEqualTo(ProcEnd.Forced.SIGKILL);
        assertThat(end.status().describe())
                .isEqualTo("killed by SIGKILL (9): sent by this harness: SIGKILL, stop: test, and it stood still");
    }

    @Test
    void aSignalIsSentWhenItHasTakenEffect() throws Exception {
        Child child = launch("sleep 600");
        awaitRunning(child);

        assertThat(child.signal(19).get(30, TimeUnit.SECONDS)).isTrue();
        assertThat(stateOf(child)).isEqualTo('T');
        assertThat(child.signal(18).get(30, TimeUnit.SECONDS)).isTrue();
        assertThat(stateOf(child)).isNotEqualTo('T');
        assertThat(child.signal(9).get(30, TimeUnit.SECONDS)).isTrue();

        assertThat(child.status().describe())
                .isEqualTo("killed by SIGKILL (9): sent by this harness: SIGKILL, asked for by kill(9)");
    }

    @Test
    void aSignalOfSomebodyElseIsCalledThat() throws Exception {
        Child child = launch("kill -9 $$");

        assertThat(child.end().get(30, TimeUnit.SECONDS).status().describe())
                .startsWith("killed by SIGKILL (9): not sent by this harness");
    }

    /** LA-8. */
    @Test
    void whatHangsBelowAChildThatEndsOnItsOwnIsSwept() throws Exception {
        Child child = launch("setsid sleep 600 & echo $! > " + pidFile() + "; exit 4");
        long below = awaitPid();

        assertThat(child.end().get(30, TimeUnit.SECONDS).status()).isEqualTo(new ProcStatus.Stopped(4, List.of()));

        assertThat(new ProcessTable().find(below).filter(info -> !info.isDead()))
                .isEmpty();
    }

    /** LA-3. */
    @Test
    void aClosedLauncherStartsNothing() {
        launcher.close();

        assertThatThrownBy(() -> launch("exit 0"))
                .isInstanceOf(MeshException.class)
                .hasMessageContaining("the launcher is closed");
    }

    /** LA-4. */
    @Test
    void aChildHasNoneOfThisProcessesStreams() throws Exception {
        Child child = launch("sleep 600");
        awaitRunning(child);
        for (int stream = 0; stream < 3; stream++) {
            Path own = Files.readSymbolicLink(Path.of("/proc/self/fd/" + stream));
            Path childs = Files.readSymbolicLink(Path.of("/proc/" + child.pid() + "/fd/" + stream));
            assertThat(childs.toString()).startsWith("pipe:").isNotEqualTo(own.toString());
        }
    }

    @Test
    void aProgramThatDoesNotExistIsAFailureWithItsName() throws Exception {
        ProcOptions options = ProcOptions.standard().command("/no/such/program");
        Child child = launcher.launch(
                new Launch("p", Extent.unity(), 0, false, options), (changed, status) -> heard.add(status));

        assertThat(child.end().get(30, TimeUnit.SECONDS).status())
                .isInstanceOfSatisfying(
                        ProcStatus.Failed.class,
                        failed -> assertThat(failed.reason()).contains("/no/such/program"));
    }

    /** SB-4. */
    @Test
    void oneThatStoodByAndDoesNotAnswerIsKilledAndAnotherIsStartedOfWhichAloneIsHeard() throws Exception {
        ChildProcess deaf =
                ChildProcess.start(ChildCommand.of("sleep", "600"), (pid, stream, text) -> {}); // it says no hello
        Deque<Standby> waiting = new ConcurrentLinkedDeque<>(List.of(new Standby("a0", deaf)));
        try (ChildLauncher taking = new ChildLauncher(
                run,
                DataPlane.settled(config),
                LaunchIds.ofThisJvm(run.id()),
                JavaCommand.ofThisJvm(),
                "takingTest",
                loop,
                Outlet.to((pid, stream, text) -> {}),
                envelope -> {},
                new OnceEach(waiting))) {
            CountDownLatch ready = new CountDownLatch(1);
            Launch launch = new Launch("p", Extent.unity(), 0, false, ProcOptions.standard());
            Child child = taking.launch(launch, (changed, status) -> {
                heard.add(status);
                if (status instanceof ProcStatus.Ready) {
                    ready.countDown();
                }
            });

            assertThat(ready.await(30, TimeUnit.SECONDS))
                    .as("%s of %s", heard, child)
                    .isTrue();

            assertThat(waiting).isEmpty();
            assertThat(child.pid()).isNotEqualTo(deaf.pid());
            assertThat(child.launchId()).isNotEqualTo("a0");
            assertThat(heard).first().isEqualTo(new ProcStatus.Running(child.pid()));
            assertThat(heard).hasSize(2);
            awaitGone(deaf.pid());
            child.kill("the test is over");
            child.end().get(30, TimeUnit.SECONDS);
        } finally {
            deaf.signal(9);
        }
    }

    private record OnceEach(Deque<Standby> waiting) implements StandbySource {
        @Override
        public @Nullable Standby take() {
            return waiting.poll();
        }

        @Override
        public void cameUp() {}
    }

    private static void awaitRunning(Child child) {
        while (child.pid() == 0) {
            Thread.onSpinWait();
        }
    }

    private static char stateOf(Child child) {
        return new ProcessTable().find(child.pid()).orElseThrow().state();
    }

    private Child launch(String script) {
        return launcher.launch(launchOf(script), (child, status) -> heard.add(status));
    }

    private static Launch launchOf(String script) {
        ProcOptions options = ProcOptions.standard().command("/bin/sh", "-c", script);
        return new Launch("p", Extent.unity(), 0, false, options);
    }

    private Path pidFile() {
        return run.directory().resolve("below.pid");
    }

    private long awaitPid() throws Exception {
        long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (System.nanoTime() < deadlineNanos) {
            if (Files.exists(pidFile()) && !Files.readString(pidFile()).isBlank()) {
                return Long.parseLong(Files.readString(pidFile()).trim());
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("the child never wrote its child's pid");
    }

    private static void awaitGone(long pid) {
        long deadlineNanos = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
        while (System.nanoTime() < deadlineNanos) {
            if (new ProcessTable().find(pid).isEmpty()
                    || new ProcessTable().find(pid).get().isDead()) {
                return;
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("still lives: pid=" + pid);
    }
}
