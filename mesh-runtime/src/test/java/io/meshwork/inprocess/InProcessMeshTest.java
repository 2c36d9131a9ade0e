package io.meshwork.inprocess;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.ActorMesh;
import io.meshwork.Alloc;
import io.meshwork.AllocSpec;
import io.meshwork.Client;
import io.meshwork.HostMesh;
import io.meshwork.InProcessAllocator;
import io.meshwork.ProcMesh;
import io.meshwork.ShutdownReport;
import io.meshwork.SpawnException;
import io.meshwork.host.HostStatus;
import io.meshwork.id.ActorId;
import io.meshwork.mailbox.Port;
import io.meshwork.proc.ProcOptions;
import io.meshwork.proc.ProcStatus;
import io.meshwork.shape.Extent;
import io.meshwork.value.ValueMesh;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** B92: the whole API without another process. */
class InProcessMeshTest {

    private Client client;
    private HostMesh hosts;

    @BeforeEach
    void startHosts() {
        client = Client.start("root");
        Alloc alloc = new InProcessAllocator().allocate(AllocSpec.of(Extent.of("hosts", 2)));
        hosts = HostMesh.allocate(client, alloc, "test");
    }

    @AfterEach
    void closeThem() {
        client.close();
    }

    @Test
    void theCanonicalFlowRunsWithoutAnotherProcess() {
        ProcMesh procs = hosts.spawn("p0", Extent.unity());
        ActorMesh<Samples.Counter> actors = procs.spawn("a0", Samples.Counter.class);
        Port<ActorId> port = client.openPort(ActorId.class);

        actors.cast(new Samples.Counter.WhoAreYou(port.ref()));

        assertThat(port.receive(2))
                .containsExactlyInAnyOrder(actors.get(0).id(), actors.get(1).id());
        assertThat(ProcessHandle.current().children()).isEmpty();
    }

    @Test
    void everyRankCounts() {
        ActorMesh<Samples.Counter> counters =
                hosts.spawn("p0", Extent.of("procs", 2)).spawn("a0", Samples.Counter.class);

        counters.cast(new Samples.Counter.Add(5));
        counters.slice("hosts", 1).cast(new Samples.Counter.Add(1));

        assertThat(counters.call(new Samples.Counter.Total())).containsExactly(5L, 5L, 6L, 6L);
        assertThat(counters.get(0).call(new Samples.Counter.TotalOf(3))).isEqualTo(6L);
    }

    /** IP-6. */
    @Test
    void everyPidIsThatOfTheJvmWhichNothingEnds() {
        long own = ProcessHandle.current().pid();
        ProcMesh procs = hosts.spawn("p0", Extent.of("procs", 3));

        assertThat(procs.values()).allSatisfy(proc -> assertThat(proc.pid()).isEqualTo(own));
        assertThat(hosts.status()).containsExactly(new HostStatus.Running(own, 3), new HostStatus.Running(own, 3));
        procs.get(0).kill();
        procs.get(1).exit(3);
        procs.get(2).kill(15);
        for (int i = 0; i < 3; i++) {
            assertThat(client.failures().next().mesh()).isEqualTo("p0");
        }
    }

    @Test
    void aShutdownIsOrderlyAndEndsEachWith0() {
        ProcMesh procs = hosts.spawn("p0", Extent.of("procs", 2));
        procs.spawn("a0", Samples.Counter.class);

        ShutdownReport report = hosts.shutdown();

        assertThat(report.isOrderly()).as("%s", report).isTrue();
        assertThat(report.hosts()).hasSize(2).allSatisfy(host -> {
            assertThat(host.process().status()).isEqualTo(new ProcStatus.Stopped(0, List.of()));
            assertThat(host.procs())
                    .extracting(end -> end.status())
                    .containsExactly(new ProcStatus.Stopped(0, List.of()), new ProcStatus.Stopped(0, List.of()));
        });
    }

    @Test
    void aProcOnWhichAnActorHadFailedEndsWith1() {
        ProcMesh procs = hosts.spawn("p0", Extent.unity());
        ActorMesh<Samples.Counter> counters = procs.spawn("a0", Samples.Counter.class);
        counters.get(1).send(new Samples.Counter.Fail("on purpose"));
        assertThat(client.failures().next().toString()).contains("on purpose");

        procs.stop();

        ValueMesh<ProcStatus> ends = hosts.spawn("p1", Extent.unity()).status();
        assertThat(ends).allSatisfy(status -> assertThat(status).isInstanceOf(ProcStatus.Ready.class));
        ShutdownReport report = hosts.shutdown();
        assertThat(report.isOrderly()).isTrue();
    }

    @Test
    void aProgramOfItsOwnIsRefusedByName() {
        ProcOptions options = ProcOptions.standard().command("/bin/sleep", "60");

        assertThatThrownBy(() -> hosts.spawn("p0", Extent.unity(), options))
                .isInstanceOf(SpawnException.class)
                .hasMessageContaining("mesh.mode=processes")
                .hasMessageContaining("/bin/sleep");
        assertThat(hosts.spawn("p0", Extent.unity()).size()).isEqualTo(2);
    }

    /** The handle of a large mesh is not sent to each member: one that wants it asks the owner. */
    @Test
    void aMemberOfALargeMeshHasItsHandleAsLongAsItsOwnerGivesIt() {
        ActorMesh<Samples.Counter> counters =
                hosts.spawn("p0", Extent.of("procs", 50)).spawn("a0", Samples.Counter.class);
        counters.get(99).send(new Samples.Counter.Add(7));

        assertThat(counters.get(0).call(new Samples.Counter.TotalOf(99))).isEqualTo(7L);
    }
}
