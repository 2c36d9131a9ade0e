package io.meshwork.conformance.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.HostMesh;
import io.meshwork.ProcMesh;
import io.meshwork.actor.ActorRef;
import io.meshwork.actor.ActorSpec;
import io.meshwork.conformance.Backend;
import io.meshwork.conformance.EachBackend;
import io.meshwork.conformance.Row;
import io.meshwork.host.HostAgent;
import io.meshwork.host.ProcSpec;
import io.meshwork.host.ProcState;
import io.meshwork.id.ProcId;
import io.meshwork.mailbox.Instance;
import io.meshwork.mailbox.Port;
import io.meshwork.proc.ProcAgent;
import io.meshwork.proc.ProcOptions;
import io.meshwork.proc.ProcStatus;
import io.meshwork.proc.RankStatus;
import io.meshwork.shape.Extent;
import io.meshwork.value.Status;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** Creating the same thing again: H-1 and PA-2. */
@EachBackend
class IdempotenceTest {

    @Parameter
    Backend backend;

    @Row("B23")
    @Test
    void aProcThatIsCreatedAgainIsTheOneThatIsThere() {
        try (Meshes meshes = Meshes.start(backend)) {
            HostMesh hosts = meshes.hosts(1);
            Instance client = meshes.client().instance();
            ActorRef<HostAgent> host = HostAgent.at(hosts.get(0).id().proc().address(), client);

            ProcState proc = create(host, client);
            List<Long> before = meshes.processes().pids();
            ProcState again = create(host, client);

            assertThat(again).isEqualTo(proc);
            assertThat(host.call(new HostAgent.GetState("again_0"))).isEqualTo(proc);
            assertThat(meshes.processes().pids()).isEqualTo(before);
            assertThat(before.contains(proc.pid())).isEqualTo(backend.hasProcesses());
        }
    }

    @Row("B23")
    @Test
    void anActorThatIsCreatedAgainIsTheOneThatIsThere() {
        try (Meshes meshes = Meshes.start(backend)) {
            ProcMesh procs = meshes.hosts(1).spawn("p0", Extent.unity());

            createActorTwice(procs.get(0).id(), meshes.client().instance());
        }
    }

    private static ProcState create(ActorRef<HostAgent> host, Instance client) {
        ProcSpec spec = new ProcSpec("again_0", "again", Extent.unity(), 0, ProcOptions.standard());
        try (Port<ProcState> states = client.openPort(ProcState.class)) {
            host.call(new HostAgent.CreateOrUpdate("test", List.of(spec), states.ref()));
            ProcState state = states.receive();
            while (!(state.status() instanceof ProcStatus.Ready)) {
                state = states.receive();
            }
            return state;
        }
    }

    private static void createActorTwice(ProcId proc, Instance client) {
        ActorRef<ProcAgent> agent = ProcAgent.of(proc, client);
        ActorRef<Probe> probe = new ActorRef<>(proc.actor("probe"), Probe.class, client);
        ActorSpec spec = new ActorSpec(
                "probe",
                "probe",
                Probe.class.getName(),
                client.encode(new Object[0]),
                Extent.unity(),
                0,
                null,
                List.of());
        try (Port<RankStatus> statuses = client.openPort(RankStatus.class)) {
            agent.call(new ProcAgent.CreateOrUpdate(spec, statuses.ref(), new Status.Stopped()));
            Probe.Made made = probe.call(new Probe.WhenMade());

            RankStatus again = agent.call(new ProcAgent.CreateOrUpdate(spec, statuses.ref(), new Status.Stopped()));

            assertThat(again).isEqualTo(new RankStatus(0, new Status.Running()));
            assertThat(probe.call(new Probe.WhenMade())).isEqualTo(made);
        }
    }
}
