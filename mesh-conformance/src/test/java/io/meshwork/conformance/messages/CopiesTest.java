package io.meshwork.conformance.messages;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.actor.ActorRef;
import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.conformance.Backend;
import io.meshwork.conformance.Bench;
import io.meshwork.conformance.EachBackend;
import io.meshwork.conformance.backends.InProcess;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** Sender and receiver share nothing, on any backend; but where {@code mesh.in-process.copy} says otherwise. */
@EachBackend
class CopiesTest {

    @Parameter
    Backend backend;

    @Test
    void whatIsSentIsACopy() {
        try (Bench bench = Bench.start(backend, 1, 1)) {
            assertThat(arrayThatAnActorWroteTo(bench)).containsExactly(1);
        }
    }

    @Test
    void onlyInProcessItIsTheSameOnDemand() {
        Config passing = backend.config().with(Map.of(Keys.IN_PROCESS_COPY.name(), "false"));
        try (Bench bench = Bench.start(backend, 1, 1, passing)) {
            assertThat(arrayThatAnActorWroteTo(bench)).containsExactly(backend instanceof InProcess ? 2 : 1);
        }
    }

    private static int[] arrayThatAnActorWroteTo(Bench bench) {
        ActorRef<Sample> actor = bench.procs().spawn("a0", Sample.class).get(0);
        int[] sent = {1};
        int written = actor.call(sample -> ++sent[0]);
        assertThat(written).isEqualTo(2);
        return sent;
    }
}
