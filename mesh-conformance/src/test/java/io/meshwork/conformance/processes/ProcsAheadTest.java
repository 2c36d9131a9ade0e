package io.meshwork.conformance.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.meshwork.AllocSpec;
import io.meshwork.HostMesh;
import io.meshwork.HostRef;
import io.meshwork.ProcMesh;
import io.meshwork.ProcRef;
import io.meshwork.ShutdownReport;
import io.meshwork.SpawnException;
import io.meshwork.bootstrap.handshake.BootSpec;
import io.meshwork.bootstrap.launch.ProcsAhead;
import io.meshwork.bootstrap.process.Signals;
import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.conformance.life.Meshes;
import io.meshwork.conformance.life.Processes;
import io.meshwork.host.ProcEnd;
import io.meshwork.host.ProcSpec;
import io.meshwork.proc.ProcOptions;
import io.meshwork.shape.Extent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Procs that hosts are told of before they are asked for them. Shows LA-9. Of the nets there is the lease alone. */
@Timeout(120)
class ProcsAheadTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final List<String> SLOW = List.of(
            "$$Lambda",
            "java.lang.runtime.",
            "java.util.regex.",
            "java.util.stream.",
            "org.slf4j.",
            "ch.qos.logback.",
            "io.netty.");
    private static final Extent TWO = Extent.of("procs", 2);

    private Meshes meshes;

    @BeforeEach
    void open() {
        meshes = Meshes.start(Config.ofThisJvm().with(Keys.TRANSPORT, "unix").with(Keys.NETS, "lease"));
    }

    @AfterEach
    void nothingIsLeft() {
        meshes.close();
    }

    @Test
    void procsThatAreKnownToComeRunBeforeTheyAreAskedForAndAreThoseThatAreGot() {
        ProcOptions options = ProcOptions.standard()
                .jvmArgs("-Dall=yes")
                .rank(3, ProcOptions.standard().jvmArgs("-Dlast=yes").environment("LAST", "yes"));
        HostMesh hosts = hosts(2, "p0", TWO, options);
        List<Long> ahead = new ArrayList<>();
        for (int rank = 0; rank < 4; rank++) {
            ahead.add(awaitProc(hosts.get(rank / 2), "p0_" + rank));
        }

        ProcMesh procs = hosts.spawn("p0", TWO, options);

        assertThat(pidsOf(procs)).isEqualTo(ahead);
        assertThat(procs.call(() -> System.getProperty("all") + System.getProperty("last") + System.getenv("LAST")))
                .containsExactly("yesnullnull", "yesnullnull", "yesnullnull", "yesyesyes");

        procs.get(1).kill();
        assertThat(meshes.client().failures().next().ranks()).containsExactly(1);
        assertThat(hosts.repair("a kill", List.of(procs), List.of())).isTrue();

        assertThat(procs.get(1).pid()).isNotIn(ahead);
        assertThat(procs.call(() -> ProcessHandle.current().pid()).values()).isEqualTo(pidsOf(procs));
    }

    @Test
    void theFirstSpawnOfOtherProcsEndsThoseThatWereStartedAhead() {
        HostMesh hosts = hosts(1, "p0", TWO, ProcOptions.standard());
        List<Long> ahead = List.of(awaitProc(hosts.get(0), "p0_0"), awaitProc(hosts.get(0), "p0_1"));

        ProcMesh other = hosts.spawn("other", Extent.unity());

        await().atMost(PATIENCE).untilAsserted(() -> meshes.assertGone(ahead));
        ProcMesh late = hosts.spawn("p0", TWO);
        assertThat(pidsOf(late)).doesNotContainAnyElementsOf(ahead);
        assertThat(late.call(() -> 1)).containsExactly(1, 1);
        assertThat(other.call(() -> 2)).containsExactly(2);
    }

    @Test
    void procsOfOtherOptionsAreOtherProcs() {
        HostMesh hosts = hosts(1, "p0", Extent.unity(), ProcOptions.standard());
        long ahead = awaitProc(hosts.get(0), "p0_0");

        ProcMesh procs =
                hosts.spawn("p0", Extent.unity(), ProcOptions.standard().jvmArgs("-Dwanted=yes"));

        assertThat(procs.get(0).pid()).isNotEqualTo(ahead);
        assertThat(procs.call(() -> System.getProperty("wanted"))).containsExactly("yes");
        await().atMost(PATIENCE).untilAsserted(() -> meshes.assertGone(List.of(ahead)));
    }

    @Test
    void whatBefellThemBeforeTheyWereAskedForFailsTheSpawnThatAsks() {
        ProcOptions options =
                ProcOptions.standard().rank(1, ProcOptions.standard().jvmArgs("-XX:+NoSuchOption"));
        HostMesh hosts = hosts(1, "p0", TWO, options);
        long killed = awaitProc(hosts.get(0), "p0_0");
        Processes.find(killed).orElseThrow().signal(Signals.KILL);
        await().atMost(PATIENCE)
                .until(() -> Processes.children(hosts.get(0).pid()).isEmpty());

        assertThatThrownBy(() -> hosts.spawn("p0", TWO, options))
                .isInstanceOf(SpawnException.class)
                .hasMessageContainingAll(
                        "procs could not be spawned: mesh=p0",
                        "rank 0 (hosts 0, procs 0): killed by SIGKILL (9): not sent by this harness",
                        "pid=" + killed,
                        "rank 1 (hosts 0, procs 1): stopped with exit code 1",
                        "-XX:+NoSuchOption",
                        "its last lines",
                        "Unrecognized VM option");

        assertThat(hosts.spawn("p0", TWO).call(() -> 1)).containsExactly(1, 1);
    }

    @Test
    void thoseThatNobodyHasAskedForEndWithTheirHost() {
        HostMesh hosts = hosts(2, "p0", Extent.unity(), ProcOptions.standard());
        awaitProc(hosts.get(0), "p0_0");
        long orphan = awaitProc(hosts.get(1), "p0_1");

        hosts.get(1).kill();
        meshes.client().failures().next();
        await().atMost(PATIENCE).untilAsserted(() -> meshes.assertGone(List.of(orphan)));
        ShutdownReport report = hosts.shutdown();

        assertThat(meshes.processes().left()).isEmpty();
        assertThat(report.hosts().get(0).end()).isEqualTo("stopped with exit code 0");
        assertThat(report.hosts().get(0).forced()).isEqualTo(ProcEnd.Forced.NOTHING);
        assertThat(report.hosts().get(0).procs()).isEmpty();
    }

    /* The class log of the host, when its proc has been told what to become. */
    @Test
    void untilItsProcsAreStartedAHostLoadsNothingOfOursThatIsSlow(@TempDir Path directory) throws Exception {
        Path log = directory.resolve("host.log");
        LoadedClasses none = LoadedClasses.in(Files.createFile(directory.resolve("none.log")));
        ProcSpec spec = new ProcSpec("p0_0", "p0", Extent.unity(), 0, ProcOptions.standard());
        List<Long> told = new ArrayList<>();
        try (RawParent parent = new RawParent(directory, List.of(LoadedClasses.flag(log)))) {
            parent.tell(telling(parent.spec(), List.of(spec)).toBytes());
            await().atMost(PATIENCE).until(() -> {
                Processes.children(parent.pid()).stream()
                        .filter(ProcsAheadTest::holdsItsLease)
                        .forEach(told::add);
                return !told.isEmpty();
            });

            LoadedClasses loaded = LoadedClasses.in(log);

            boolean logsProcesses = loaded.has("java.lang.System$Logger"); // some JDKs do, each that they start
            assertThat(loaded.has(ProcsAhead.class.getName())).isTrue();
            assertThat(loaded.beyond(none, SLOW))
                    .filteredOn(name -> !name.endsWith("$$Lambda") || name.startsWith("io.meshwork."))
                    .filteredOn(name -> !logsProcesses || !name.startsWith("java.util.stream."))
                    .isEmpty();
        }
        await().atMost(PATIENCE).untilAsserted(() -> meshes.assertGone(told));
    }

    private static BootSpec telling(BootSpec spec, List<ProcSpec> procs) {
        return new BootSpec(
                spec.runId(),
                spec.secret(),
                spec.socketDirectory(),
                spec.launchId(),
                spec.chain(),
                spec.link(),
                spec.servesData(),
                spec.output(),
                spec.handedDown(),
                spec.config(),
                procs);
    }

    /* Its thread is there once the boot spec is read. */
    private static boolean holdsItsLease(long pid) {
        try (Stream<Path> threads = Files.list(Path.of("/proc", Long.toString(pid), "task"))) {
            return threads.anyMatch(thread -> {
                try {
                    return Files.readString(thread.resolve("comm")).strip().equals("mesh-lease");
                } catch (IOException e) {
                    return false; // it has ended
                }
            });
        } catch (IOException e) {
            return false; // it has ended
        }
    }

    private HostMesh hosts(int count, String name, Extent perHost, ProcOptions options) {
        return meshes.hosts(AllocSpec.of(Extent.of("hosts", count)).procs(name, perHost, options), "test");
    }

    private static List<Long> pidsOf(ProcMesh procs) {
        return procs.values().map(ProcRef::pid).values();
    }

    /** @return its pid, once it runs */
    private static long awaitProc(HostRef host, String name) {
        List<Long> found = new ArrayList<>();
        await().atMost(PATIENCE).until(() -> {
            for (long pid : Processes.children(host.pid())) {
                if (isNamed(pid, name)) {
                    found.add(pid);
                }
            }
            return !found.isEmpty();
        });
        return found.get(0);
    }

    /* One may end, or exec, while it is looked at. */
    private static boolean isNamed(long pid, String name) {
        try {
            return Processes.environment(pid).contains("MESH_NAME=" + name);
        } catch (AssertionError e) {
            return false;
        }
    }
}
