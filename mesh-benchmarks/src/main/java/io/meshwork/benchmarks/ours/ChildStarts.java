package io.meshwork.benchmarks.ours;

import io.meshwork.AllocSpec;
import io.meshwork.Client;
import io.meshwork.HostMesh;
import io.meshwork.MeshEvent;
import io.meshwork.Phase;
import io.meshwork.benchmarks.measure.Series;
import io.meshwork.bootstrap.allocator.ProcessAllocator;
import io.meshwork.shape.Extent;
import java.util.ArrayList;
import java.util.List;

/** Hosts, one after the other, each from the moment it is asked for until its parent has heard its hello; those after the first count. */
public final class ChildStarts {

    private static final int COUNTED = 5;

    private ChildStarts() {}

    public static void main(String[] arguments) {
        List<Double> millis = new ArrayList<>();
        Tape.mark("begin");
        for (int i = 0; i <= COUNTED; i++) {
            try (Client client = Client.start("root")) {
                AllocSpec spec = AllocSpec.of(Extent.unity());
                HostMesh hosts = HostMesh.allocate(client, new ProcessAllocator().allocate(spec), "bench");
                millis.add(untilHello(client.events()));
                if (i == COUNTED) {
                    Tape.children(List.of(hosts.get(0).pid()));
                }
            }
        }
        Tape.figure("hello", new Series(millis.subList(1, millis.size())).median());
        Tape.print();
    }

    private static double untilHello(List<MeshEvent> events) {
        double millis = 0;
        for (MeshEvent event : events) {
            for (Phase phase : event.phases()) {
                millis += phase.kind().compareTo(Phase.Kind.HELLO) <= 0 ? Tape.millis(phase.took()) : 0;
            }
        }
        if (millis == 0) {
            throw new IllegalStateException("no event tells of the steps until the hello: events=" + events);
        }
        return millis;
    }
}
