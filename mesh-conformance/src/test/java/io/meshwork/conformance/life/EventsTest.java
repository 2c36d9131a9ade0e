package io.meshwork.conformance.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.ActorMesh;
import io.meshwork.MeshEvent;
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
