package io.meshwork.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.ActorMesh;
import io.meshwork.Failures;
import io.meshwork.ProcMesh;
import io.meshwork.actor.MeshCallException;
import io.meshwork.junit.MeshTest;
import io.meshwork.value.ValueMesh;
import org.junit.jupiter.api.Test;

/**
 * Learn: meshes with a shape. Two hosts with two procs each; casts to all and to a slice; one typed answer per rank, in
 * rank order; code shipped to every proc. A proc that a test kills is replaced before the next one.
 */
// tag::counter-test[]
@MeshTest(hosts = 2, procs = 2)
class CounterTest {

    @Test
    void everyRankCounts(ProcMesh procs, ActorMesh<Counter> counters) {
        counters.cast(new Counter.Add(5));
        counters.slice("hosts", 1).cast(new Counter.Add(1));

        ValueMesh<Long> totals = counters.call(new Counter.Total());
        assertThat(totals).containsExactly(5L, 5L, 6L, 6L);

        ValueMesh<Long> pids = procs.call(() -> ProcessHandle.current().pid());
        assertThat(pids)
                .doesNotHaveDuplicates()
                .doesNotContain(ProcessHandle.current().pid());
    }
    // end::counter-test[]

    // tag::killed[]
    @Test
    void aKilledProcIsNamed(ProcMesh procs, ActorMesh<Counter> counters, Failures failures) {
        procs.get(3).kill();

        assertThat(failures.next()).satisfies(f -> assertThat(f.ranks()).containsExactly(3));
        assertThatThrownBy(() -> counters.call(new Counter.Total()))
                .isInstanceOf(MeshCallException.class)
                .hasMessageContaining("rank 3")
                .hasMessageContaining("SIGKILL");
    }
    // end::killed[]

    @Test
    void aTestLooksInsideWithALambda(ActorMesh<Counter> counters) {
        long amount = 7;

        counters.run(counter -> counter.add(new Counter.Add(amount)));

        assertThat(counters.call(new Counter.Total())).containsOnly(7L);
    }
}
