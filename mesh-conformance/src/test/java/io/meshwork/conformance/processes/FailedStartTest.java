package io.meshwork.conformance.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.meshwork.Alloc;
import io.meshwork.AllocSpec;
import io.meshwork.AllocationException;
import io.meshwork.HostMesh;
import io.meshwork.ProcMesh;
import io.meshwork.SpawnException;
import io.meshwork.bootstrap.handshake.StartProc;
import io.meshwork.bootstrap.process.ProcessInfo;
import io.meshwork.bootstrap.process.ProcessTable;
import io.meshwork.bootstrap.process.Signals;
import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.conformance.Row;
import io.meshwork.conformance.life.Meshes;
import io.meshwork.conformance.life.Processes;
import io.meshwork.id.Address;
import io.meshwork.proc.ProcOptions;
import io.meshwork.shape.Extent;
import io.meshwork.value.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Hosts and procs that end, or go no further, at each point of the way between fork and ready. Where the point matters
 * the process is a {@code sleep} for which the test speaks. Nets are off: what is gone was ended by the one that threw
 * (M-1).
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FailedStartTest {

    private static final int ROUNDS = 5;
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final ProcOptions SILENT = ProcOptions.standard().command("sleep", "600");
    private static final ProcOptions SECOND_SILENT = ProcOptions.standard().rank(1, SILENT);
    /* On any JDK it ends before its hello. With a small heap it may end any time, as a child needs little of that. */
    private static final String TOO_SMALL = "-XX:MaxMetaspaceSize=256k";
    private static final String JDK_8 = """
            #!/bin/sh
            cat >&2 <<'END'
            Error: A JNI error has occurred, please check your installation and try again
            Exception in thread "main" java.lang.UnsupportedClassVersionError: io/meshwork/bootstrap/child/Bootstrap has \
            been compiled by a more recent version of the Java Runtime (class file version 61.0), this version of the \
            Java Runtime only recognizes class file versions up to 52.0
            \tat java.lang.ClassLoader.defineClass1(Native Method)
            END
            exit 1
            """;
    private static final Address SOMEWHERE = new Address.Unix("/somewhere");

    private Meshes meshes;
    private HostMesh hosts;
    private List<Long> before;

    @BeforeAll
    void startHosts() {
        meshes = Meshes.start(Config.ofThisJvm()
                .with(Keys.NETS, "none")
                .with(Keys.READY_IDLE_TIMEOUT, "5s")
                .with(Keys.GRACE, "500ms"));
        hosts = meshes.hosts(2);
        before = meshes.processes().pids();
    }

    @AfterAll
    void closeThem() {
        meshes.close();
    }

    @Row("B15")
    @Test
    void aHostThatIsKilledBeforeItHasReadAnything() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            Attempt attempt = allocating(ProcOptions.standard());

            kill(firstJvmBelow(Processes.self(), before));

            assertThat(attempt.thrown(AllocationException.class, before))
                    .hasMessageContainingAll(
                            "mesh=bad",
                            "ended before all ran",
                            "killed by SIGKILL (9)",
                            "not sent by this harness",
                            "command=",
                            "Bootstrap");
        }
    }

    @Test
    void aProcThatIsKilledBeforeItHasReadAnything() throws Exception {
        long host = hosts.get(1).pid();
        for (int round = 0; round < ROUNDS; round++) {
            Attempt attempt = spawning(ProcOptions.standard());

            kill(firstJvmBelow(host, List.of()));

            SpawnException thrown = attempt.thrown(SpawnException.class, before);
            assertThat(thrown)
                    .hasMessageContainingAll(
                            "mesh=bad", "rank 1 (hosts 1): killed by SIGKILL (9)", "pid=", "command=", "Bootstrap");
            assertThat(thrown.statuses().get(1)).isInstanceOf(Status.Failed.class);
        }
        assertHostsStillMakeProcs();
    }

    @Row("B15")
    @Test
    void aHostThatDiesAfterItsHello() throws Exception {
        Alloc alloc = allocation(SECOND_SILENT);
        Attempt attempt = allocating(alloc);
        ProcessInfo silent = firstOf("sleep");
        try (RawChild child = new RawChild(alloc.name() + ".l")) {
            assertThat(child.hello(RawChild.launchIdOf(silent.pid()), SOMEWHERE).hear())
                    .isInstanceOf(StartProc.class);

            silent.signal(Signals.KILL);
        }

        assertThat(attempt.thrown(AllocationException.class, before))
                .hasMessageContainingAll(
                        "rank 1 ended before all ran: killed by SIGKILL (9)",
                        "pid=" + silent.pid(),
                        "command=sleep 600");
    }

    @Test
    void aProcThatDiesAfterItsHello() throws Exception {
        Attempt attempt = spawning(SECOND_SILENT);
        ProcessInfo silent = firstOf("sleep");
        try (RawChild child = speakingTo(hosts.get(1).pid())) {
            assertThat(child.hello(RawChild.launchIdOf(silent.pid()), SOMEWHERE).hear())
                    .isInstanceOf(StartProc.class);

            silent.signal(Signals.KILL);
        }

        assertThat(attempt.thrown(SpawnException.class, before))
                .hasMessageContainingAll(
                        "rank 1 (hosts 1): killed by SIGKILL (9)", "pid=" + silent.pid(), "command=sleep 600");
        assertHostsStillMakeProcs();
    }

    @Row("B22")
    @Test
    void aHostThatSaysHelloAndLivesAndNeverSaysThatItIsReady() throws Exception {
        Alloc alloc = allocation(SECOND_SILENT);
        Attempt attempt = allocating(alloc);
        ProcessInfo silent = firstOf("sleep");
        try (RawChild child = new RawChild(alloc.name() + ".l")) {
            assertThat(child.hello(RawChild.launchIdOf(silent.pid()), SOMEWHERE).hear())
                    .isInstanceOf(StartProc.class);

            assertThat(attempt.thrown(AllocationException.class, before))
                    .hasMessageContainingAll(
                            "no news for",
                            "rank 1 which said hello, but not that it is ready: pid=" + silent.pid(),
                            "command=sleep 600")
                    .hasMessageNotContaining("rank 0");
        }
    }

    @Row({"B21", "B22"})
    @Test
    void aProcThatSaysHelloAndLivesAndNeverSaysThatItIsReady() throws Exception {
        Attempt attempt = spawning(SECOND_SILENT);
        ProcessInfo silent = firstOf("sleep");
        try (RawChild child = speakingTo(hosts.get(1).pid())) {
            assertThat(child.hello(RawChild.launchIdOf(silent.pid()), SOMEWHERE).hear())
                    .isInstanceOf(StartProc.class);

            SpawnException thrown = attempt.thrown(SpawnException.class, before);

            assertThat(thrown)
                    .hasMessageContainingAll(
                            "rank 0 (hosts 0): Running",
                            "rank 1 (hosts 1): never said that it is ready",
                            "pid=" + silent.pid());
            assertThat(thrown.statuses().get(1)).isInstanceOf(Status.Timeout.class);
        }
        assertHostsStillMakeProcs();
    }

    /* On TCP its data plane opens before its hello, which says the port; on Unix sockets it is not open by then. */
    @ParameterizedTest
    @ValueSource(strings = {"tcp", "unix"})
    void aProcThatFindsThatItCannotServe(String transport) {
        String noNatives = "-Dio.netty.transport.noNative=true";
        ProcOptions withoutNatives = ProcOptions.standard().jvmArgs(noNatives, "-Dmesh.event-loop=epoll");
        try (Meshes meshes = Meshes.start(Config.ofThisJvm().with(Keys.TRANSPORT, transport))) {
            HostMesh host = meshes.hosts(1);

            assertThatThrownBy(() -> host.spawn("bad", Extent.unity(), withoutNatives))
                    .isInstanceOf(SpawnException.class)
                    .hasMessageContainingAll(
                            "rank 0 (hosts 0): stopped with exit code 1",
                            noNatives,
                            "its last lines",
                            "bringing up",
                            "no epoll here",
                            "mesh.event-loop=auto",
                            "cause=");
            ProcOptions whatThereIs = ProcOptions.standard().jvmArgs(noNatives);
            byte[] large = new byte[100_000]; // which no control link takes
            assertThat(host.spawn("good", Extent.unity(), whatThereIs).call(() -> large.length))
                    .containsExactly(large.length);
        }
    }

    @Test
    void outOfMemoryWhileStarting() throws Exception {
        ProcOptions small = ProcOptions.standard().jvmArgs(TOO_SMALL);

        assertThat(allocating(small).thrown(AllocationException.class, before))
                .hasMessageContainingAll(
                        "ended before all ran", "exit code 3", "out of memory", "command=", TOO_SMALL, "jvmArgs");
        assertThat(spawning(small).thrown(SpawnException.class, before))
                .hasMessageContainingAll("rank 0 (hosts 0)", "exit code 3", "out of memory", TOO_SMALL, "jvmArgs");
    }

    @Test
    void aJdkThatIsNotThere() throws Exception {
        ProcOptions missing = ProcOptions.standard().java("/no/such/bin/java");

        assertThat(allocating(missing).thrown(AllocationException.class, before))
                .hasMessageContainingAll(
                        "rank 0", "command=/no/such/bin/java ", "No such file or directory", "mesh=bad");
        assertThat(spawning(missing).thrown(SpawnException.class, before))
                .hasMessageContainingAll(
                        "rank 1 (hosts 1)", "command=/no/such/bin/java ", "No such file or directory", "mesh=bad");
    }

    /* There may be no JDK 8 on the machine, so a shell says what that one says, and exits as it does. */
    @Test
    void aJdkThatIsTooOld(@TempDir Path directory) throws Exception {
        Path java = Files.writeString(directory.resolve("java"), JDK_8);
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
        ProcOptions old = ProcOptions.standard().java(java.toString());

        assertThat(allocating(old).thrown(AllocationException.class, before))
                .hasMessageContainingAll(
                        "exit code 1: its JDK is older than the classes", "class file versions up to 52");
        assertThat(spawning(old).thrown(SpawnException.class, before))
                .hasMessageContainingAll(
                        "rank 0 (hosts 0): stopped with exit code 1: its JDK is older than the classes",
                        "command=" + java,
                        "its last lines",
                        "A JNI error has occurred");
    }

    private Alloc allocation(ProcOptions options) {
        return meshes.allocate(AllocSpec.of(Extent.of("hosts", 2)).options(options));
    }

    private Attempt allocating(ProcOptions options) {
        return allocating(allocation(options));
    }

    private Attempt allocating(Alloc alloc) {
        return Attempt.start(meshes.processes(), () -> HostMesh.allocate(meshes.client(), alloc, "bad"));
    }

    private Attempt spawning(ProcOptions options) {
        return Attempt.start(meshes.processes(), () -> hosts.spawn("bad", Extent.unity(), options));
    }

    private void assertHostsStillMakeProcs() {
        try (ProcMesh good = hosts.spawn("bad", Extent.unity())) {
            assertThat(good.call(() -> 1)).containsExactly(1, 1);
        }
    }

    /** The end of a link to a host, as its children have one. */
    private static RawChild speakingTo(long host) {
        return new RawChild(RawChild.launchIdOf(host) + ".l");
    }

    private static void kill(long pid) {
        Processes.find(pid).ifPresent(info -> info.signal(Signals.KILL));
    }

    /**
     * As soon as it is there: it takes tens of milliseconds from there to its first read. What has not been executed yet has
     * the command line and the environment of its parent, and its end is none of a process that did start.
     */
    private static long firstJvmBelow(long parent, List<Long> others) {
        Optional<String> chain = new ProcessTable().variable(parent, "MESH_CHAIN");
        return first(() -> Processes.children(parent).stream()
                .filter(pid -> !others.contains(pid))
                .filter(pid -> Processes.find(pid)
                        .filter(info -> info.commandLine().contains("Bootstrap"))
                        .isPresent())
                .filter(pid -> !new ProcessTable().variable(pid, "MESH_CHAIN").equals(chain))
                .findFirst()
                .orElse(0L));
    }

    private ProcessInfo firstOf(String program) {
        long pid = first(() -> meshes.processes().left().stream()
                .filter(info -> info.commandLine().startsWith(program))
                .map(ProcessInfo::pid)
                .findFirst()
                .orElse(0L));
        return Processes.find(pid).orElseThrow();
    }

    private static long first(Callable<Long> pid) {
        return await().atMost(PATIENCE).pollInterval(Duration.ofMillis(1)).until(pid, found -> found != 0);
    }
}
