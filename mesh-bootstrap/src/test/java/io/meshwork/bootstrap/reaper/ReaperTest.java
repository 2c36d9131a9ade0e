package io.meshwork.bootstrap.reaper;

import static io.meshwork.bootstrap.reaper.TestRun.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.meshwork.bootstrap.process.ChildCommand;
import io.meshwork.bootstrap.process.ChildProcess;
import io.meshwork.bootstrap.process.ProcessInfo;
import io.meshwork.bootstrap.process.ProcessTable;
import io.meshwork.bootstrap.process.Signals;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

/** The reaper as the process that began the run sees it. */
class ReaperTest {

    private static final Duration SHORT = Duration.ofMillis(100);
    private static final Duration LONG = Duration.ofSeconds(30);

    @RegisterExtension
    final TestRun run = new TestRun();

    private final Logger logger = (Logger) LoggerFactory.getLogger(Reaper.class);
    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();

    @BeforeEach
    void listen() {
        logged.start();
        logger.addAppender(logged);
        logger.setAdditive(false);
    }

    @AfterEach
    void listenNoMore() {
        logger.setAdditive(true);
        logger.detachAppender(logged);
    }

    @Test // RP-6
    void itIsReadyOnlyOnceItHasSaidSo() {
        Path gate = run.directory().resolve("gate");
        String script = "until [ -e " + gate + " ]; do sleep 0.01; done; echo ready $$; read -r line";
        Reaper reaper = run.reaper(() -> ChildCommand.of("/bin/sh", "-c", script), SHORT);
        assertThat(reaper.awaitReady()).isFalse();

        make(gate);

        await("ready", reaper::awaitReady);
        assertThat(reaper.pid()).isPositive();
    }

    @Test // RP-2
    void closingEndsItAndNothingElse() {
        Reaper reaper = run.reaper();
        assertThat(reaper.awaitReady()).isTrue();
        ProcessInfo process = processOf(reaper);
        ChildProcess marked = run.marked(run.id(), "exec sleep 600");

        reaper.close();

        assertThat(run.isAlive(process)).isFalse();
        assertThat(reaper.pid()).isZero();
        assertThat(reaper.awaitReady()).isFalse();
        assertThat(marked.isAlive()).isTrue();
        assertThat(run.directory()).isNotEmptyDirectory();
        assertThat(logged.list).isEmpty();
        reaper.close();
    }

    @Test // RP-2
    void closingWhileItStartsLeavesNothing() {
        for (int round = 0; round < 20; round++) {
            Reaper reaper = run.reaper();
            reaper.close();
            assertThat(reaper.pid()).isZero();
        }
        long self = ProcessHandle.current().pid();
        assertThat(new ProcessTable().descendants(self))
                .noneMatch(info -> info.commandLine().contains(run.id()));
        assertThat(logged.list).isEmpty();
    }

    @Test // RP-2
    void closingKillsAReaperThatDoesNotListen() {
        Reaper reaper = run.reaper(() -> ChildCommand.of("/bin/sh", "-c", "echo ready $$; exec sleep 600"), SHORT);
        await("ready", reaper::awaitReady);
        ProcessInfo process = processOf(reaper);

        reaper.close();

        assertThat(run.isAlive(process)).isFalse();
    }

    @Test // RP-4
    void aKilledOneIsReplaced() {
        Reaper reaper = run.reaper();
        assertThat(reaper.awaitReady()).isTrue();
        ProcessInfo first = processOf(reaper);
        ChildProcess marked = run.marked(run.id(), "exec sleep 600");

        first.signal(Signals.KILL);
        await("its end", () -> !run.isAlive(first));

        assertThat(reaper.awaitReady()).isTrue();
        assertThat(reaper.pid()).isPositive().isNotEqualTo(first.pid());
        assertThat(marked.isAlive()).isTrue();
        assertThat(messages(Level.WARN))
                .singleElement()
                .asString()
                .startsWith("reaper ended, another one is started: pid=" + first.pid() + " ")
                .contains("SIGKILL")
                .contains("mesh-reaper " + run.id());
        assertThat(messages(Level.ERROR)).isEmpty();
    }

    @Test // RP-4
    void oneThatEndsAgainAndAgainIsGivenUp() {
        Reaper reaper = run.reaper(() -> ChildCommand.of("/bin/sh", "-c", "echo no >&2; exit 7"), LONG);

        assertThat(reaper.awaitReady()).isFalse();

        assertThat(reaper.pid()).isZero();
        assertThat(messages(Level.WARN)).hasSize(5);
        assertThat(messages(Level.ERROR))
                .singleElement()
                .asString()
                .contains("reaper given up", "tail=[no]", "command=/bin/sh", "end=exit code 7");
    }

    @Test // RP-4
    void oneThatCannotBeStartedIsGivenUp() {
        Reaper reaper = run.reaper(() -> ChildCommand.of("/no/such/shell"), LONG);

        assertThat(reaper.awaitReady()).isFalse();

        assertThat(messages(Level.ERROR)).singleElement().asString().contains("command=/no/such/shell");
    }

    @Test // RP-6
    void thatItIsNotReadyIsLoggedOnce() {
        Reaper reaper = run.reaper(() -> ChildCommand.of("/bin/sh", "-c", "echo late; exec sleep 600"), SHORT);

        assertThat(reaper.awaitReady()).isFalse();
        assertThat(reaper.awaitReady()).isFalse();

        assertThat(messages(Level.WARN))
                .singleElement()
                .asString()
                .startsWith("reaper not ready in time: afterMillis=100 pid=")
                .contains("command=/bin/sh");
    }

    @Test
    void anInterruptedWaitEndsAtOnceAndStaysInterrupted() {
        Reaper reaper = run.reaper(() -> ChildCommand.of("sleep", "600"), LONG);
        Thread.currentThread().interrupt();

        assertThat(reaper.awaitReady()).isFalse();
        assertThat(Thread.interrupted()).isTrue();

        await("its process", () -> reaper.pid() != 0);
        ProcessInfo process = processOf(reaper);
        Thread.currentThread().interrupt();
        reaper.close();
        assertThat(Thread.interrupted()).isTrue();
        await("its end", () -> !run.isAlive(process));
    }

    @Test
    void aRunWithoutAnIdOrWithAnothersDirectoryIsRefused() {
        for (String id : List.of("", "short", "elevenchars", "UPPERCASE1", "with blank")) {
            assertThatThrownBy(() -> Reaper.start(id, Path.of("/tmp/mesh-" + id)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageEndingWith("got: " + id);
        }
        for (Path directory : List.of(Path.of("/"), Path.of("mesh-" + run.id()), Path.of("/tmp/mesh-other"))) {
            assertThatThrownBy(() -> Reaper.start(run.id(), directory))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("got: " + directory);
        }
    }

    private static ProcessInfo processOf(Reaper reaper) {
        return new ProcessTable().find(reaper.pid()).orElseThrow();
    }

    private List<String> messages(Level level) {
        return List.copyOf(logged.list).stream()
                .filter(event -> event.getLevel() == level)
                .map(ILoggingEvent::getFormattedMessage)
                .toList();
    }

    private static void make(Path file) {
        assertThat(file).satisfies(Files::createFile);
    }
}
