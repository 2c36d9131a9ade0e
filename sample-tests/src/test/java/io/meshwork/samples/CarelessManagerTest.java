package io.meshwork.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.ActorMesh;
import io.meshwork.Failures;
import io.meshwork.ProcMesh;
import io.meshwork.actor.Actor;
import io.meshwork.actor.ActorStatus;
import io.meshwork.actor.Handler;
import io.meshwork.actor.MeshCallException;
import io.meshwork.actor.Request;
import io.meshwork.junit.MeshTest;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/**
 * Learn: what one reads when nobody supervises. The manager does not say what to do about a lost worker, so it fails too,
 * and its other workers are stopped. For the test all that is one failure: the killed process, and what followed from it.
 */
@MeshTest(procs = 3)
class CarelessManagerTest {

    public static final class CarelessManager implements Actor {

        public record Hire(ProcMesh procs) implements Request<CarelessManager, Integer> {}

        /** Answered when the shop closes. */
        public record AwaitClosing() implements Request<CarelessManager, String> {}

        @Handler
        int hire(Hire order) {
            return order.procs().spawn("packers", Packer.class).size();
        }

        @Handler
        CompletionStage<String> awaitClosing(AwaitClosing ask) {
            return new CompletableFuture<>();
        }
    }

    @Test
    void theManagerFailsTooAndTheTestReadsOneFailure(ProcMesh procs, Failures failures) {
        ActorMesh<CarelessManager> managers = procs.range("procs", 0, 1).spawn("manager", CarelessManager.class);
        CompletableFuture<?> closing = managers.callAsync(new CarelessManager.AwaitClosing());
        managers.call(new CarelessManager.Hire(procs.range("procs", 1, 3)));

        procs.get(1).kill();

        assertThatThrownBy(closing::join)
                .hasCauseInstanceOf(MeshCallException.class)
                .hasMessageContaining("did not supervise")
                .hasMessageContaining("SIGKILL");
        assertThat(managers.status().get(0)).isInstanceOf(ActorStatus.Failed.class);
        assertThat(failures.next()).satisfies(failure -> {
            assertThat(failure.ranks()).containsExactly(1);
            assertThat(failure.toString())
                    .containsSubsequence(
                            "proc p0_1 (hosts 0, procs 1) pid ",
                            "killed by SIGKILL (9)",
                            "; hence actor manager on proc p0_0 (hosts 0, procs 0) pid ",
                            "failed: did not supervise: actor packers on proc p0_1 (hosts 0, procs 0) pid ",
                            "killed by SIGKILL (9)");
        });
        assertThat(failures.takeAll()).isEqualTo(List.of());
    }
}
