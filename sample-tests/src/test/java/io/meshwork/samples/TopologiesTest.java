package io.meshwork.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.ActorMesh;
import io.meshwork.junit.MeshTest;
import io.meshwork.junit.MeshTopologies;

/** Learn: the same test over meshes of several shapes, each named in the report. */
@MeshTest
class TopologiesTest {

    // tag::topologies[]
    @MeshTopologies({"hosts=1,procs=1", "hosts=2,procs=2"})
    void theSumIsThatOfTheRanks(ActorMesh<Counter> counters) {
        counters.cast(new Counter.Add(3));

        assertThat(counters.call(new Counter.Total())).hasSize(counters.size()).containsOnly(3L);
    }
    // end::topologies[]
}
