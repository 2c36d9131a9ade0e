package io.meshwork.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.ActorMesh;
import io.meshwork.ProcMesh;
import io.meshwork.junit.MeshTest;
import io.meshwork.value.ValueMesh;
import org.junit.jupiter.api.Test;

/**
 * Learn: meshes with a shape. Two hosts with two procs each; casts to all and to a slice; one typed answer per rank, in
 * rank order; code shipped to every proc.
 */
@MeshTest(hosts = 2, procs = 2)
class CounterTest {

    @Test
    void everyRankCounts(ActorMesh<Counter> counters) {
        counters.cast(new Counter.Add(5));
        counters.slice("hosts", 1).cast(new Counter.Add(1));

        ValueMesh<Long> totals = counters.call(new Counter.Total());

        assertThat(totals).containsExactly(5L, 5L, 6L, 6L);
    }

    @Test
    void everyRankIsAProcessOfItsOwn(ProcMesh procs) {
        ValueMesh<Long> pids = procs.call(() -> ProcessHandle.current().pid());

        assertThat(pids)
                .hasSize(4)
                .doesNotHaveDuplicates()
                .doesNotContain(ProcessHandle.current().pid());
    }

    @Test
    void aTestLooksInsideWithALambda(ActorMesh<Counter> counters) {
        long amount = 7;

        counters.run(counter -> counter.add(new Counter.Add(amount)));

        assertThat(counters.call(new Counter.Total())).containsOnly(7L);
    }
}
