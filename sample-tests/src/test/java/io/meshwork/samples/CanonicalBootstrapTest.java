package io.meshwork.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.ActorMesh;
import io.meshwork.Client;
import io.meshwork.id.ActorId;
import io.meshwork.junit.MeshTest;
import io.meshwork.mailbox.Port;
import org.junit.jupiter.api.Test;

/**
 * Learn: what {@code @MeshTest} gives. One host process, one proc process on it, and in that proc an actor; the test talks
 * to it through a mesh and a port, and afterwards no process is left.
 */
// tag::canonical[]
@MeshTest
class CanonicalBootstrapTest {

    @Test
    void theActorInTheFarProcessAnswers(Client client, ActorMesh<TestActor> actors) {
        Port<ActorId> port = client.openPort(ActorId.class);

        actors.cast(new TestActor.GetActorId(port.ref()));

        assertThat(port.receive()).isEqualTo(actors.get(0).id());
    }
}
// end::canonical[]
