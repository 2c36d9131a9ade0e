package io.meshwork.inprocess;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.ActorMesh;
import io.meshwork.Alloc;
import io.meshwork.AllocSpec;
import io.meshwork.Client;
import io.meshwork.HostMesh;
import io.meshwork.InProcessAllocator;
import io.meshwork.shape.Extent;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** IP-5: nothing of it is left. */
class InProcessEndTest {

    @Test
    void noThreadIsLeftWhenTheClientIsClosed() throws Exception {
        Alloc alloc = new InProcessAllocator().allocate(AllocSpec.of(Extent.of("hosts", 2)));
        try (Client client = Client.start("root")) {
            HostMesh hosts = HostMesh.allocate(client, alloc, "test");
            ActorMesh<Samples.Counter> actors =
                    hosts.spawn("p0", Extent.of("procs", 2)).spawn("a0", Samples.Counter.class);
            actors.call(new Samples.Counter.Total());
            assertThat(threadsOf(alloc)).isNotEmpty();
        }

        for (Thread thread : threadsOf(alloc)) {
            TimeUnit.SECONDS.timedJoin(thread, 20);
        }
        assertThat(threadsOf(alloc)).isEmpty();
        assertThat(alloc.leaks().isClean()).isTrue();
        assertThat(alloc.leaks().started())
                .hasSize(2)
                .allSatisfy(one -> assertThat(one.state()).contains("stopped with exit code 0"));
        assertThat(alloc.leftovers()).isEmpty();
    }

    @Test
    void nothingStartsBeforeTheFirstEventIsPulledNorWhenItWasStopped() {
        Alloc alloc = new InProcessAllocator().allocate(AllocSpec.of(Extent.of("hosts", 2)));
        assertThat(threadsOf(alloc)).isEmpty();

        alloc.close();

        assertThat(alloc.next()).isEmpty();
        assertThat(threadsOf(alloc)).isEmpty();
    }

    private static List<Thread> threadsOf(Alloc alloc) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("mesh-" + alloc.name() + "-"))
                .toList();
    }
}
