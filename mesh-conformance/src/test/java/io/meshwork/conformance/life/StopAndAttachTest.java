package io.meshwork.conformance.life;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.meshwork.AllocationException;
import io.meshwork.Client;
import io.meshwork.HostMesh;
import io.meshwork.HostRef;
import io.meshwork.HostRefs;
import io.meshwork.ProcMesh;
import io.meshwork.ProcRef;
import io.meshwork.SpawnException;
import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.conformance.Backend;
import io.meshwork.conformance.EachBackend;
import io.meshwork.conformance.Row;
import io.meshwork.failure.MeshException;
import io.meshwork.shape.Extent;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** The same 2 hosts from test to test: each takes them up, and stops what it spawned on them. M-6, H-1 and H-3. */
@EachBackend
class StopAndAttachTest {

    @Parameter
    Backend backend;

    private Meshes meshes;
    private HostRefs refs;
    private List<Long> hostPids;

    @BeforeParameterizedClassInvocation
    void startHosts() {
        meshes = Meshes.withoutNets(backend);
        HostMesh hosts = meshes.hosts(2);
        refs = hosts.refs();
        hostPids = Meshes.pidsOf(hosts);
        hosts.stop();
    }

    /* The client's end is the hosts': nobody else's. */
    @AfterParameterizedClassInvocation
    void closeThem() {
        meshes.close();
    }

    @AfterEach
    void onlyTheHostsAreLeft() {
        assertThat(meshes.processes().pids())
                .containsExactlyInAnyOrderElementsOf(backend.hasProcesses() ? hostPids : List.of());
        assertThat(meshes.client().failures().takeAll()).isEmpty();
    }

    @Row("B61")
    @Test
    void stoppedHostsAreTakenUpAgainAndSpawnProcsOfTheSameNames() {
        HostMesh first = HostMesh.attach(meshes.client(), refs);
        ProcMesh before = first.spawn("p0", Extent.of("procs", 2));
        List<Long> pids = pidsOf(before);
        before.spawn("a0", Probe.class);

        first.stop();

        assertThat(meshes.processes().pids())
                .containsExactlyInAnyOrderElementsOf(backend.hasProcesses() ? hostPids : List.of());
        HostMesh again = HostMesh.attach(meshes.client(), first.refs());
        assertThat(again.name()).isEqualTo("test");
        assertThat(again.region()).isEqualTo(first.region());
        assertThat(Meshes.pidsOf(again)).isEqualTo(hostPids);
        ProcMesh after = again.spawn("p0", Extent.of("procs", 2));
        assertThat(after.spawn("a0", Probe.class).call(new Probe.Pid()))
                .containsExactlyElementsOf(meshes.pidsInside(after));
        if (backend.hasProcesses()) {
            assertThat(pidsOf(after)).doesNotContainAnyElementsOf(pids);
        }
        assertThat(after.get(3).id().name()).isEqualTo("p0_3");
        again.stop();
    }

    @Row("B61")
    @Test
    void aStoppedMeshRefusesUseAndItsCloseDoesNothing() {
        HostMesh hosts = HostMesh.attach(meshes.client(), refs);
        ProcMesh procs = hosts.spawn("p0", Extent.unity());

        hosts.stop();
        hosts.stop();
        hosts.close();
        procs.stop();

        assertRefused(() -> hosts.spawn("p1", Extent.unity()), "already stopped", "mesh=test");
        assertRefused(hosts::shutdown, "already stopped", "mesh=test");
        assertRefused(hosts::status, "already stopped", "mesh=test");
        assertRefused(() -> hosts.slice("hosts", 0).spawn("p1", Extent.unity()), "already stopped");
        assertRefused(() -> procs.call(() -> 1), "already stopped", "mesh=p0");
    }

    @Row("B62")
    @Test
    void stopEndsWhatWasSpawnedThroughItsOwnMeshAlone() {
        HostMesh one = HostMesh.attach(meshes.client(), refs, "one");
        HostMesh other = HostMesh.attach(meshes.client(), refs, "other");
        ProcMesh goes = one.spawn("goes", Extent.unity());
        ProcMesh stays = other.spawn("stays", Extent.unity());
        List<Long> pids = meshes.pidsInside(stays);

        one.stop();

        meshes.assertGone(pidsOf(goes));
        assertThat(stays.call(() -> ProcessHandle.current().pid())).containsExactlyElementsOf(pids);
        other.stop();
    }

    @Row("B62")
    @Test
    void aNameThatIsTakenThroughAnotherMeshIsRefusedAndTheProcsOfThatOneStay() {
        HostMesh one = HostMesh.attach(meshes.client(), refs, "one");
        HostMesh other = HostMesh.attach(meshes.client(), refs, "other");
        ProcMesh stays = one.spawn("p0", Extent.unity());

        SpawnException refused =
                catchThrowableOfType(SpawnException.class, () -> other.spawn("p0", Extent.of("procs", 2)));

        assertThat(refused)
                .hasMessageContainingAll("through another host mesh", "choose another name", "proc=p0_0", "by=one.");
        assertThat(stays.call(() -> ProcessHandle.current().pid())).containsExactlyElementsOf(meshes.pidsInside(stays));
        one.stop();
        other.spawn("p0", Extent.unity());
        other.stop();
    }

    @Test
    void hostsAreTakenUpByTheirOwnClientAloneAndUnderANameThatIsFree() {
        HostMesh hosts = HostMesh.attach(meshes.client(), refs);
        try (Client stranger = Client.start("stranger", backend.config())) {
            assertRefused(
                    () -> HostMesh.attach(stranger, refs), "another client's", "hosts=test", "client=stranger", "root");
        }
        assertRefused(() -> HostMesh.attach(meshes.client(), refs), "of that name exists", "mesh=test");
        assertRefused(() -> hosts.slice("hosts", 0).refs(), "only the owner", "view");
        assertRefused(() -> hosts.slice("hosts", 0).stop(), "only the owner", "view");
        hosts.stop();
    }

    /* Of hosts of its own, as they go. */
    @Row("B86")
    @Test
    void aHostThatDoesNotAnswerOrIsGoneCanNotBeTakenUpAndIsNamed() {
        try (Meshes own = Meshes.start(backend, impatient())) {
            HostMesh hosts = own.hosts(2);
            HostRef second = hosts.get(1);
            hosts.stop();
            second.suspend();
            assertThatThrownBy(() -> HostMesh.attach(own.client(), hosts.refs()))
                    .isInstanceOf(AllocationException.class)
                    .hasMessageContainingAll(second.toString(), "no answer in time", "boundMillis=3000")
                    .hasMessageNotContaining(hosts.get(0).toString());
            second.resume();
            HostMesh.attach(own.client(), hosts.refs()).stop();
            second.kill();
            assertThatThrownBy(() -> HostMesh.attach(own.client(), hosts.refs()))
                    .isInstanceOf(AllocationException.class)
                    .hasMessageContainingAll(second.toString(), "SIGKILL");
            assertThat(own.client().failures().takeAll())
                    .as("no mesh was in use")
                    .isEmpty();
        }
    }

    /* Of hosts of its own, as they go. */
    @Row("B62")
    @Test
    void aShutdownThroughOneMeshIsTheEndForAll() {
        try (Meshes own = Meshes.withoutNets(backend)) {
            HostMesh one = own.hosts(1);
            HostMesh other = HostMesh.attach(own.client(), one.refs(), "other");
            ProcMesh procs = other.spawn("p0", Extent.unity());

            var report = one.shutdown();

            assertThat(own.processes().left()).isEmpty();
            assertThat(report.isOrderly()).as("%s", report).isTrue();
            assertThat(report.hosts().get(0).procs()).hasSize(1);
            assertRefused(() -> other.spawn("p1", Extent.unity()), "its hosts were shut down", "mesh=other");
            assertRefused(() -> procs.call(() -> 1), "its hosts were shut down", "mesh=p0");
            assertThat(other.shutdown()).isSameAs(report);
            assertRefused(() -> HostMesh.attach(own.client(), one.refs()), "hosts are already shut down");
            assertThat(own.client().failures().takeAll()).isEmpty();
        }
    }

    /* All that is asked of them is asked when they are up. */
    private Config impatient() {
        return backend.config().with(Keys.NETS, "none").with(Keys.READY_IDLE_TIMEOUT, "3s");
    }

    private static List<Long> pidsOf(ProcMesh procs) {
        return procs.values().map(ProcRef::pid).values();
    }

    private static void assertRefused(ThrowingCallable call, String... words) {
        assertThatThrownBy(call).isInstanceOf(MeshException.class).hasMessageContainingAll(words);
    }
}
