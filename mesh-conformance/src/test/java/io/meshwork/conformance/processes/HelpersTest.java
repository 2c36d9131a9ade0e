package io.meshwork.conformance.processes;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.Alloc;
import io.meshwork.AllocSpec;
import io.meshwork.HostMesh;
import io.meshwork.LeakReport;
import io.meshwork.ProcMesh;
import io.meshwork.ShutdownReport;
import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.conformance.Row;
import io.meshwork.conformance.life.Meshes;
import io.meshwork.conformance.life.Processes;
import io.meshwork.host.Leftover;
import io.meshwork.shape.Extent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Processes that an actor's code started and did not end: L9 of the life cycle. */
class HelpersTest {

    private static final Config QUICK = Config.ofThisJvm().with(Keys.GRACE, "1s");

    enum Helper {
        CHILD("sleep 600"),
        /** It carries no mark. */
        CLEARED("env -i sleep 600"),
        /** It hangs below nobody of the mesh, and is in a session of its own. */
        DOUBLE_FORKED("setsid sleep 600");

        private final String command;

        Helper(String command) {
            this.command = command;
        }

        /** @return its pid */
        long start(ProcMesh procs) {
            String script = command + " < /dev/null > /dev/null 2>&1 & echo $!";
            String whole = this == DOUBLE_FORKED ? script : "exec " + command;
            boolean forked = this == DOUBLE_FORKED;
            return procs.call(() -> started(whole, forked)).get(0);
        }

        private static long started(String script, boolean forked) throws IOException, InterruptedException {
            Process shell = new ProcessBuilder("sh", "-c", script).start();
            if (!forked) {
                return shell.pid();
            }
            try (BufferedReader out =
                    new BufferedReader(new InputStreamReader(shell.getInputStream(), StandardCharsets.US_ASCII))) {
                long pid = Long.parseLong(out.readLine().strip());
                shell.waitFor();
                return pid;
            }
        }
    }

    @Row("B68")
    @ParameterizedTest
    @EnumSource
    void oneThatOutlivesAProcThatEndedInOrderIsToldAndRemoved(Helper helper) {
        try (Meshes meshes = Meshes.start(QUICK)) {
            Alloc alloc = meshes.allocate(AllocSpec.of(Extent.of("hosts", 1)).owner("this test"));
            HostMesh hosts = HostMesh.allocate(meshes.client(), alloc, "test");
            ProcMesh procs = hosts.spawn("p0", Extent.unity());
            long pid = helper.start(procs);
            assertThat(Processes.find(pid)).isPresent();

            ShutdownReport report = hosts.shutdown();

            assertGone(pid);
            assertThat(report.left()).singleElement().satisfies(left -> {
                assertThat(left.pid()).isEqualTo(pid);
                assertThat(left.commandLine()).contains("sleep 600");
            });
            assertThat(report.isOrderly()).isFalse();
            assertThat(hosts.leftovers()).isEqualTo(report.left());
            assertThat(alloc.leaks().isClean()).isTrue();
        }
    }

    @Row("B68")
    @ParameterizedTest
    @EnumSource(names = {"CHILD", "DOUBLE_FORKED"})
    void oneWhoseProcExitedBeforeIsRemoved(Helper helper) {
        try (Meshes meshes = Meshes.start(QUICK)) {
            HostMesh hosts = meshes.hosts(1);
            ProcMesh procs = hosts.spawn("p0", Extent.unity());
            long pid = helper.start(procs);

            procs.get(0).exit(0);

            assertThat(meshes.client().failures().takeAll()).hasSize(1);
            assertGone(pid); // as soon as the end of its proc is told
            hosts.shutdown();
        }
    }

    /* One that cleared its environment is nobody's any more then: the nets do not reach it. */
    @Row("B68")
    @ParameterizedTest
    @EnumSource(names = {"CHILD", "DOUBLE_FORKED"})
    void oneWhoseProcIsKilledIsRemoved(Helper helper) {
        try (Meshes meshes = Meshes.start(QUICK)) {
            HostMesh hosts = meshes.hosts(1);
            ProcMesh procs = hosts.spawn("p0", Extent.unity());
            long pid = helper.start(procs);

            procs.get(0).kill();

            assertThat(meshes.client().failures().takeAll()).hasSize(1);
            assertGone(pid);
            hosts.shutdown();
        }
    }

    /* The report of who is there tells of it while it is there. */
    @Row("B68")
    @ParameterizedTest
    @EnumSource(names = {"CHILD", "DOUBLE_FORKED"})
    void oneIsInTheLeakReportAsLongAsItLives(Helper helper) {
        try (Meshes meshes = Meshes.start(QUICK)) {
            Alloc alloc = meshes.allocate(AllocSpec.of(Extent.of("hosts", 1)).owner("this test"));
            HostMesh hosts = HostMesh.allocate(meshes.client(), alloc, "test");
            long pid = helper.start(hosts.spawn("p0", Extent.unity()));

            LeakReport report = alloc.leaks();

            assertThat(report.owner()).isEqualTo("this test");
            assertThat(report.living()).extracting(Leftover::pid).contains(pid);
            assertThat(report.toString()).contains("pid=" + pid, "sleep 600", "launchIds=");
            hosts.shutdown();
            assertThat(alloc.leaks().living()).isEmpty();
        }
    }

    /* A zombie is dead: whoever took over an orphan waits for it when he pleases. */
    private static void assertGone(long pid) {
        assertThat(Processes.find(pid).filter(info -> !info.isDead())).isEmpty();
    }
}
