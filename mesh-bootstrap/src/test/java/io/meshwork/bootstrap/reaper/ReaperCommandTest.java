package io.meshwork.bootstrap.reaper;

import static io.meshwork.bootstrap.reaper.TestRun.await;
import static io.meshwork.bootstrap.reaper.TestRun.exitOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.bootstrap.process.ChildCommand;
import io.meshwork.bootstrap.process.ChildProcess;
import io.meshwork.bootstrap.process.ExitStatus.Exited;
import io.meshwork.bootstrap.process.ExitStatus.Signalled;
import io.meshwork.bootstrap.process.Signals;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The reaper as a process of its own, its pipe in the test's hand. */
class ReaperCommandTest {

    private static final int HUP = 1;
    private static final int INT = 2;
    private static final int QUIT = 3;

    @RegisterExtension
    final TestRun run = new TestRun();

    @Test // RP-3
    void itHoldsNothingOfItsStarter() throws Exception {
        Path proc = Path.of("/proc", Long.toString(ready(command()).pid()));

        await("its streams to be let go", () -> openFiles(proc).equals(List.of("/dev/null", "/dev/null", "pipe")));
        assertThat(Files.readSymbolicLink(proc.resolve("cwd"))).hasToString("/");
        assertThat(Files.readString(proc.resolve("environ"), StandardCharsets.ISO_8859_1))
                .doesNotContain(TestRun.RUN_ID + "=" + run.id());
        assertThat(session(proc)).isEqualTo(proc.getFileName().toString());
    }

    @Test // RP-3
    void whatPsShowsIsItsNameItsRunAndAScriptWithoutComments() {
        List<String> argv = command().argv();

        assertThat(argv.subList(argv.size() - 3, argv.size()))
                .containsExactly("mesh-reaper", run.id(), run.directory().toString());
        assertThat(argv.get(argv.size() - 4).lines())
                .first()
                .asString()
                .startsWith("trap '' INT HUP TERM QUIT PIPE TTIN TTOU TSTP");
        assertThat(argv.get(argv.size() - 4).lines()).noneMatch(line -> line.isBlank() || line.startsWith("#"));
    }

    @Test // RP-5
    void signalsOfATerminalAndTermDoNothing() throws Exception {
        ChildProcess reaper = ready(command());
        ChildProcess marked = run.marked(run.id(), "exec sleep 600");
        for (int signal : new int[] {INT, Signals.TERM, HUP, QUIT}) {
            assertThat(reaper.signal(signal)).isTrue();
        }

        assertThat(reaper.isAlive()).isTrue();
        assertThat(marked.isAlive()).isTrue();
        say(reaper, "done");
        assertThat(exitOf(reaper)).isEqualTo(new Exited(0));
        assertThat(marked.isAlive()).isTrue();
    }

    @Test // RP-1, RP-2
    void onlyALineDoneSendsItAway() throws Exception {
        ChildProcess reaper = ready(command());
        ChildProcess marked = run.marked(run.id(), "exec sleep 600");
        say(reaper, "anything\n\ndone?\ndone and dusted\nundone");
        reaper.stdin().write("done".getBytes(StandardCharsets.UTF_8)); // no line yet
        reaper.closeStdin();

        assertThat(exitOf(marked)).isEqualTo(new Signalled(Signals.KILL));
        assertThat(exitOf(reaper)).isEqualTo(new Exited(0));
    }

    @Test // RP-1
    void theEndOfThePipeIsEnoughWithoutASessionOfItsOwn() throws Exception {
        ChildCommand command = new ReaperCommand(run.id(), run.directory(), null).get();
        assertThat(command.argv()).first().isEqualTo("/bin/sh");
        ChildProcess reaper = ready(command);
        ChildProcess marked = run.marked(run.id(), "exec sleep 600");

        reaper.closeStdin();

        assertThat(exitOf(marked)).isEqualTo(new Signalled(Signals.KILL));
        assertThat(exitOf(reaper)).isEqualTo(new Exited(0));
        assertThat(run.directory()).doesNotExist();
    }

    @Test // RP-1
    void childrenWithAClearedEnvironmentGoThoughTheirParentKeepsStartingThem() throws Exception {
        String sleeper = TestRun.clearedEnvironment() + " sleep 600 &";
        run.marked(run.id(), "while :; do " + sleeper + " sleep 0.01; done");
        ChildProcess reaper = ready(command());
        await("some of them", () -> run.living().size() > 10);

        reaper.closeStdin();

        assertThat(exitOf(reaper)).isEqualTo(new Exited(0));
        await("all to be gone", () -> run.living().isEmpty());
    }

    @Test // RP-1
    void aStoppedReaperDoesItsWorkWhenItGoesOn() throws Exception {
        ChildProcess reaper = ready(command());
        ChildProcess marked = run.marked(run.id(), "exec sleep 600");
        reaper.signal(Signals.STOP);
        reaper.closeStdin();
        reaper.signal(Signals.CONT);

        assertThat(exitOf(marked)).isEqualTo(new Signalled(Signals.KILL));
        assertThat(exitOf(reaper)).isEqualTo(new Exited(0));
    }

    @Test // RP-2
    void aDirectoryThatIsNotTheRunsStays() throws Exception {
        Path other = Files.createDirectory(run.directory().resolveSibling("not-mesh-" + run.id()));
        ChildProcess reaper = ready(withLast(command(), List.of(run.id(), other.toString())));
        ChildProcess marked = run.marked(run.id(), "exec sleep 600");

        reaper.closeStdin();

        assertThat(exitOf(reaper)).isEqualTo(new Exited(0));
        assertThat(exitOf(marked)).isEqualTo(new Signalled(Signals.KILL));
        assertThat(other).exists();
    }

    @Test // RP-2
    void anIdThatIsPartOfAnotherKillsNothing() throws Exception {
        for (String part : List.of("", run.id().substring(0, 9))) {
            ChildProcess reaper =
                    ready(withLast(command(), List.of(part, run.directory().toString())));
            ChildProcess marked = run.marked(run.id(), "exec sleep 600");

            reaper.closeStdin();

            assertThat(exitOf(reaper)).isEqualTo(new Exited(0));
            assertThat(marked.isAlive()).isTrue();
            assertThat(run.directory()).exists();
        }
    }

    private ChildCommand command() {
        return new ReaperCommand(run.id(), run.directory()).get();
    }

    private ChildProcess ready(ChildCommand command) {
        ChildProcess reaper = run.start(command);
        await("ready", () -> reaper.tail().equals(List.of("ready " + reaper.pid())));
        return reaper;
    }

    private static ChildCommand withLast(ChildCommand command, List<String> last) {
        List<String> argv =
                new ArrayList<>(command.argv().subList(0, command.argv().size() - last.size()));
        argv.addAll(last);
        return new ChildCommand(argv, Map.of(), command.directory());
    }

    private static void say(ChildProcess reaper, String line) throws IOException {
        reaper.stdin().write((line + "\n").getBytes(StandardCharsets.UTF_8));
        reaper.stdin().flush();
    }

    /* Without the numbers of pipes. */
    private static List<String> openFiles(Path proc) {
        try (Stream<Path> links = Files.list(proc.resolve("fd"))) {
            List<String> targets = new ArrayList<>();
            for (Path link : links.toList()) {
                String target = Files.readSymbolicLink(link).toString();
                targets.add(target.startsWith("pipe:") ? "pipe" : target);
            }
            return targets.stream().sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static String session(Path proc) throws IOException {
        String stat = Files.readString(proc.resolve("stat"));
        return stat.substring(stat.lastIndexOf(')') + 2).split(" ")[3];
    }
}
