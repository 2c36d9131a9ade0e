package io.meshwork.bootstrap.launch;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.bootstrap.output.Outlet;
import io.meshwork.bootstrap.process.JavaCommand;
import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.host.ProcEnd;
import io.meshwork.proc.ProcOptions;
import io.meshwork.proc.ProcStatus;
import io.meshwork.shape.Extent;
import io.meshwork.transport.Run;
import io.meshwork.transport.link.LinkLoop;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** LA-6: many children that are ended at once, each a program that is no JVM. */
class BulkTerminationTest {

    private static final int CHILDREN = 64;
    private static final int MOST = 16;

    private final Run run = Run.ofThisJvm();
    private final CountDownLatch running = new CountDownLatch(CHILDREN);
    private final Set<Child> ending = new HashSet<>(); // guarded by itself
    private int mostEnding; // guarded by ending
    private LinkLoop loop;
    private ChildLauncher launcher;

    @BeforeEach
    void open() {
        run.acquire();
        loop = LinkLoop.start("bulk-test");
        launcher = new ChildLauncher(
                run,
                Config.ofThisJvm().with(Keys.TERMINATE_CONCURRENCY, Integer.toString(MOST)),
                LaunchIds.ofThisJvm(run.id()),
                JavaCommand.ofThisJvm(),
                "bulkTest",
                loop,
                Outlet.to((pid, stream, text) -> {}),
                envelope -> {},
                StandbySource.NONE);
    }

    @AfterEach
    void close() throws Exception {
        List<Child> left = launcher.children();
        launcher.close();
        for (Child child : left) {
            child.end().get(30, TimeUnit.SECONDS);
        }
        loop.close();
        run.release();
    }

    @Test
    @DisplayName("B70: never are more being ended than mesh.terminate-concurrency says")
    void neverAreMoreBeingEndedThanTheSettingSays() throws Exception {
        List<Child> children = launchAll();

        List<CompletableFuture<ProcEnd>> ends = new ArrayList<>();
        children.forEach(child -> ends.add(launcher.stop(child, "test")));

        for (CompletableFuture<ProcEnd> end : ends) {
            assertThat(end.get(60, TimeUnit.SECONDS).status())
                    .isInstanceOfSatisfying(
                            ProcStatus.Killed.class,
                            killed -> assertThat(killed.signal()).isEqualTo(15));
        }
        synchronized (ending) {
            assertThat(mostEnding).isEqualTo(MOST);
            assertThat(ending).isEmpty();
        }
    }

    @Test
    void thoseThatWaitForTheirTurnAreKilledWithoutAWordWhenTheLauncherCloses() throws Exception {
        List<Child> children = launchAll();
        children.forEach(child -> child.signal(19).join()); // none of them hears SIGTERM

        CompletableFuture<Void> all = launcher.stopAll("test");
        launcher.close();

        all.get(60, TimeUnit.SECONDS);
        assertThat(children)
                .allSatisfy(child -> assertThat(child.status().isTerminal()).isTrue());
    }

    private List<Child> launchAll() throws InterruptedException {
        ProcOptions sleep = ProcOptions.standard().command("sleep", "600");
        List<Child> children = new ArrayList<>();
        for (int rank = 0; rank < CHILDREN; rank++) {
            Launch launch = new Launch("p" + rank, Extent.of("procs", CHILDREN), rank, false, sleep);
            children.add(launcher.launch(launch, this::changed));
        }
        assertThat(running.await(60, TimeUnit.SECONDS)).isTrue();
        return children;
    }

    private void changed(Child child, ProcStatus status) {
        synchronized (ending) {
            if (status instanceof ProcStatus.Running) {
                running.countDown();
            } else if (status instanceof ProcStatus.Stopping) {
                ending.add(child);
            } else if (status.isTerminal()) {
                ending.remove(child);
            }
            mostEnding = Math.max(mostEnding, ending.size());
        }
    }
}
