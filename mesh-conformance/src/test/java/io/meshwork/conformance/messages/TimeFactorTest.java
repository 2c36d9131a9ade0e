package io.meshwork.conformance.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.actor.Actor;
import io.meshwork.actor.ActorContext;
import io.meshwork.actor.ActorRef;
import io.meshwork.actor.Handler;
import io.meshwork.actor.MeshCallException;
import io.meshwork.actor.Request;
import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.conformance.Backend;
import io.meshwork.conformance.Bench;
import io.meshwork.conformance.EachBackend;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** {@code mesh.time-factor}, set once, multiplies the times of every process: barriers, graces, calls, warnings. */
@EachBackend
class TimeFactorTest {

    @Parameter
    Backend backend;

    static final class Silent implements Actor {

        record Ask() implements Request<Silent, String> {}

        record Times() implements Request<Silent, List<Duration>> {}

        @Handler
        CompletionStage<String> ask(Ask ask) {
            return new CompletableFuture<>();
        }

        @Handler
        List<Duration> times(Times ask, ActorContext cx) {
            return timesOf(cx.config());
        }
    }

    private static List<Duration> timesOf(Config config) {
        return List.of(
                config.duration(Keys.READY_TIMEOUT),
                config.duration(Keys.READY_IDLE_TIMEOUT),
                config.duration(Keys.GRACE),
                config.duration(Keys.SHUTDOWN_TIMEOUT),
                config.duration(Keys.DELIVERY_TIMEOUT),
                config.duration(Keys.HANDLER_WARNING));
    }

    @Test
    void aFactorOfTheClientMultipliesTheTimesOfAllProcesses() {
        Map<String, String> set = Map.of(
                Keys.TIME_FACTOR.name(), "3", Keys.CALL_TIMEOUT.name(), "500ms", Keys.DELIVERY_TIMEOUT.name(), "450ms");
        Config config = backend.config().with(set);
        List<Duration> times = List.of(
                Duration.ofSeconds(90),
                Duration.ofSeconds(30),
                Duration.ofSeconds(6),
                Duration.ofSeconds(45),
                Duration.ofMillis(1350),
                Duration.ofSeconds(30));

        try (Bench bench = Bench.start(backend, 1, 1, config)) {
            ActorRef<Silent> silent =
                    bench.procs().spawn("silent", Silent.class).get(0);

            assertThat(timesOf(bench.client().config())).isEqualTo(times);
            assertThat(timesOf(bench.hosts().get(0).config())).isEqualTo(times);
            assertThat(timesOf(bench.procs().get(0).config())).isEqualTo(times);
            assertThat(silent.call(new Silent.Times(), Duration.ofSeconds(60))).isEqualTo(times);
            assertThatThrownBy(() -> silent.call(new Silent.Ask()))
                    .isInstanceOf(MeshCallException.class)
                    .hasMessageContaining("timeoutMillis=1500");
        }
    }
}
