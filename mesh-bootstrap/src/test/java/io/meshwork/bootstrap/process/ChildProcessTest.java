package io.meshwork.bootstrap.process;

import static io.meshwork.bootstrap.process.StartedProcesses.await;
import static io.meshwork.bootstrap.process.StartedProcesses.exitOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.bootstrap.process.ExitStatus.Exited;
import io.meshwork.bootstrap.process.ExitStatus.Signalled;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class ChildProcessTest {

    private static final int ROUNDS = 30;
    private static final int CRASHES = 10;

    @RegisterExtension
    final StartedProcesses processes = new StartedProcesses();

    @Test // P-1
    void theTailIsWholeWhenTheExitIsTold() throws Exception {
        List<String> last50 =
                IntStream.rangeClosed(151, 200).mapToObj(i -> "line " + i).toList();
        for (int round = 0; round < ROUNDS; round++) {
            ChildProcess child =
                    processes.sh("i=0; while [ $i -lt 200 ]; do i=$((i+1)); echo line $i >&2; done; exit 3");
            List<String> seen = child.exit().thenApply(status -> child.tail()).get();
            assertThat(seen).isEqualTo(last50);
        }
    }

    @Test // P-1
    void ofAChildThatCrashesTheLast100LinesAreInTheTailTheUnfinishedOneToo() throws Exception {
        List<String> all = new ArrayList<>(
                IntStream.rangeClosed(1, 5000).mapToObj(i -> "line " + i).toList());
        all.add("last words");
        String script = "i=0; while [ $i -lt 5000 ]; do i=$((i+1)); echo line $i >&2; done;"
                + " printf 'last words' >&2; kill -SEGV $$";
        for (int round = 0; round < CRASHES; round++) {
            List<String> heard = new ArrayList<>();
            ChildProcess child = processes.start(
                    ChildCommand.of("/bin/sh", "-c", script), (pid, stream, text) -> heard.add(text), 100);

            assertThat(exitOf(child)).isEqualTo(new Signalled(11));
            assertThat(child.tail()).isEqualTo(all.subList(all.size() - 100, all.size()));
            assertThat(heard).isEqualTo(all);
        }
    }

    @Test
    void theTailHasBothStreamsWithoutBlankLines() throws Exception {
        ChildProcess child = processes.sh("echo one; echo; echo '  '; read x; echo two >&2; read x; printf three");
        await("one", () -> child.tail().size() == 1);
        answer(child);
        await("two", () -> child.tail().size() == 2);
        answer(child);

        assertThat(exitOf(child)).isEqualTo(new Exited(0));
        assertThat(child.tail()).containsExactly("one", "two", "three");
        assertThat(processes.lines())
                .containsExactlyInAnyOrder("STDOUT one", "STDOUT ", "STDOUT   ", "STDERR two", "STDOUT three");
    }

    @Test // P-2
    void aFloodOnBothStreamsDoesNotBlockTheChild() throws Exception {
        AtomicLong chars = new AtomicLong();
        ChildProcess child = processes.start(
                ChildCommand.of(
                        "/bin/sh",
                        "-c",
                        "head -c 1000000 /dev/zero | tr '\\0' x & head -c 1000000 /dev/zero | tr '\\0' '\\n"
                                + "' >&2; wait"),
                (pid, stream, text) -> chars.addAndGet(
                        stream == OutputSink.Stream.STDERR
                                ? 1
                                : text.replace(LineSplitter.CUT, "").length()));

        assertThat(exitOf(child)).isEqualTo(new Exited(0));
        assertThat(chars).hasValue(2_000_000);
    }

    @Test // P-2
    void aSinkThatThrowsLosesNoLineOfTheTail() throws Exception {
        ChildProcess child =
                processes.start(ChildCommand.of("/bin/sh", "-c", "echo a; echo b"), (pid, stream, text) -> {
                    throw new IllegalStateException("sink of this test");
                });

        assertThat(exitOf(child)).isEqualTo(new Exited(0));
        assertThat(child.tail()).containsExactly("a", "b");
    }

    @Test // P-1
    void aGrandchildThatHoldsThePipeDelaysTheExitByTheBoundAtMost() throws Exception {
        Instant before = Instant.now();
        ChildProcess child = processes.sh("sleep 60 & echo said; exit 5");

        assertThat(exitOf(child)).isEqualTo(new Exited(5));
        assertThat(Duration.between(before, Instant.now())).isLessThan(Duration.ofSeconds(10));
        assertThat(child.tail()).containsExactly("said");
        assertThat(child.isAlive()).isFalse();
        // between fork and exec it still has the command line of its parent
        assertThat(processes.living())
                .extracting(ProcessInfo::commandLine)
                .singleElement()
                .asString()
                .contains("sleep 60");
    }

    @Test
    void exitCodesAndSignalsAreToldApart() throws Exception {
        assertThat(exitOf(processes.sh("exit 0"))).isEqualTo(new Exited(0));
        assertThat(exitOf(processes.sh("exit 7"))).isEqualTo(new Exited(7));
        assertThat(exitOf(processes.sh("no-such-command"))).isEqualTo(new Exited(127));
        assertThat(exitOf(processes.sh("kill -9 $$"))).isEqualTo(new Signalled(9));
        assertThat(exitOf(processes.sh("kill -SEGV $$"))).isEqualTo(new Signalled(11));
    }

    @Test
    void aProgramThatIsNotThereIsRefusedWithCommandAndError(@TempDir Path directory) {
        assertThatThrownBy(() -> processes.start(ChildCommand.of("/no/such/program", "an argument")))
                .isInstanceOf(ProcessStartException.class)
                .hasMessageContaining("command=/no/such/program 'an argument' error=")
                .hasMessageContaining("No such file or directory");
        ChildCommand elsewhere = ChildCommand.of("/bin/true").withDirectory(directory.resolve("missing"));
        assertThatThrownBy(() -> processes.start(elsewhere))
                .isInstanceOf(ProcessStartException.class)
                .hasMessageContaining("missing");
    }

    @Test
    void whatIsSaidWhileEndingOnATermIsHeard() throws Exception {
        ChildProcess child = processes.sh("trap 'echo bye; exit 4' TERM; echo ready; while :; do read x; done");
        await("ready", () -> child.tail().contains("ready"));

        assertThat(child.signal(Signals.TERM)).isTrue();
        assertThat(exitOf(child)).isEqualTo(new Exited(4));
        assertThat(child.tail()).containsExactly("ready", "bye");
    }

    @Test
    void aStoppedProcessGoesOnAfterContAndDiesOfKill() throws Exception {
        ChildProcess child = processes.start(ChildCommand.of("sleep", "60"));

        assertThat(child.signal(Signals.STOP)).isTrue();
        await("stopped", () -> stateOf(child) == 'T');
        assertThat(child.isAlive()).isTrue();
        assertThat(child.signal(Signals.CONT)).isTrue();
        await("goes on", () -> stateOf(child) == 'S');
        assertThat(child.signal(Signals.STOP)).isTrue();
        assertThat(child.signal(Signals.KILL)).isTrue();
        assertThat(exitOf(child)).isEqualTo(new Signalled(9));
    }

    @Test // P-3
    void aSignalIsNotSentToAnotherProcessOfThatPid() {
        ChildProcess child = processes.start(ChildCommand.of("sleep", "60"));
        for (int signal : new int[] {Signals.KILL, Signals.TERM, 1}) {
            assertThat(Signals.send(child.pid(), child.startTicks() + 1, signal))
                    .isFalse();
        }
        assertThat(Signals.sendByShell(child.pid(), child.startTicks() + 1, Signals.KILL))
                .isFalse();
        ProcessInfo earlier = new ProcessInfo(child.pid(), 1, 'S', child.startTicks() - 1, "earlier");
        assertThat(earlier.signal(Signals.KILL)).isFalse();
        assertThat(child.isAlive()).isTrue();
    }

    @Test
    void aSignalToADeadProcessDoesNothing() throws Exception {
        ChildProcess child = processes.sh(":");
        exitOf(child);
        assertThat(child.isAlive()).isFalse();
        for (int signal : new int[] {Signals.KILL, Signals.TERM, 1}) {
            assertThat(child.signal(signal)).isFalse();
        }
    }

    @Test
    void aSignalToThisProcessOrOfNoSuchNumberIsRefused() {
        ChildProcess child = processes.start(ChildCommand.of("sleep", "60"));
        assertThatThrownBy(() -> child.signal(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> child.signal(65)).isInstanceOf(IllegalArgumentException.class);
        ProcessInfo self =
                new ProcessTable().find(ProcessHandle.current().pid()).orElseThrow();
        assertThatThrownBy(() -> self.signal(Signals.KILL)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void stdinIsAPipeThatEndsWhenItIsClosed() throws Exception {
        ChildProcess child = processes.start(ChildCommand.of("cat"));
        child.stdin().write("grüße\n".getBytes(StandardCharsets.UTF_8));
        child.stdin().flush();
        await("echo", () -> child.tail().equals(List.of("grüße")));
        assertThat(child.isAlive()).isTrue();

        child.closeStdin();
        assertThat(exitOf(child)).isEqualTo(new Exited(0));
        child.closeStdin();
    }

    @Test
    void nobodyButItselfCompletesItsExit() throws Exception {
        ChildProcess child = processes.start(ChildCommand.of("cat"));
        child.exit().complete(new Exited(99));
        assertThat(child.exit()).isNotDone();
        child.closeStdin();
        assertThat(exitOf(child)).isEqualTo(new Exited(0));
    }

    @Test
    void manyAtOnceAreAllHeardToTheEnd() throws Exception {
        List<ChildProcess> children = new ArrayList<>();
        for (int i = 0; i < ROUNDS; i++) {
            children.add(processes.sh("echo out " + i + "; echo err " + i + " >&2; exit " + i));
        }
        for (int i = 0; i < ROUNDS; i++) {
            assertThat(exitOf(children.get(i))).isEqualTo(new Exited(i));
            assertThat(children.get(i).tail()).containsExactlyInAnyOrder("out " + i, "err " + i);
        }
    }

    private static char stateOf(ChildProcess child) {
        return new ProcessTable().find(child.pid()).map(ProcessInfo::state).orElse('X');
    }

    private static void answer(ChildProcess child) throws IOException {
        OutputStream stdin = child.stdin();
        stdin.write('\n');
        stdin.flush();
    }
}
