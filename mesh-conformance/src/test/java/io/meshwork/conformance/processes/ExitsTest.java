package io.meshwork.conformance.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.meshwork.ActorMesh;
import io.meshwork.AllocSpec;
import io.meshwork.AllocationException;
import io.meshwork.HostMesh;
import io.meshwork.ProcMesh;
import io.meshwork.SpawnException;
import io.meshwork.actor.Actor;
import io.meshwork.actor.Handler;
import io.meshwork.actor.Message;
import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.conformance.Row;
import io.meshwork.conformance.life.Meshes;
import io.meshwork.failure.MeshFailure;
import io.meshwork.proc.ProcOptions;
import io.meshwork.proc.ProcStatus;
import io.meshwork.shape.Extent;
import io.meshwork.transport.Run;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** How the end of a process is read, and what is told of it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExitsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int SIGSEGV = 11;
    private static final int LINES = 3000;
    private static final int TAIL = 100;
    /* Ends in a line that is not ended. */
    private static final String MANY_LINES = "exec >&2; i=1; while [ $i -le " + LINES
            + " ]; do echo line $i; i=$((i+1)); done; printf 'the end'; exit 7";

    private Path evidence;
    private Meshes meshes;
    private HostMesh hosts;

    @BeforeAll
    void startHosts(@TempDir Path directory) {
        evidence = directory;
        meshes = Meshes.start(Config.ofThisJvm()
                .with(Keys.NETS, "none")
                .with(Keys.TAIL_LINES, Integer.toString(TAIL))
                .with(Keys.EVIDENCE_DIR, evidence.toString()));
        hosts = meshes.hosts(1);
    }

    @AfterAll
    void closeThem() {
        meshes.close();
    }

    @Row("B50")
    @Test
    void aProgramThatIsNoJvmAndGetsSigsegvIsKilledBy11() {
        ProcOptions crashing = ProcOptions.standard().command("/bin/sh", "-c", "echo before >&2; kill -11 $$");

        assertThat(spawn(crashing))
                .hasMessageContainingAll(
                        "killed by SIGSEGV (11): the program crashed: pid=", "its last lines", "before");
        assertThat(allocate(crashing)).hasMessageContainingAll("killed by SIGSEGV (11): the program crashed", "before");
    }

    /* A JVM handles that signal: it reports, then aborts. */
    @Row("B50")
    @Test
    void aJvmThatGetsSigsegvIsKilledBySigabrtAndItsReportIsKept() throws IOException {
        try (ProcMesh procs = hosts.spawn("crashes", Extent.unity())) {
            long pid = procs.get(0).pid();
            Path report = evidence.resolve(Run.ofThisJvm().id() + "-hs_err_pid" + pid + ".log");

            procs.get(0).kill(SIGSEGV);

            MeshFailure failure = meshes.client().failures().next(PATIENCE);
            assertThat(failure.what())
                    .startsWith("killed by SIGABRT (6): sent by this harness: SIGSEGV, asked for by kill(11); ")
                    .contains("the JVM crashed: SIGSEGV (0xb)", "report: " + report);
            assertThat(procs.get(0).status())
                    .isInstanceOfSatisfying(
                            ProcStatus.Killed.class,
                            killed -> assertThat(killed.signal()).isEqualTo(6));
            assertThat(Files.readString(report)).contains("SIGSEGV", "pid=" + pid, "Problematic frame");
        }
    }

    @Row("B50")
    @Test
    void anActorThatFillsItsHeapEndsItsProcWith3() {
        try (ProcMesh procs =
                hosts.spawn("full", Extent.unity(), ProcOptions.standard().jvmArgs("-Xmx32m"))) {
            ActorMesh<Hoarder> actors = procs.spawn("a0", Hoarder.class);

            actors.cast(new Hoarder.Fill());

            MeshFailure failure = meshes.client().failures().next(PATIENCE);
            assertThat(failure.mesh()).isEqualTo("full");
            assertThat(failure.what())
                    .startsWith("stopped with exit code 3: out of memory in its heap or metaspace")
                    .contains("java.lang.OutOfMemoryError: Java heap space", "jvmArgs(\"-Xmx…\")");
            assertThat(failure.consequences()).extracting(MeshFailure::mesh).containsExactly("a0");
            ProcStatus status = procs.get(0).status();
            assertThat(((ProcStatus.Stopped) status).exitCode()).isEqualTo(3);
            assertThat(status.describe()).contains("out of memory");
            assertThat(status.tail()).anyMatch(line -> line.contains("OutOfMemoryError"));
        }
    }

    @Row("B52")
    @Test
    void theLastLinesAreInTheErrorAndNoneOfThemIsLost() {
        ProcOptions talkative = ProcOptions.standard().command("/bin/sh", "-c", MANY_LINES);
        List<String> last = new ArrayList<>();
        IntStream.rangeClosed(LINES - TAIL + 2, LINES).forEach(i -> last.add("  line " + i));
        last.add("  the end");

        assertThat(tailOf(spawn(talkative).getMessage())).isEqualTo(last);
        assertThat(tailOf(allocate(talkative).getMessage())).isEqualTo(last);
    }

    private static List<String> tailOf(String message) {
        List<String> lines = message.lines().toList();
        int start = lines.indexOf("its last lines:");
        assertThat(start).as(message).isPositive();
        return lines.subList(start + 1, lines.size());
    }

    private SpawnException spawn(ProcOptions options) {
        return catchThrowableOfType(SpawnException.class, () -> hosts.spawn("bad", Extent.unity(), options));
    }

    private AllocationException allocate(ProcOptions options) {
        AllocSpec one = AllocSpec.of(Extent.of("hosts", 1)).options(options);
        return catchThrowableOfType(AllocationException.class, () -> meshes.hosts(one, "bad"));
    }

    /** Keeps whatever it makes. */
    static final class Hoarder implements Actor {

        record Fill() implements Message<Hoarder> {}

        private final List<byte[]> kept = new ArrayList<>();

        @Handler
        void fill(Fill message) {
            while (true) {
                kept.add(new byte[1 << 20]);
            }
        }
    }
}
