package io.meshwork.conformance.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.ActorMesh;
import io.meshwork.MeshEvent;
import io.meshwork.Phase;
import io.meshwork.actor.Actor;
import io.meshwork.actor.Handler;
import io.meshwork.actor.Message;
import io.meshwork.conformance.Backend;
import io.meshwork.conformance.Bench;
import io.meshwork.conformance.EachBackend;
import io.meshwork.conformance.Row;
import io.meshwork.mailbox.Port;
import io.meshwork.mailbox.PortRef;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;

/** What can be seen of processes from outside, whatever their actors are at. */
@EachBackend
@Timeout(60)
class EventsTest {

    @Parameter
    Backend backend;

    /** Does not come back. */
    static final class Stuck implements Actor {

        record Hang(PortRef<Boolean> begun) implements Message<Stuck> {}

        @Handler
        void hang(Hang hang) throws InterruptedException {
            hang.begun().send(true);
            new CountDownLatch(1).await();
        }
    }

    @Test
    @Row("B102")
    void phasesHaveStableNamesAndDurations() {
        Bench bench = Bench.start(backend, 1, 1);
        bench.close();

        for (String member : List.of("host 0 (hosts 0)", "proc p0_0 (hosts 0, procs 0)")) {
            List<MeshEvent> events = bench.client().events().stream()
                    .filter(event -> event.member().equals(member))
                    .toList();
            assertThat(events)
                    .extracting(MeshEvent::kind)
                    .containsExactly(MeshEvent.Kind.STARTED, MeshEvent.Kind.READY, MeshEvent.Kind.ENDED);
            assertThat(events.get(0).after()).isZero();
            assertThat(events.get(1).after()).isPositive();
            assertThat(events.get(2).after())
                    .isEqualTo(
                            Duration.between(events.get(1).when(), events.get(2).when()));
            assertThat(events.get(2).what()).startsWith("stopped with exit code 0");
            assertThat(events.get(1).pid()).isPositive();
        }
    }

    @Test
    @Row("B102")
    void whereTheTimeOfAStartWentIsKnownByStep() {
        Bench bench = Bench.start(backend, 1, 2);
        try (ActorMesh<Probe> probes = bench.procs().spawn("probes", Probe.class)) {
            probes.call(new Probe.Pid());
            probes.call(new Probe.Pid());
        }
        bench.close();

        List<Phase.Kind> steps = backend.hasProcesses()
                ? List.of(Phase.Kind.FORK, Phase.Kind.JVM, Phase.Kind.CLASSES, Phase.Kind.HELLO, Phase.Kind.AGENT)
                : List.of();
        List<MeshEvent> ready = events(bench, MeshEvent.Kind.READY);
        assertThat(ready).hasSize(3).allSatisfy(event -> {
            assertThat(event.phases()).extracting(Phase::kind).isEqualTo(steps);
            assertThat(event.phases()).noneMatch(phase -> phase.took().isNegative());
            assertThat(event.phases())
                    .filteredOn(phase -> phase.kind() == Phase.Kind.JVM || phase.kind() == Phase.Kind.CLASSES)
                    .allMatch(phase -> !phase.took().isZero());
        });
        MeshEvent spawned = events(bench, MeshEvent.Kind.SPAWNED).get(0);
        MeshEvent answered = events(bench, MeshEvent.Kind.ANSWERED).get(0);
        assertThat(List.of(spawned.member(), answered.member())).containsOnly("actors probes");
        assertThat(spawned.phases())
                .singleElement()
                .satisfies(phase -> assertThat(phase.kind()).isEqualTo(Phase.Kind.SPAWN));
        assertThat(answered.phases()).singleElement().satisfies(phase -> {
            assertThat(phase.kind()).isEqualTo(Phase.Kind.FIRST_CALL);
            assertThat(phase.took()).isPositive().isLessThanOrEqualTo(answered.after());
        });
        assertThat(events(bench, MeshEvent.Kind.ANSWERED)).hasSize(1);
        assertThat(bench.client().phases().lines())
                .hasSize(2 + (backend.hasProcesses() ? 3 : 0))
                .anyMatch(line -> line.startsWith("actors probes: ") && line.contains(" ms = first call "));
    }

    private static List<MeshEvent> events(Bench bench, MeshEvent.Kind kind) {
        return bench.client().events().stream()
                .filter(event -> event.kind() == kind)
                .toList();
    }

    @Test
    @Row("B101")
    void theThreadsOfAProcAreToldAlsoWhereAnActorIsStuck() {
        try (Bench bench = Bench.start(backend, 1, 1)) {
            ActorMesh<Stuck> stuck = bench.procs().spawn("stuck", Stuck.class);
            Port<Boolean> begun = bench.client().openPort(Boolean.class);
            stuck.cast(new Stuck.Hang(begun.ref()));
            begun.receive();

            assertThat(bench.procs().get(0).threadDump())
                    .contains("EventsTest$Stuck.hang(EventsTest.java:")
                    .contains("CountDownLatch.await");
            assertThat(bench.hosts().get(0).threadDump()).contains("-control");
        }
    }
}
