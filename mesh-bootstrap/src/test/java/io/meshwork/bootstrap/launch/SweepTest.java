package io.meshwork.bootstrap.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.bootstrap.process.ChildCommand;
import io.meshwork.bootstrap.process.ChildProcess;
import io.meshwork.bootstrap.process.ProcessInfo;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SweepTest {

    private static final Duration LONG = Duration.ofSeconds(30);

    private final String run = "run" + Long.toString(System.nanoTime(), 36);
    private final List<ChildProcess> started = new ArrayList<>();

    @AfterEach
    void end() throws Exception {
        for (ChildProcess process : started) {
            process.signal(9);
            process.exit().get(30, TimeUnit.SECONDS);
        }
    }

    @Test
    void whatCarriesALaunchIdAnywhereInItsChainIsEnded() {
        ChildProcess own = sleeper(run + "/a1");
        ChildProcess below = sleeper(run + "/a1/a1b7");

        assertThat(Sweep.kill(run, Set.of("a1"), LONG)).isEmpty();

        assertThat(own.isAlive()).isFalse();
        assertThat(below.isAlive()).isFalse();
    }

    @Test
    void otherLaunchesAndOtherRunsAreLeftAlone() {
        ChildProcess otherLaunch = sleeper(run + "/a12");
        ChildProcess otherRun = sleeper("otherRun/a1");
        ChildProcess namedLikeIt = sleeper("a1/" + run);

        assertThat(Sweep.kill(run, Set.of("a1"), LONG)).isEmpty();

        assertThat(otherLaunch.isAlive()).isTrue();
        assertThat(otherRun.isAlive()).isTrue();
        assertThat(namedLikeIt.isAlive()).isTrue();
    }

    @Test
    void whatIsLeftWhenTheTimeIsUpIsNamed() {
        ChildProcess own = sleeper(run + "/a1");

        List<ProcessInfo> left = Sweep.awaitEnd(run, Set.of("a1"), Duration.ofMillis(50));

        assertThat(left).extracting(ProcessInfo::pid).containsExactly(own.pid());
        assertThat(left.get(0).commandLine()).contains("sleep");
    }

    private ChildProcess sleeper(String chain) {
        ChildCommand command = ChildCommand.of("sleep", "600").withEnvironment(Marks.CHAIN, chain);
        ChildProcess process = ChildProcess.start(command, (pid, stream, text) -> {});
        started.add(process);
        return process;
    }
}
