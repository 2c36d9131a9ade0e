package io.meshwork.conformance.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.Alloc;
import io.meshwork.AllocSpec;
import io.meshwork.AllocationException;
import io.meshwork.Client;
import io.meshwork.HostMesh;
import io.meshwork.conformance.Row;
import io.meshwork.conformance.life.Meshes;
import io.meshwork.host.HostAgent;
import io.meshwork.host.HostStatus;
import io.meshwork.host.Trampoline;
import io.meshwork.id.ActorId;
import io.meshwork.id.Address;
import io.meshwork.shape.Extent;
import io.meshwork.wire.Envelope;
import org.junit.jupiter.api.Test;

/** How allocated processes become hosts. */
class TrampolineTest {

    private static final String TRAMPOLINE = "trampoline";

    @Row({"B11", "B13", "B14"})
    @Test
    void eachRankReportsOnceTheAgentThatItsAddressNames() {
        try (Meshes meshes = Meshes.start()) {
            ObservedAlloc alloc = new ObservedAlloc(allocate(meshes, 4), envelope -> envelope);
            HostMesh hosts = HostMesh.allocate(meshes.client(), alloc, "test");

            assertThat(alloc.sentBy(TRAMPOLINE))
                    .hasSize(4)
                    .extracting(Envelope::from)
                    .doesNotHaveDuplicates();
            for (int rank = 0; rank < 4; rank++) {
                Alloc.Event.Running running = alloc.running().get(rank);
                assertThat(running.proc().name()).isEqualTo(alloc.name() + "_" + rank);
                assertThat(alloc.sentBy(TRAMPOLINE))
                        .extracting(Envelope::from)
                        .contains(running.proc().actor(TRAMPOLINE));
                assertThat(hosts.get(rank).id())
                        .isEqualTo(HostAgent.idAt(running.proc().address()));
                assertThat(hosts.get(rank).pid()).isEqualTo(running.pid());
                assertThat(hosts.get(rank).status()).isEqualTo(new HostStatus.Running(running.pid(), 0));
            }
        }
    }

    @Row({"B13", "B15"})
    @Test
    void anAgentThatIsNotTheOneItsAddressNamesIsRefusedWithBothIds() {
        ActorId foreign = HostAgent.idAt(new Address.Unix("/somewhere/else"));
        try (Meshes meshes = Meshes.start()) {
            Client client = meshes.client();
            ObservedAlloc alloc = new ObservedAlloc(allocate(meshes, 2), envelope -> {
                boolean report = envelope.from().name().equals(TRAMPOLINE);
                return report ? with(envelope, client, new Trampoline.Report(0, foreign)) : envelope;
            });

            assertThatThrownBy(() -> HostMesh.allocate(client, alloc, "test"))
                    .isInstanceOf(AllocationException.class)
                    .hasMessageContainingAll(
                            "rank=0",
                            "got=" + foreign,
                            "expected="
                                    + HostAgent.idAt(
                                            alloc.running().get(0).proc().address()));
            assertThat(meshes.processes().left()).isEmpty();
        }
    }

    @Row("B15")
    @Test
    void aProcessThatEndsBeforeItsHostStandsIsNamedWithItsEnd() {
        try (Meshes meshes = Meshes.start()) {
            Alloc processes = allocate(meshes, 2);
            ObservedAlloc alloc = new ObservedAlloc(processes, envelope -> {
                if (!envelope.from().proc().name().endsWith("_0")) {
                    return envelope;
                }
                processes.signal(0, 9);
                return astray(envelope);
            });

            assertThatThrownBy(() -> HostMesh.allocate(meshes.client(), alloc, "test"))
                    .isInstanceOf(AllocationException.class)
                    .hasMessageContainingAll("hosts could not be stood up", "0: Failed", "killed by SIGKILL");
            assertThat(meshes.processes().left()).isEmpty();
        }
    }

    /* As if it had never left its process. */
    private static Envelope astray(Envelope envelope) {
        return new Envelope(
                envelope.kind(),
                envelope.control(),
                envelope.to().actor().port(Long.MAX_VALUE),
                envelope.from(),
                null,
                envelope.rank(),
                envelope.payload());
    }

    private static Alloc allocate(Meshes meshes, int hosts) {
        return meshes.allocate(AllocSpec.of(Extent.of("hosts", hosts)));
    }

    private static Envelope with(Envelope envelope, Client client, Object value) {
        return new Envelope(
                envelope.kind(),
                envelope.control(),
                envelope.to(),
                envelope.from(),
                envelope.replyTo(),
                envelope.rank(),
                client.instance().encode(value));
    }
}
