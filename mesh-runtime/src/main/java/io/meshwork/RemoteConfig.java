package io.meshwork;

import io.meshwork.config.Config;
import io.meshwork.config.Settings;
import io.meshwork.failure.MeshException;
import io.meshwork.mailbox.Answers;
import java.time.Duration;
import java.util.List;

/** The settings of another process, as its agent answers. */
final class RemoteConfig {

    private RemoteConfig() {}

    /** @param member for people: whom was asked */
    static Config of(Answers answer, Duration bound, Object member) {
        Asked asked = Asked.await(List.of(answer), bound);
        Settings settings = asked.value(0, Settings.class, problem -> {
            throw new MeshException(
                    "settings not read: " + problem + ": member=" + member + " boundMillis=" + bound.toMillis());
        });
        return Config.of(settings);
    }
}
