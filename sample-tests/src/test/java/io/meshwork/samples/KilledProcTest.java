package io.meshwork.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.ActorMesh;
import io.meshwork.Failures;
import io.meshwork.ProcMesh;
import io.meshwork.actor.MeshCallException;
import io.meshwork.junit.MeshTest;
import org.junit.jupiter.api.Test;

/**
 * Learn: a proc killed for real, with {@code kill -9}. The test hears one failure with all that follows from it; calls say
 * which rank could not answer and why; the other ranks go on.
 */
@MeshTest(hosts = 2, procs = 2)
class KilledProcTest {

    @Test
    void aKilledProcIsNamed(ProcMesh procs, ActorMesh<Counter> counters, Failures failures) {
        procs.get(3).kill();

        assertThat(failures.next()).satisfies(failure -> {
            assertThat(failure.ranks()).containsExactly(3);
            assertThat(failure.what()).contains("SIGKILL");
            assertThat(failure.consequences()).hasSize(1);
        });
        assertThatThrownBy(() -> counters.call(new Counter.Total()))
                .isInstanceOf(MeshCallException.class)
                .hasMessageContaining("rank 3")
                .hasMessageContaining("SIGKILL");
        assertThat(counters.slice("hosts", 0).call(new Counter.Total())).containsExactly(0L, 0L);
    }
}
