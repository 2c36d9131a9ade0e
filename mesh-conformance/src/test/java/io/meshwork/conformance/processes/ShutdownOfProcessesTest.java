package io.meshwork.conformance.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meshwork.ActorMesh;
import io.meshwork.HostMesh;
import io.meshwork.ProcMesh;
import io.meshwork.ShutdownReport;
import io.meshwork.SpawnException;
import io.meshwork.actor.Actor;
import io.meshwork.bootstrap.process.ExitStatus;
import io.meshwork.conformance.Row;
import io.meshwork.conformance.life.Meshes;
import io.meshwork.conformance.life.Processes;
import io.meshwork.mailbox.Port;
import io.meshwork.mailbox.PortRef;
import io.meshwork.proc.ProcOptions;
import io.meshwork.shape.Extent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A shutdown among what only processes have: helpers of their own, commands that hang, hooks of a JVM. M-7. */
class ShutdownOfProcessesTest {

    private static final ProcOptions HANGING = ProcOptions.standard().command("sleep", "600");

    /** Its constructor never returns. */
    static final class Stuck implements Actor {
        Stuck(PortRef<Integer> made) throws InterruptedException {
            made.send(1);
            new CountDownLatch(1).await();
        }
    }

    @Test
    void whatAProcLeftBehindWhenItWasStoppedIsToldToTheEnd() {
        try (Meshes meshes = Meshes.withoutNets()) {
            HostMesh hosts = meshes.hosts(1);
            ProcMesh procs = hosts.spawn("p0", Extent.unity());
            long helper = procs.call(
                            () -> new ProcessBuilder("sleep", "600").start().pid())
                    .get(0);

            procs.stop();

            assertThat(Processes.find(helper))
                    .matches(found -> found.isEmpty() || found.get().isDead());
            assertThat(hosts.leftovers()).singleElement().satisfies(left -> {
                assertThat(left.pid()).isEqualTo(helper);
                assertThat(left.commandLine()).contains("sleep 600");
                assertThat(left.why()).contains("p0_0");
            });
            ShutdownReport report = hosts.shutdown();
            assertThat(report.left()).isEqualTo(hosts.leftovers());
            assertThat(report.isOrderly()).isFalse();
            assertThat(report.toString()).contains("left behind: pid=" + helper);
        }
    }

    @Row({"B55", "B108"})
    @Test
    void spawnsThatAreUnderWayHaveEndedWhenShutdownReturns() {
        try (Meshes meshes = Meshes.withoutNets()) {
            HostMesh hosts = meshes.hosts(2);
            ProcMesh procs = hosts.spawn("p0", Extent.unity());
            Port<Integer> made = meshes.client().openPort(Integer.class);
            CompletableFuture<ActorMesh<Stuck>> actors = inBackground(() -> procs.spawn("a0", Stuck.class, made.ref()));
            int before = meshes.processes().pids().size();
            CompletableFuture<ProcMesh> hanging = inBackground(() -> hosts.spawn("p1", Extent.unity(), HANGING));
            made.receive(2);
            await().until(() -> meshes.processes().pids().size() == before + 2);

            hosts.shutdown();

            assertHasFailed(actors);
            assertHasFailed(hanging);
            assertThat(meshes.processes().left()).isEmpty();
        }
    }

    @Test
    void aShutdownHookOfTheJvmMayShutDown(@TempDir Path sockets) throws Exception {
        try (ClientJvm client = ClientJvm.start(sockets, "-Dmesh.nets=none", "-D" + ClientJvm.IN_HOOK + "=true")) {
            String run = client.runId();
            client.awaitUp();

            client.letEnd();

            assertThat(client.exit()).isEqualTo(new ExitStatus.Exited(0));
            assertThat(client.output()).contains("host mesh test went down in order: hosts=2");
            assertThat(Processes.ofRun(run)).isEmpty();
        }
    }

    /* On a thread of its own each: the common pool may have but one. */
    private static <T> CompletableFuture<T> inBackground(Supplier<T> task) {
        return CompletableFuture.supplyAsync(task, run -> new Thread(run).start());
    }

    /* Its thread has only to hand the exception over. */
    private static void assertHasFailed(CompletableFuture<?> spawn) {
        assertThat(spawn)
                .failsWithin(Duration.ofSeconds(1))
                .withThrowableThat()
                .withCauseInstanceOf(SpawnException.class)
                .withMessageContaining("already shut down");
    }
}
