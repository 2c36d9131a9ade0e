package io.meshwork.benchmarks.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StartedTest {

    @TempDir
    Path directory;

    @Test
    void whatIsLeftIsKilledWithAllThatItStarted() throws IOException, InterruptedException {
        Started started = Started.in(directory);
        Process shell = started.start(List.of("sh", "-c", "sleep 100 & echo $!; wait"));
        long sleeper = Long.parseLong(shell.inputReader().readLine());

        started.killAll();

        assertThat(shell.waitFor(30, TimeUnit.SECONDS)).isTrue();
        ProcessHandle.of(sleeper).ifPresent(left -> assertThat(left.onExit()).succeedsWithin(30, TimeUnit.SECONDS));
    }
}
