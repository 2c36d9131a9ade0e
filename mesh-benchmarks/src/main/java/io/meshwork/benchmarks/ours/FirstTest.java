package io.meshwork.benchmarks.ours;

import io.meshwork.ActorMesh;
import io.meshwork.Client;
import io.meshwork.HostMesh;
import io.meshwork.ProcMesh;
import io.meshwork.junit.MeshTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The cold start of a fixture: one host, one proc, one actor, one call. */
@MeshTest
class FirstTest {

    @Test
    void theFirstActorAnswers(ActorMesh<Echo> actors, Client client, HostMesh hosts, ProcMesh procs) {
        actors.call(new Echo.Say(1));
        Tape.mark("both-answered");

        Tape.phases(client.events());
        Tape.children(List.of(hosts.get(0).pid(), procs.get(0).pid()));
    }
}
