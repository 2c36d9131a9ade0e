package io.meshwork.conformance.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meshwork.ActorMesh;
import io.meshwork.AllocSpec;
import io.meshwork.Client;
import io.meshwork.HostMesh;
import io.meshwork.ProcMesh;
import io.meshwork.ProcRef;
import io.meshwork.ShutdownReport;
import io.meshwork.actor.Actor;
import io.meshwork.actor.Handler;
import io.meshwork.actor.Message;
import io.meshwork.bootstrap.allocator.ProcessAllocator;
import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.conformance.Row;
import io.meshwork.conformance.life.Probe;
import io.meshwork.conformance.life.Processes;
import io.meshwork.failure.MeshException;
import io.meshwork.host.ProcEnd;
import io.meshwork.mailbox.Port;
import io.meshwork.mailbox.PortRef;
import io.meshwork.proc.ProcOptions;
import io.meshwork.shape.Extent;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a client's close ends, and what it doesn't: with all nets off, so that it alone ended it (M-6, M-4). */
class ClientEndTest {

    private static final AllocSpec ONE = AllocSpec.of(Extent.of("hosts", 1));
    private static final Config WITHOUT_NETS = Config.ofThisJvm().with(Keys.NETS, "none");
    private static final Config QUICK = WITHOUT_NETS.with(Keys.GRACE, "1s");

    private final Processes processes = Processes.fromNowOn();

    @AfterEach
    void nothingIsLeft() {
        assertThat(processes.left()).isEmpty();
    }

    @Row("B63")
    @Test
    void meshesThatNobodyShutDownGoWithTheirClient() {
        try (Client client = Client.start("root", WITHOUT_NETS)) {
            ProcMesh procs = hosts(client, "first").spawn("p0", Extent.of("procs", 2));
            procs.spawn("a0", Probe.class).call(new Probe.Pid());
            hosts(client, "second");
            assertThat(processes.left()).hasSizeGreaterThanOrEqualTo(4);
        }

        assertThat(processes.left()).isEmpty();
    }

    @Row("B63")
    @Test
    void meshesThatNobodyShutDownGoWhenTheBodyThrows() {
        try (Client client = Client.start("root", WITHOUT_NETS);
                HostMesh hosts = hosts(client, "test");
                ProcMesh procs = hosts.spawn("p0", Extent.unity())) {
            procs.spawn("a0", Probe.class);
            throw new IllegalStateException("the body throws");
        } catch (IllegalStateException thrown) {
            assertThat(processes.left()).isEmpty();
            assertThat(thrown).hasMessage("the body throws").hasNoSuppressedExceptions();
        }
    }

    @Row("B63")
    @Test
    void aHostMeshGuardsWhatWasSpawnedOnIt() {
        try (Client client = Client.start("root", WITHOUT_NETS)) {
            try (HostMesh hosts = hosts(client, "test")) {
                hosts.spawn("p0", Extent.unity());
                hosts.spawn("p1", Extent.unity());
            }

            assertThat(processes.left()).isEmpty();
        }
    }

    @Row("B65")
    @Test
    void aClientThatClosesEndsItsOwnAndNotAnotherOnes() {
        try (Client stays = Client.start("stays", WITHOUT_NETS)) {
            ProcMesh living = hosts(stays, "test").spawn("p0", Extent.unity());
            ActorMesh<Probe> actors = living.spawn("a0", Probe.class);
            List<Long> before = processes.pids();
            Client goes = Client.start("goes", WITHOUT_NETS);
            ProcMesh ending = hosts(goes, "test").spawn("p0", Extent.unity());
            assertThat(ending.call(() -> 1)).containsExactly(1);

            goes.close();

            assertThat(processes.pids()).isEqualTo(before);
            assertThat(actors.call(new Probe.Pid()).values())
                    .isEqualTo(living.values().map(ProcRef::pid).values());
            assertThat(stays.failures().takeAll()).isEmpty();
        }
    }

    @Row("B58")
    @Test
    void aClientThatIsClosedWhileHostsComeUpHasEndedThemWhenItIsClosed() throws Exception {
        Client client = Client.start("root", WITHOUT_NETS);
        AllocSpec hanging = ONE.options(ProcOptions.standard().command("sleep", "600"));
        Attempt attempt = Attempt.start(
                processes,
                () -> HostMesh.allocate(client, new ProcessAllocator(WITHOUT_NETS).allocate(hanging), "test"));
        await().until(() -> !processes.left().isEmpty());

        client.close();

        assertThat(processes.left()).isEmpty();
        assertThat(attempt.thrown(MeshException.class, List.of())).hasMessageContaining("mesh=test");
    }

    @Row("B54")
    @Test
    void actorsThatWaitForEverHoldUpNoShutdown() {
        assertShutDown(new Busy.Wait());
    }

    @Row("B54")
    @Test
    void actorsThatHeedNoInterruptHoldUpNoShutdown() {
        assertShutDown(new Busy.Spin());
    }

    private void assertShutDown(Message<Busy> order) {
        try (Client client = Client.start("root", QUICK);
                Port<Integer> reached = client.openPort(Integer.class)) {
            HostMesh hosts = hosts(client, "test");
            ProcMesh procs = hosts.spawn("p0", Extent.of("procs", 2));
            ActorMesh<Busy> actors = procs.spawn("a0", Busy.class, reached.ref());
            actors.cast(order);
            reached.receive(2);

            ShutdownReport report = hosts.shutdown();

            assertThat(processes.left()).isEmpty();
            assertThat(report.took()).isLessThan(Duration.ofSeconds(10));
            assertThat(report.hosts().get(0).problem()).isNull();
            assertThat(report.hosts().get(0).procs())
                    .hasSize(2)
                    .extracting(ProcEnd::pid)
                    .isEqualTo(procs.values().map(ProcRef::pid).values());
        }
    }

    private static HostMesh hosts(Client client, String name) {
        return HostMesh.allocate(client, new ProcessAllocator(client.config()).allocate(ONE), name);
    }

    /** Once told to, it is busy for ever. */
    static final class Busy implements Actor {

        record Wait() implements Message<Busy> {}

        record Spin() implements Message<Busy> {}

        private final PortRef<Integer> reached;

        Busy(PortRef<Integer> reached) {
            this.reached = reached;
        }

        @Handler
        void wait(Wait message) throws InterruptedException {
            reached.send(1);
            new CountDownLatch(1).await();
        }

        @Handler
        void spin(Spin message) {
            reached.send(1);
            while (true) {
                Thread.onSpinWait();
            }
        }
    }
}
