package io.meshwork.inprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.ActorMesh;
import io.meshwork.AllocSpec;
import io.meshwork.Client;
import io.meshwork.HostMesh;
import io.meshwork.InProcessAllocator;
import io.meshwork.ProcMesh;
import io.meshwork.ProcRef;
import io.meshwork.ShutdownReport;
import io.meshwork.actor.MeshCallException;
import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.failure.MeshException;
import io.meshwork.failure.MeshFailure;
import io.meshwork.host.ProcEnd;
import io.meshwork.mailbox.NothingReceivedException;
import io.meshwork.mailbox.Port;
import io.meshwork.proc.ProcStatus;
import io.meshwork.shape.Extent;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Faults are simulated, with the states and failures of real ones. */
class InProcessFaultsTest {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration NOT_NOW = Duration.ofMillis(100);

    private final Config config = Config.of(Map.of(Keys.GRACE.name(), "4s", Keys.MAX_WORKERS.name(), "16"));
    private final CountDownLatch gate = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private final CompletableFuture<String> handlerEnded = new CompletableFuture<>();
    private Client client;
    private HostMesh hosts;
    private ProcMesh procs;
    private ActorMesh<Samples.Counter> counters;

    @BeforeEach
    void startThem() {
        Samples.Blocker.GATE.set(gate);
        Samples.Blocker.ENDED.set(handlerEnded);
        Samples.Blocker.INTERRUPTED.set(interrupted);
        client = Client.start("root", config);
        hosts = HostMesh.allocate(
                client, new InProcessAllocator(config).allocate(AllocSpec.of(Extent.of("hosts", 2))), "test");
        procs = hosts.spawn("p0", Extent.of("procs", 2));
        counters = procs.spawn("a0", Samples.Counter.class);
    }

    @AfterEach
    void closeThem() {
        gate.countDown();
        client.close();
    }

    @Test
    void aKilledProcIsNamedAndItsNeighboursGoOn() {
        procs.get(3).kill();

        MeshFailure failure = client.failures().poll().orElseThrow();
        assertThat(failure.ranks()).containsExactly(3);
        assertThat(failure.consequences()).hasSize(1);
        assertThat(procs.status().get(3))
                .isInstanceOfSatisfying(
                        ProcStatus.Killed.class,
                        killed -> assertThat(killed.signal()).isEqualTo(9));
        assertThatThrownBy(() -> counters.call(new Samples.Counter.Total()))
                .isInstanceOf(MeshCallException.class)
                .hasMessageContaining("rank 3")
                .hasMessageContaining("SIGKILL");
        assertThat(counters.slice("hosts", 0).call(new Samples.Counter.Total())).containsExactly(0L, 0L);
    }

    /** IP-2: also of one that another actor asks, and of one that ends while it is asked. */
    @Test
    void whoeverWaitsForAnAnswerHearsTheEnd() {
        ActorMesh<Samples.Blocker> blockers = procs.spawn("b0", Samples.Blocker.class);
        Port<String> words = client.openPort(String.class);
        blockers.get(3).send(new Samples.Blocker.Block(words.ref(), false));
        assertThat(words.receive()).isEqualTo("begun");
        CompletableFuture<String> asked = blockers.get(3).callAsync(new Samples.Blocker.Ping());

        procs.get(3).kill();

        client.failures().takeAll();
        assertThat(asked).failsWithin(SOON).withThrowableThat().withMessageContaining("SIGKILL");
        assertThatThrownBy(() -> counters.get(0).call(new Samples.Counter.TotalOf(3)))
                .hasMessageContaining("SIGKILL");
    }

    /** IP-3: its handler is interrupted, and if it doesn't heed that, its words reach nobody. */
    @Test
    void nothingGetsOutOfAKilledProc() throws Exception {
        ActorMesh<Samples.Blocker> blockers = procs.spawn("b0", Samples.Blocker.class);
        Port<String> words = client.openPort(String.class);
        blockers.get(0).send(new Samples.Blocker.Block(words.ref(), true));
        assertThat(words.receive()).isEqualTo("begun");

        procs.get(0).kill();
        assertThat(interrupted.await(20, TimeUnit.SECONDS)).isTrue();
        gate.countDown();

        assertThat(handlerEnded.get(20, TimeUnit.SECONDS)).isEqualTo("interrupted");
        blockers.get(1).send(new Samples.Blocker.Block(words.ref(), false));
        assertThat(words.receive(2)).containsExactly("begun", "let go");
        client.failures().takeAll();
    }

    /** IP-4. */
    @Test
    void aSuspendedProcHandlesNothingUntilItIsResumed() {
        ProcRef still = procs.get(1);
        Port<String> words = client.openPort(String.class);
        ActorMesh<Samples.Blocker> blockers = procs.spawn("b0", Samples.Blocker.class);
        blockers.get(1).send(new Samples.Blocker.Block(words.ref(), false));
        assertThat(words.receive()).isEqualTo("begun");

        still.suspend();
        gate.countDown(); // its turn ends, and what it says stays
        counters.get(1).send(new Samples.Counter.Add(1));
        counters.get(1).send(new Samples.Counter.Add(2));
        CompletableFuture<Long> total = counters.get(1).callAsync(new Samples.Counter.Total());

        assertThatThrownBy(() -> words.receive(NOT_NOW)).isInstanceOf(NothingReceivedException.class);
        assertThat(total).isNotDone();
        assertThat(counters.get(0).call(new Samples.Counter.Total())).isZero();
        still.resume();
        assertThat(total).succeedsWithin(SOON).isEqualTo(3L);
        assertThat(words.receive()).isEqualTo("let go");
    }

    @Test
    void aSuspendedProcIsKilledWhenItIsToStop() {
        procs.get(1).suspend();

        ShutdownReport report = hosts.shutdown();

        assertThat(report.isOrderly()).isFalse();
        ProcEnd end = report.hosts().get(0).procs().get(1);
        assertThat(end.forced()).isEqualTo(ProcEnd.Forced.SIGKILL);
        assertThat(end.status()).isInstanceOf(ProcStatus.Killed.class);
    }

    @Test
    void anExitCodeIsSeenAndOneAbove128ReadsAsASignal() {
        procs.get(0).exit(7);
        procs.get(1).exit(128 + 15);

        assertThat(client.failures().takeAll()).hasSize(2);
        assertThat(procs.status().get(0))
                .isInstanceOfSatisfying(
                        ProcStatus.Stopped.class,
                        stopped -> assertThat(stopped.exitCode()).isEqualTo(7));
        assertThat(procs.status().get(1))
                .isInstanceOfSatisfying(
                        ProcStatus.Killed.class,
                        killed -> assertThat(killed.signal()).isEqualTo(15));
        assertThatThrownBy(() -> procs.get(0).suspend())
                .isInstanceOf(MeshException.class)
                .hasMessageContaining("it is gone");
    }

    @Test
    void aHostThatIsKilledTakesItsProcsWithIt() {
        hosts.get(1).kill();

        MeshFailure failure = client.failures().poll().orElseThrow();
        assertThat(failure.mesh()).isEqualTo("test");
        assertThat(failure.ranks()).containsExactly(1);
        assertThat(failure.consequences()).hasSize(2);
        assertThatThrownBy(() -> counters.call(new Samples.Counter.Total()))
                .hasMessageContaining("rank 2")
                .hasMessageContaining("rank 3");
        assertThatThrownBy(() -> counters.get(0).call(new Samples.Counter.TotalOf(3)))
                .isInstanceOf(MeshCallException.class);
    }

    /** IP-1: as many handlers block as there are workers, and every agent answers. */
    @Test
    void agentsAnswerWhileEveryWorkerIsBlocked() {
        ActorMesh<Samples.Blocker> blockers = procs.spawn("b0", Samples.Blocker.class);
        Port<String> words = client.openPort(String.class);
        for (int i = 0; i < 4; i++) {
            ActorMesh<Samples.Blocker> more = procs.spawn("more" + i, Samples.Blocker.class);
            more.cast(new Samples.Blocker.Block(words.ref(), false));
        }
        words.receive(16);

        assertThat(procs.status()).allSatisfy(status -> assertThat(status).isInstanceOf(ProcStatus.Ready.class));
        assertThat(blockers.status()).hasSize(4);
        CompletableFuture<String> held = blockers.get(0).callAsync(new Samples.Blocker.Ping());
        gate.countDown();
        assertThat(held).succeedsWithin(SOON);
    }

    @Test
    void anActorThatNeverEndsHoldsUpNoStop() {
        ActorMesh<Samples.Blocker> blockers = procs.spawn("b0", Samples.Blocker.class);
        Port<String> words = client.openPort(String.class);
        blockers.get(0).send(new Samples.Blocker.Block(words.ref(), true));
        words.receive();

        ShutdownReport report = hosts.shutdown();

        assertThat(report.isOrderly()).as("%s", report).isTrue(); // as a child JVM exits, whatever its actors do
        assertThat(handlerEnded).isNotDone();
    }
}
