package io.meshwork;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.shape.Extent;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a client heard of its processes, in order. */
class JournalTest {

    @Test
    void eachProcessIsStartedThenReadyThenEnded() {
        Client client = Client.start("root");
        try {
            Alloc alloc = new InProcessAllocator().allocate(AllocSpec.of(Extent.of("hosts", 1)));
            HostMesh hosts = HostMesh.allocate(client, alloc, "test");
            ProcMesh procs = hosts.spawn("p0", Extent.of("procs", 2));
            procs.get(1).kill();
            client.failures().next();

            assertThat(eventsOf("host 0 (hosts 0)", client)).containsExactly("STARTED", "READY");
            assertThat(eventsOf("proc p0_0 (hosts 0, procs 0)", client)).containsExactly("STARTED", "READY");
            assertThat(eventsOf("proc p0_1 (hosts 0, procs 1)", client))
                    .hasSize(3)
                    .satisfies(events -> assertThat(events.get(2)).startsWith("ENDED killed by SIGKILL"));
            assertThat(client.events())
                    .isSortedAccordingTo((one, other) -> one.when().compareTo(other.when()));
        } finally {
            client.close();
        }
    }

    private static List<String> eventsOf(String member, Client client) {
        return client.events().stream()
                .filter(event -> event.member().equals(member))
                .map(event -> (event.kind() + " " + event.what()).strip())
                .toList();
    }
}
