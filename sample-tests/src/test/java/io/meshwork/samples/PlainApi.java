package io.meshwork.samples;

import io.meshwork.ActorMesh;
import io.meshwork.Alloc;
import io.meshwork.AllocSpec;
import io.meshwork.Client;
import io.meshwork.HostMesh;
import io.meshwork.ProcMesh;
import io.meshwork.ShutdownReport;
import io.meshwork.bootstrap.allocator.ProcessAllocator;
import io.meshwork.id.ActorId;
import io.meshwork.mailbox.Port;
import io.meshwork.shape.Extent;

/** The canonical flow without JUnit, step by step. */
public final class PlainApi {

    private PlainApi() {}

    public static void main(String[] args) {
        try (Client client = Client.start("root")) {
            Alloc alloc = new ProcessAllocator().allocate(AllocSpec.of(Extent.of("replicas", 1))); // no process yet
            HostMesh hosts = HostMesh.allocate(client, alloc, "test"); // a host process
            ProcMesh procs = hosts.spawn("p0", Extent.unity()); // the host starts a process of its own
            ActorMesh<TestActor> actors = procs.spawn("a0", TestActor.class); // inside of that one

            Port<ActorId> port = client.openPort(ActorId.class);
            actors.cast(new TestActor.GetActorId(port.ref()));
            ActorId answer = port.receive();

            ShutdownReport report = hosts.shutdown();
            System.out.println("answer: " + answer.name() + "." + answer.proc().name());
            System.out.println("expected: " + actors.get(0).id().equals(answer));
            System.out.println("orderly: " + report.isOrderly());
        }
    }
}
