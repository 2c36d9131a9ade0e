package io.meshwork.conformance.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.ActorMesh;
import io.meshwork.Alloc;
import io.meshwork.AllocSpec;
import io.meshwork.Allocator;
import io.meshwork.Client;
import io.meshwork.HostMesh;
import io.meshwork.ProcMesh;
import io.meshwork.ProcRef;
import io.meshwork.ShutdownReport;
import io.meshwork.actor.ActorRef;
import io.meshwork.conformance.Backend;
import io.meshwork.conformance.EachBackend;
import io.meshwork.conformance.Row;
import io.meshwork.failure.MeshException;
import io.meshwork.host.HostAgent;
import io.meshwork.host.HostReport;
import io.meshwork.shape.Extent;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** Shutting down by itself, with all nets off: what a host says of it, and what is refused afterwards (M-4). */
@EachBackend
class ShutdownTest {

    @Parameter
    Backend backend;

    /* H-2. */
    @Row("B60")
    @Test
    void aHostAcknowledgesWhenItsChildrenAreGone() {
        try (Meshes meshes = Meshes.withoutNets(backend)) {
            meshes.client().onUnhandled(expected -> {}); // a host that ends behind the back of its mesh has failed
            HostMesh hosts = meshes.hosts(2);
            ProcMesh procs = hosts.spawn("p0", Extent.of("procs", 2));
            List<Long> pids = procs.slice("hosts", 1).values().map(ProcRef::pid).values();
            ActorRef<HostAgent> agent = HostAgent.at(
                    hosts.get(1).id().proc().address(), meshes.client().instance());

            HostReport report = agent.call(new HostAgent.Shutdown("test"));

            meshes.assertGone(pids);
            assertThat(report.procs()).extracting(end -> end.pid()).containsExactlyInAnyOrderElementsOf(pids);
        }
    }

    @Row("B56")
    @Test
    void theSecondShutdownGivesTheFirstOnesReport() throws Exception {
        try (Meshes meshes = Meshes.withoutNets(backend)) {
            HostMesh hosts = meshes.hosts(1);
            ProcMesh procs = hosts.spawn("p0", Extent.unity());
            ActorMesh<Probe> actors = procs.spawn("a0", Probe.class);

            CompletableFuture<ShutdownReport> elsewhere = CompletableFuture.supplyAsync(hosts::shutdown);
            ShutdownReport report = hosts.shutdown();

            assertThat(elsewhere.get(60, TimeUnit.SECONDS)).isSameAs(report);
            assertThat(hosts.shutdown()).isSameAs(report);
            actors.stop();
            procs.stop();
            hosts.close();
            meshes.client().close();
        }
    }

    @Row("B58")
    @Test
    void whatIsShutDownRefusesAllUseAtOnce() {
        try (Meshes meshes = Meshes.withoutNets(backend)) {
            HostMesh hosts = meshes.hosts(1);
            ProcMesh procs = hosts.spawn("p0", Extent.unity());
            ActorMesh<Probe> actors = procs.spawn("a0", Probe.class);

            hosts.shutdown();

            assertRefused(() -> hosts.spawn("p1", Extent.unity()), "already shut down", "mesh=test");
            assertRefused(() -> hosts.slice("hosts", 0).spawn("p2", Extent.unity()), "already shut down");
            assertRefused(() -> procs.spawn("a1", Probe.class), "already shut down", "mesh=p0");
            assertRefused(() -> procs.call(() -> 1), "already shut down", "mesh=p0");
            assertRefused(procs::status, "already shut down", "mesh=p0");
            assertRefused(() -> actors.cast(new Probe.Fail()), "already shut down", "mesh=a0");
            assertRefused(() -> actors.call(new Probe.Pid()), "already shut down", "mesh=a0");
            assertRefused(() -> actors.slice("hosts", 0).cast(new Probe.Fail()), "already shut down");
        }
    }

    @Row("B58")
    @Test
    void aClosedClientAndAClosedAllocationStartNothing() {
        Processes processes = Processes.fromNowOn();
        Client client = Client.start("root", backend.config());
        Allocator allocator = backend.allocator(backend.config());
        AllocSpec spec = AllocSpec.of(Extent.of("hosts", 1));

        try (Alloc closed = allocator.allocate(spec)) {
            closed.stopAndWait();
            assertRefused(() -> HostMesh.allocate(client, closed, "test"), "the allocation ended before all ran");
        }
        client.close();
        client.close();
        assertRefused(() -> HostMesh.allocate(client, allocator.allocate(spec), "test"), "the client is closed");

        assertThat(processes.left()).isEmpty();
    }

    private static void assertRefused(ThrowingCallable call, String... words) {
        assertThatThrownBy(call).isInstanceOf(MeshException.class).hasMessageContainingAll(words);
    }
}
