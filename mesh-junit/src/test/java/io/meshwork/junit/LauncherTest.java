package io.meshwork.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.meshwork.ActorMesh;
import io.meshwork.transport.Run;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** What is logged about a whole test plan, and at the end of a session; by listeners that the launcher finds itself. */
@ExtendWith(NothingLeft.class)
class LauncherTest {

    @Test
    void oneLineSaysWhatAPlanUsed() {
        try (LogLines log = new LogLines("io.meshwork.junit")) {
            execute(Asks.class, AsksToo.class);

            assertThat(log.texts())
                    .singleElement()
                    .asString()
                    .matches("INFO mesh: 3 hosts 3 procs 4 actors, up \\d+\\.\\d s, down \\d+\\.\\d s, left 0");
        }
    }

    @Test
    void aPlanWithoutAMeshIsNotSpokenOf() {
        try (LogLines log = new LogLines("io.meshwork.junit")) {
            execute(AsksForNothing.class);

            assertThat(log.texts()).isEmpty();
        }
    }

    @Test
    void aProcessThatOutlivesTheSessionIsWarnedOf() throws Exception {
        ProcessBuilder sleep = new ProcessBuilder("sleep", "300");
        sleep.environment().put("MESH_RUN_ID", Run.ofThisJvm().id());
        Process left = sleep.start();
        try (LogLines log = new LogLines("io.meshwork.junit")) {
            execute(AsksForNothing.class);

            assertThat(log.texts())
                    .singleElement()
                    .asString()
                    .startsWith("WARN processes of this run are left")
                    .contains("run=" + Run.ofThisJvm(), "pid=" + left.pid(), "sleep 300", "started by nobody known");
        } finally {
            left.destroyForcibly();
            assertThat(left.waitFor(30, TimeUnit.SECONDS)).isTrue();
        }
    }

    private static void execute(Class<?>... samples) {
        LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request();
        for (Class<?> sample : samples) {
            request.selectors(selectClass(sample));
        }
        try (LauncherSession session = LauncherFactory.openSession()) {
            session.getLauncher().execute(request.build());
        }
    }

    @MeshTest
    static class Asks {
        @Test
        void once(ActorMesh<Counter> counters) {}

        @Test
        void again(ActorMesh<Counter> counters) {}
    }

    @MeshTest(hosts = 2)
    static class AsksToo {
        @Test
        void asks(ActorMesh<Counter> counters) {}
    }

    @MeshTest
    static class AsksForNothing {
        @Test
        void passes() {}
    }
}
