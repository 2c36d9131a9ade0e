package io.meshwork.conformance.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.meshwork.AllocSpec;
import io.meshwork.AllocationException;
import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.conformance.life.Meshes;
import io.meshwork.proc.ProcOptions;
import io.meshwork.shape.Extent;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** Hosts of which one never comes: the wait ends, and with it all that was started (M-1). */
class LateHostTest {

    private static final AllocSpec SECOND_HANGS = AllocSpec.of(Extent.of("hosts", 2))
            .options(ProcOptions.standard().rank(1, ProcOptions.standard().command("sleep", "600")));

    /* The first one's news put off the end of the idle bound, but not of the bound in all. */
    @Test
    void theWaitInAllIsBoundedAndTheLateRankIsNamed() {
        Config config = Config.ofThisJvm()
                .with(Keys.NETS, "none")
                .with(Keys.READY_TIMEOUT, "5s")
                .with(Keys.READY_IDLE_TIMEOUT, "5s");
        try (Meshes meshes = Meshes.start(config)) {
            assertThatThrownBy(() -> meshes.hosts(SECOND_HANGS, "late"))
                    .isInstanceOf(AllocationException.class)
                    .hasMessageContainingAll("in time", "mesh=late", "boundMillis=5000")
                    .hasMessageContaining("rank 1 which never said that it is ready: pid=")
                    .hasMessageNotContaining("rank 0");
            assertThat(meshes.processes().left()).isEmpty();
        }
    }

    @Test
    void anInterruptEndsTheWaitAndLeavesWhenAllIsGone() {
        try (Meshes meshes = Meshes.withoutNets()) {
            CompletableFuture<Boolean> stillInterrupted = new CompletableFuture<>();
            CompletableFuture<Throwable> thrown = new CompletableFuture<>();
            CompletableFuture<Integer> left = new CompletableFuture<>();
            Thread waits = new Thread(() -> {
                try {
                    meshes.hosts(SECOND_HANGS, "interrupted");
                } catch (RuntimeException e) {
                    left.complete(meshes.processes().left().size());
                    stillInterrupted.complete(Thread.currentThread().isInterrupted());
                    thrown.complete(e);
                }
            });
            waits.start();
            await().until(() -> meshes.processes().pids().size() == 2);

            waits.interrupt();

            assertThat(thrown.join()).isInstanceOf(AllocationException.class).hasMessageContaining("interrupted");
            assertThat(left.join()).isZero();
            assertThat(stillInterrupted.join()).isTrue();
        }
    }
}
