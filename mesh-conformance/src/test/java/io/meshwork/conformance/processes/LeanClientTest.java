package io.meshwork.conformance.processes;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.ActorMesh;
import io.meshwork.AllocSpec;
import io.meshwork.Client;
import io.meshwork.HostMesh;
import io.meshwork.actor.Actor;
import io.meshwork.actor.Handler;
import io.meshwork.actor.Request;
import io.meshwork.bootstrap.allocator.ProcessAllocator;
import io.meshwork.bootstrap.process.ChildCommand;
import io.meshwork.bootstrap.process.ChildProcess;
import io.meshwork.bootstrap.process.ClassPath;
import io.meshwork.bootstrap.process.Signals;
import io.meshwork.shape.Extent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a JVM loads from the start of its client until the first answers. Without a logger, as those load much. */
class LeanClientTest {

    /** All of these are slow at first use. */
    private static final List<String> SLOW = List.of(
            "com.sun.management.",
            "java.lang.management.",
            "java.lang.reflect.Proxy",
            "java.lang.runtime.",
            "java.util.Formatter",
            "java.util.UUID",
            "java.util.logging.",
            "java.util.regex.",
            "javax.crypto.",
            "javax.management.",
            "jdk.proxy",
            "sun.management.");

    /* The JDK's Unix sockets make a random number; on some JDKs this is among what that brings. */
    private static final String OF_ITS_SOCKETS = "javax.crypto.KDFParameters";

    private static final long LONGEST_SECONDS = 60;

    @TempDir
    private Path directory;

    static final class Echo implements Actor {

        record Number(int number) implements Request<Echo, Integer> {}

        @Handler
        int number(Number ask) {
            return ask.number();
        }
    }

    /** M-9. */
    @Test
    void untilItsFirstAnswersAClientLoadsNoNettyAndNothingThatIsSlowForItselfAlone() throws Exception {
        Path log = directory.resolve("client.log");
        CompletableFuture<Void> answered = new CompletableFuture<>();
        ChildProcess client = ChildProcess.start(ChildCommand.of(argv(log)), (pid, stream, text) -> {
            if (text.equals("answered")) {
                answered.complete(null);
            }
        });
        try {
            CompletableFuture.anyOf(answered, client.exit()).get(LONGEST_SECONDS, TimeUnit.SECONDS);
            LoadedClasses loaded = LoadedClasses.in(log);

            assertThat(loaded.has(Echo.Number.class.getName())).isTrue();
            assertThat(answered).isDone();
            LoadedClasses nothing = LoadedClasses.none();
            assertThat(loaded.beyond(nothing, List.of("io.netty."))).isEmpty();
            assertThat(loaded.beyond(nothing, SLOW))
                    .filteredOn(name -> !name.equals(OF_ITS_SOCKETS))
                    .as("slow ones of %d classes", loaded.count())
                    .isEmpty();
        } finally {
            client.closeStdin();
            client.exit().get(LONGEST_SECONDS, TimeUnit.SECONDS);
            client.signal(Signals.KILL);
        }
    }

    private static List<String> argv(Path log) {
        List<String> entries = new ArrayList<>(ClassPath.ofThisJvm().entries());
        entries.removeIf(entry -> entry.contains("logback"));
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                LoadedClasses.flag(log),
                "-Dmesh.cache-dir=" + log.resolveSibling("cache"),
                "-cp",
                new ClassPath(entries).joined(),
                Main.class.getName());
    }

    /** Has some calls answered and says so, then ends with its stdin. */
    static final class Main {

        public static void main(String[] args) throws Exception {
            try (Client client = Client.start("root")) {
                HostMesh hosts = HostMesh.allocate(
                        client, new ProcessAllocator().allocate(AllocSpec.of(Extent.of("hosts", 1))), "test");
                ActorMesh<Echo> echoes =
                        hosts.spawn("p0", Extent.of("procs", 1)).spawn("a0", Echo.class);
                for (int number = 0; number < 3; number++) {
                    echoes.call(new Echo.Number(number));
                }
                Printed.line("answered");
                System.in.read();
            }
        }
    }
}
