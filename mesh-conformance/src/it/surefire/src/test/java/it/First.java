package it;

import io.meshwork.bootstrap.allocator.Reserve;
import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.junit.MeshFixture;
import io.meshwork.junit.MeshShape;
import java.time.Duration;

/** The mesh before that of the test, so that hosts stand by for the next one, if they are asked for. */
final class First {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private First() {}

    static void upAndDown() {
        if (areAskedFor()) {
            try (MeshFixture first = new MeshFixture("it.First", MeshShape.of(1, 1), Config.ofThisJvm())) {
                first.procs();
            }
            awaitStandbys();
        }
    }

    static void awaitStandbys() {
        if (areAskedFor() && !Reserve.ofThisJvm().awaitReady(PATIENCE)) {
            throw new IllegalStateException("none stand by");
        }
    }

    private static boolean areAskedFor() {
        return Config.ofThisJvm().integer(Keys.STANDBY) > 0;
    }
}
