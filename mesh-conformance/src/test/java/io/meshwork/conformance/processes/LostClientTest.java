package io.meshwork.conformance.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meshwork.bootstrap.process.ExitStatus;
import io.meshwork.bootstrap.process.ProcessInfo;
import io.meshwork.conformance.Row;
import io.meshwork.conformance.life.Processes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client JVM that is killed, with nothing on but the lease: L-1 down two levels, and CH-1. */
class LostClientTest {

    private static final Duration BOUND = Duration.ofSeconds(10);
    private static final String LEASE_ONLY = "-Dmesh.nets=lease";

    @TempDir
    private Path sockets;

    @Row("B12")
    @Test
    void childrenAndGrandchildrenOfAKilledClientEnd() throws Exception {
        try (ClientJvm client = ClientJvm.start(sockets, LEASE_ONLY)) {
            String run = client.runId();
            client.awaitUp();
            List<ProcessInfo> all = Processes.ofRun(run);
            assertThat(all).as("2 hosts with 2 procs each").hasSize(6);

            client.kill();

            await().atMost(BOUND).until(() -> noneLivesOf(run, all));
            assertThat(client.exit()).isEqualTo(new ExitStatus.Signalled(9));
        }
    }

    @Row({"B12", "B67"})
    @Test
    void childrenOfAClientThatIsKilledBeforeTheyAreUpEnd() {
        try (ClientJvm client = ClientJvm.start(sockets, LEASE_ONLY)) {
            String run = client.runId();
            await().atMost(ClientJvm.PATIENCE)
                    .pollInterval(Duration.ofMillis(1))
                    .until(() -> !Processes.ofRun(run).isEmpty());

            client.kill();

            await().atMost(BOUND).until(() -> noneLivesOf(run, List.of()));
        }
    }

    /* LA-5: the launch ids of both runs are the same. */
    @Test
    void aClientThatClosesEndsNothingOfAnotherRun() throws Exception {
        try (ClientJvm closes = ClientJvm.start(sockets);
                ClientJvm stays = ClientJvm.start(sockets)) {
            closes.awaitUp();
            stays.awaitUp();
            List<ProcessInfo> all = Processes.ofRun(stays.runId());

            closes.closeClient();

            assertThat(Processes.ofRun(closes.runId())).isEmpty();
            assertThat(Processes.ofRun(stays.runId())).isEqualTo(all).hasSize(6);
            stays.closeClient();
        }
    }

    private static boolean noneLivesOf(String run, List<ProcessInfo> all) {
        return Processes.ofRun(run).isEmpty()
                && all.stream()
                        .noneMatch(info -> Processes.find(info.pid())
                                .filter(found -> found.startTicks() == info.startTicks() && !found.isDead())
                                .isPresent());
    }
}
