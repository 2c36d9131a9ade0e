package io.meshwork.bootstrap.reaper;

import static io.meshwork.bootstrap.reaper.TestRun.await;
import static io.meshwork.bootstrap.reaper.TestRun.exitOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.bootstrap.process.ChildProcess;
import io.meshwork.bootstrap.process.ExitStatus.Exited;
import io.meshwork.bootstrap.process.ExitStatus.Signalled;
import io.meshwork.bootstrap.process.ProcessInfo;
import io.meshwork.bootstrap.process.ProcessTable;
import io.meshwork.bootstrap.process.Signals;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left of a run when the JVM that began it is gone: real JVMs, really killed. */
class KilledJvmTest {

    private static final String PLAIN = "echo plain $$; exec sleep 600";
    private static final String STOPPED = "echo stopped $$; exec sleep 600";
    private static final String IN_A_SESSION = "setsid sh -c 'setsid sleep 600 & echo session $!'";
    private static final String STUBBORN = "trap '' TERM INT HUP; echo stubborn $$; while :; do sleep 600; done";
    private static final String ORPHAN = "sleep 600 & echo orphan $!";
    private static final String CLEARED =
            TestRun.clearedEnvironment() + " sleep 600 & echo cleared $!; echo parent $$; wait";

    @RegisterExtension
    final TestRun run = new TestRun();

    @Test // RP-1, RP-2
    void everythingOfItsRunGoesAndNothingOfAnother() throws Exception {
        ChildProcess jvm = run.jvm(
                TestJvm.class,
                run.id(),
                run.directory().toString(),
                PLAIN,
                STOPPED,
                IN_A_SESSION,
                STUBBORN,
                ORPHAN,
                CLEARED);
        List<ProcessInfo> itsProcesses = new ArrayList<>();
        for (String name : List.of("plain", "stopped", "session", "stubborn", "orphan", "cleared", "parent")) {
            itsProcesses.add(run.named(name));
        }
        ProcessInfo reaper = run.named("reaper");
        ChildProcess ofAnotherRun = run.marked(TestRun.freshId(), "exec sleep 600");
        stop(run.named("stopped"));
        run.named("jvm");
        assertThat(itsProcesses).allMatch(run::isAlive);
        assertThat(run.directory()).isNotEmptyDirectory();

        jvm.signal(Signals.KILL);

        assertThat(exitOf(jvm)).isEqualTo(new Signalled(Signals.KILL));
        await("its processes to be gone", () -> itsProcesses.stream().noneMatch(run::isAlive));
        await("the reaper to end", () -> !run.isAlive(reaper));
        assertThat(run.directory()).doesNotExist();
        assertThat(run.living()).extracting(ProcessInfo::pid).containsExactly(ofAnotherRun.pid());
    }

    @ParameterizedTest // RP-1
    @ValueSource(strings = {"exit", "halt"})
    void howeverItEnds(String order) throws Exception {
        ChildProcess jvm = run.jvm(TestJvm.class, run.id(), run.directory().toString(), PLAIN);
        ProcessInfo child = run.named("plain");
        run.named("jvm");
        assertThat(run.isAlive(child)).isTrue();

        order(jvm, order);

        assertThat(exitOf(jvm)).isEqualTo(new Exited(0));
        await("all to be gone", () -> run.living().isEmpty());
        assertThat(run.directory()).doesNotExist();
    }

    @Test // RP-4
    void aReaperThatTookTheKilledOnesPlaceDoesItsWork() throws Exception {
        ChildProcess jvm =
                run.jvm(TestJvm.WithOrders.class, run.id(), run.directory().toString());
        ProcessInfo first = run.named("reaper");
        ChildProcess child = run.marked(run.id(), "exec sleep 600");

        first.signal(Signals.KILL);
        await("its end", () -> !run.isAlive(first));
        order(jvm, "say which");
        ProcessInfo second = run.named("reaper", first);
        assertThat(child.isAlive()).isTrue();
        assertThat(run.directory()).exists();

        jvm.signal(Signals.KILL);
        assertThat(exitOf(child)).isEqualTo(new Signalled(Signals.KILL));
        await("the reaper to end", () -> !run.isAlive(second));
        assertThat(run.directory()).doesNotExist();
    }

    @Test // RP-4
    void whileAJvmEndsNoReaperIsReplacedAndNothingIsLogged() throws Exception {
        ChildProcess jvm = run.jvm(
                TestJvm.KillsItsReaperAtExit.class, run.id(), run.directory().toString());

        assertThat(exitOf(jvm)).isEqualTo(new Exited(0));
        assertThat(jvm.tail()).hasSize(2).last().isEqualTo("ready again: false");
        assertThat(run.living()).isEmpty();
    }

    private void stop(ProcessInfo process) {
        process.signal(Signals.STOP);
        await(
                "a stopped process",
                () -> new ProcessTable()
                        .find(process.pid())
                        .filter(now -> now.state() == 'T')
                        .isPresent());
    }

    private static void order(ChildProcess jvm, String order) throws IOException {
        jvm.stdin().write((order + "\n").getBytes(StandardCharsets.UTF_8));
        jvm.stdin().flush();
    }
}
