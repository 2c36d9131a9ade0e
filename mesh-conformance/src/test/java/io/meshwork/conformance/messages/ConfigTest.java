package io.meshwork.conformance.messages;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.actor.Actor;
import io.meshwork.actor.ActorContext;
import io.meshwork.actor.Handler;
import io.meshwork.actor.Request;
import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.config.Layer;
import io.meshwork.config.Setting;
import io.meshwork.conformance.Backend;
import io.meshwork.conformance.Bench;
import io.meshwork.conformance.EachBackend;
import io.meshwork.conformance.Row;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** What is set at the client holds wherever its actors live. */
@EachBackend
class ConfigTest {

    @Parameter
    Backend backend;

    static final class Asker implements Actor {

        record Tail() implements Request<Asker, Setting> {}

        @Handler
        Setting tail(Tail ask, ActorContext cx) {
            return cx.config().effective(Keys.TAIL_LINES);
        }
    }

    @Test
    @Row("B85")
    void aSettingOfTheClientIsReadInHostsProcsAndActorsWithItsSource() {
        Config config = backend.config()
                .with(Keys.TAIL_LINES, "17")
                .withRuntime(Map.of(Keys.TERMINATE_CONCURRENCY.name(), "5"));
        Setting own = new Setting("mesh.tail-lines", "17", Layer.OVERRIDE, "Config.with");

        try (Bench bench = Bench.start(backend, 2, 1, config)) {
            assertThat(bench.hosts().values()).allSatisfy(host -> {
                assertThat(host.config().effective(Keys.TAIL_LINES)).isEqualTo(own);
                assertThat(host.config().integer(Keys.TERMINATE_CONCURRENCY)).isEqualTo(5);
            });
            assertThat(bench.procs().values()).allSatisfy(proc -> {
                assertThat(proc.config().effective(Keys.TAIL_LINES)).isEqualTo(own);
                assertThat(proc.config().effective(Keys.TERMINATE_CONCURRENCY).where())
                        .isEqualTo("Config.withRuntime");
                assertThat(proc.config().effective(Keys.MAX_WORKERS))
                        .isEqualTo(new Setting("mesh.max-workers", "256", Layer.DEFAULT, ""));
            });
            assertThat(bench.procs().spawn("askers", Asker.class).call(new Asker.Tail()))
                    .containsOnly(own);
        }
    }
}
