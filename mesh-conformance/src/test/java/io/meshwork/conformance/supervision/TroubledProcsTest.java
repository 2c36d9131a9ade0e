package io.meshwork.conformance.supervision;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.ActorMesh;
import io.meshwork.SpawnException;
import io.meshwork.actor.Actor;
import io.meshwork.actor.ActorContext;
import io.meshwork.actor.ActorStatus;
import io.meshwork.actor.Handler;
import io.meshwork.actor.HandlerWatch;
import io.meshwork.actor.Request;
import io.meshwork.config.Config;
import io.meshwork.config.Key;
import io.meshwork.config.Keys;
import io.meshwork.conformance.Backend;
import io.meshwork.conformance.Bench;
import io.meshwork.conformance.EachBackend;
import io.meshwork.conformance.Row;
import io.meshwork.conformance.log.Heard;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.Parameter;
import org.slf4j.event.Level;

/** Procs that live, but on which an actor has failed, is stuck, or everything stands still. */
@EachBackend
@Timeout(60)
class TroubledProcsTest {

    @Parameter
    Backend backend;

    /** Stays in its handler until its process has reported that it does so. */
    static final class Stuck implements Actor {

        /** Answered with so many reports. */
        record UntilReported(int times) implements Request<Stuck, List<String>> {}

        @Handler
        List<String> untilReported(UntilReported order, ActorContext cx) throws InterruptedException {
            try (Heard heard = Heard.of(HandlerWatch.class.getName(), Level.WARN)) {
                List<String> mine = new ArrayList<>();
                while (mine.size() < order.times()) {
                    String report = heard.texts().poll(30, TimeUnit.SECONDS);
                    if (report == null) {
                        throw new IllegalStateException("not reported in time: so far " + mine);
                    }
                    if (report.contains("actor=" + cx.instance().id() + " ")) {
                        mine.add(report);
                    }
                }
                return mine;
            }
        }
    }

    /** SV-8. */
    @Test
    @Row("B107")
    void aHandlerThatDoesNotEndIsReportedWhereItIsAndStopsNothingElse() {
        try (Bench bench = start(Keys.HANDLER_WARNING, "200ms")) {
            ActorMesh<Stuck> stuck = bench.procs().spawn("stuck", Stuck.class);
            ActorMesh<Hand> hands = bench.procs().spawn("hands", Hand.class);

            CompletableFuture<List<String>> reported = stuck.get(1).callAsync(new Stuck.UntilReported(2));

            assertThat(hands.call(new Hand.Rank())).containsExactly(0, 1);
            assertThat(stuck.status()).containsOnly(new ActorStatus.Running());
            assertThat(reported.join())
                    .allSatisfy(report -> assertThat(report)
                            .startsWith("WARN a handler does not end, and holds up its own actor: actor=stuck.p0_1")
                            .contains("handling=" + Stuck.UntilReported.class.getName())
                            .contains("\n\tat ")
                            .contains(Stuck.class.getName() + ".untilReported("));
        }
    }

    @Test
    @Row("B81")
    void aProcOnWhichAnActorHasFailedRefusesSpawnsWhereThatIsSet() {
        try (Bench bench = start(Keys.REFUSE_SPAWN_AFTER_FAILURE, "true")) {
            ActorMesh<Hand> hands = bench.procs().spawn("hands", Hand.class);
            hands.get(1).send(new Hand.Break("broken"));
            assertThat(bench.client().failures().next().ranks()).containsExactly(1);

            assertThatThrownBy(() -> bench.procs().spawn("more", Hand.class))
                    .isInstanceOf(SpawnException.class)
                    .hasMessageContaining("rank 1 (actor more on proc p0_1")
                    .hasMessageContaining(
                            "an actor has failed on this proc, which spawns nothing any more: spawn on other"
                                    + " procs, or set mesh.refuse-spawn-after-failure=false")
                    .hasMessageContaining("Failed[message=broken]");
            assertThat(bench.procs()
                            .slice("procs", 0)
                            .spawn("others", Hand.class)
                            .call(new Hand.Rank()))
                    .containsExactly(0);
        }
    }

    @Test
    @Row("B83")
    void theStatusOfAMemberWhoseProcStandsStillIsUnknownWhenTheTimeIsUpAndTheOthersRun() {
        try (Bench bench = Bench.start(backend, 1, 2)) {
            ActorMesh<Hand> hands = bench.procs().spawn("hands", Hand.class);
            bench.procs().get(1).suspend();

            assertThat(hands.status(Duration.ofSeconds(2)))
                    .containsExactly(new ActorStatus.Running(), new ActorStatus.Unknown("no answer in time"));

            bench.procs().get(1).resume();
            assertThat(hands.call(new Hand.Rank())).containsExactly(0, 1);
        }
    }

    private Bench start(Key key, String value) {
        Config config = backend.config().with(key, value);
        return Bench.start(backend, 1, 2, config);
    }
}
