package io.meshwork.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.Failures;
import io.meshwork.HostMesh;
import io.meshwork.ProcMesh;
import io.meshwork.actor.ActorRef;
import io.meshwork.junit.MeshTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Learn: supervision. A manager actor owns workers in other processes, loses one to {@code kill -9}, replaces it in a
 * fresh one, and finishes the job. The test owns the procs, so it hears of the killed one too.
 */
@MeshTest(procs = 3)
class ManagerTest {

    @Test
    void aLostWorkerIsReplacedAndTheJobIsDone(HostMesh hosts, ProcMesh procs, Failures failures) {
        ActorRef<Manager> manager =
                procs.range("procs", 0, 1).spawn("manager", Manager.class).get(0);
        manager.send(new Manager.Hire(procs.range("procs", 1, 3), hosts));
        assertThat(manager.call(new Manager.Pack(List.of("lamp", "vase"))))
                .containsExactly("lamp by p0_1", "vase by p0_2");

        procs.get(1).kill();

        assertThat(manager.call(new Manager.Pack(List.of("chair", "table"))))
                .containsExactly("chair by fresh_0", "table by p0_2");
        assertThat(failures.next().ranks()).containsExactly(1);
    }
}
