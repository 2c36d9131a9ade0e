package io.meshwork.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.ActorMesh;
import io.meshwork.Failures;
import io.meshwork.ProcMesh;
import io.meshwork.ProcRef;
import io.meshwork.actor.MeshCallException;
import io.meshwork.junit.MeshTest;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;

/**
 * Learn: a proc killed for real, with {@code kill -9}. The test hears one failure with all that follows from it; calls say
 * which rank could not answer and why; the other ranks go on. The next test finds rank 3 in another process, behind the same
 * handles.
 */
@MeshTest(hosts = 2, procs = 2)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class KilledProcTest {

    private ProcRef old;

    @Test
    @Order(1)
    void aKilledProcIsNamed(ProcMesh procs, ActorMesh<Counter> counters, Failures failures) {
        old = procs.get(3);
        old.kill();

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

    @Test
    @Order(2)
    void itsRankIsUsedAgain(ProcMesh procs, ActorMesh<Counter> counters) {
        assertThat(counters.call(new Counter.Total())).containsExactly(0L, 0L, 0L, 0L);
        assertThat(procs.get(3).pid()).isNotEqualTo(old.pid());
        assertThatThrownBy(old::kill).hasMessageContaining("rank 3 was replaced after aKilledProcIsNamed");
    }
}
