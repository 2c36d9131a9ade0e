package io.meshwork.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.ActorMesh;
import io.meshwork.bootstrap.process.ChildCommand;
import io.meshwork.bootstrap.process.ChildProcess;
import io.meshwork.bootstrap.process.ClassPath;
import io.meshwork.bootstrap.process.ExitStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Tests that an IDE runs, without Maven: a JVM with a {@code main} that calls the launcher, started as IDEs do it. */
@ExtendWith(NothingLeft.class)
class IdeLaunchTest {

    private static final String GREEN = "succeeded 1 of 1";

    @TempDir
    Path directory;

    @Test
    void withItsClassPathOnTheCommandLine() throws Exception {
        requireGreen(List.of("-cp", ClassPath.ofThisJvm().joined()));
    }

    @Test
    void withItsClassPathInAnArgumentFile() throws Exception {
        Path file = Files.writeString(
                directory.resolve("idea args"),
                "-cp\n\"" + ClassPath.ofThisJvm().joined().replace("\\", "\\\\") + "\"\n");

        requireGreen(List.of("@" + file));
    }

    @Test
    void withItsClassPathInTheManifestOfAJar() throws Exception {
        requireGreen(List.of("-cp", pathingJar().toString()));
    }

    private void requireGreen(List<String> classPath) throws Exception {
        List<String> argv = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xmx256m"));
        argv.addAll(classPath);
        argv.add(Runner.class.getName());

        ChildProcess jvm = ChildProcess.start(ChildCommand.of(argv), (pid, stream, text) -> {});
        try {
            assertThat(jvm.exit().get(2, TimeUnit.MINUTES)).as(jvm::toString).isEqualTo(new ExitStatus.Exited(0));
            assertThat(jvm.tail()).contains(GREEN);
        } finally {
            jvm.signal(9);
            jvm.exit().join();
        }
    }

    private Path pathingJar() throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes()
                .put(
                        Attributes.Name.CLASS_PATH,
                        ClassPath.ofThisJvm().entries().stream()
                                .map(entry -> Path.of(entry).toUri().toString())
                                .collect(Collectors.joining(" ")));
        Path jar = directory.resolve("classpath of an IDE.jar");
        new JarOutputStream(Files.newOutputStream(jar), manifest).close();
        return jar;
    }

    /** What the IDE starts. */
    static final class Runner {

        private Runner() {}

        public static void main(String[] arguments) {
            SummaryGeneratingListener summary = new SummaryGeneratingListener();
            LauncherFactory.create()
                    .execute(
                            LauncherDiscoveryRequestBuilder.request()
                                    .selectors(DiscoverySelectors.selectClass(Sample.class))
                                    .build(),
                            summary);
            System.out.println("succeeded " + summary.getSummary().getTestsSucceededCount() + " of "
                    + summary.getSummary().getTestsFoundCount());
            System.exit((int) summary.getSummary().getTotalFailureCount());
        }
    }

    @MeshTest
    static class Sample {
        @Test
        void anActorElsewhereAnswers(ActorMesh<Counter> counters) {
            assertThat(counters.size()).isEqualTo(1);
            counters.run(counter -> {});
        }
    }
}
