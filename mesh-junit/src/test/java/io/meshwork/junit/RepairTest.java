package io.meshwork.junit;

import static io.meshwork.junit.Samples.failures;
import static io.meshwork.junit.Samples.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.ActorMesh;
import io.meshwork.Failures;
import io.meshwork.HostMesh;
import io.meshwork.HostRef;
import io.meshwork.ProcMesh;
import io.meshwork.ProcRef;
import io.meshwork.actor.ActorRef;
import io.meshwork.host.HostStatus;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** What one test damaged is whole before the next (J-12). */
@ExtendWith(NothingLeft.class)
class RepairTest {

    @Test
    @DisplayName("B96: each test finds the mesh of its class whole")
    void eachTestFindsTheMeshWholeBehindTheHandlesOfTheClass() {
        EngineExecutionResults results = run(DamagesAll.class);

        assertThat(failures(results.allEvents())).isEmpty();
        results.testEvents().assertStatistics(stats -> stats.succeeded(4));
    }

    @MeshTest(hosts = 2, procs = 2)
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class DamagesAll {

        private HostMesh hosts;
        private ProcMesh procs;
        private ActorMesh<Counter> ofTheClass;
        private ActorMesh<Counter> byHand;
        private ProcRef oldProc;
        private ActorRef<Counter> oldActor;
        private HostRef oldHost;

        @BeforeAll
        void keep(HostMesh hosts, ProcMesh procs, ActorMesh<Counter> ofTheClass) {
            this.hosts = hosts;
            this.procs = procs;
            this.ofTheClass = ofTheClass;
            byHand = procs.spawn("byHand", Counter.class);
            oldProc = procs.get(3);
            oldActor = ofTheClass.get(3);
            oldHost = hosts.get(1);
        }

        @Test
        @Order(1)
        void aKilledProcIsNamed(ProcMesh procs, ActorMesh<Counter> counters, Failures failures) {
            ofTheClass.cast(new Counter.Add(5));
            counters.cast(new Counter.Add(1));
            assertThat(ofTheClass.call(new Counter.Total())).containsExactly(5L, 5L, 5L, 5L);

            procs.get(3).kill();

            assertThat(failures.next().ranks()).containsExactly(3);
        }

        @Test
        @Order(2)
        void rankThreeIsUsedAgain(ProcMesh procs, ActorMesh<Counter> counters, Failures failures) {
            assertThat(procs).isSameAs(this.procs);
            assertThat(procs.call(() -> ProcessHandle.current().pid()))
                    .doesNotHaveDuplicates()
                    .doesNotContain(oldProc.pid());
            counters.cast(new Counter.Add(1));
            assertThat(counters.call(new Counter.Total())).containsExactly(1L, 1L, 1L, 1L);
            assertThat(ofTheClass.call(new Counter.Total())).containsExactly(5L, 5L, 5L, 0L);
            String why = "rank 3 was replaced after aKilledProcIsNamed";
            assertThat(oldProc.status().describe()).contains(why);
            assertThatThrownBy(oldProc::kill).hasMessageContaining(why);
            assertThatThrownBy(() -> oldActor.call(new Counter.Total())).hasMessageContaining(why);
            assertThatThrownBy(() -> byHand.call(new Counter.Total()))
                    .hasMessageContaining("actor byHand on proc p0_3")
                    .hasMessageContaining(why);

            hosts.get(1).kill();

            assertThat(failures.next().ranks()).containsExactly(1);
        }

        @Test
        @Order(3)
        void theLostHostIsThereAgain(HostMesh hosts, ProcMesh procs) {
            assertThat(hosts).isSameAs(this.hosts);
            assertThat(hosts.status()).hasOnlyElementsOfType(HostStatus.Running.class);
            assertThat(procs.call(() -> 1)).containsExactly(1, 1, 1, 1);
            assertThat(ofTheClass.call(new Counter.Total())).containsExactly(5L, 5L, 0L, 0L);
            assertThatThrownBy(oldHost::kill).hasMessageContaining("host 1 was replaced after rankThreeIsUsedAgain");

            procs.get(0).suspend();
            hosts.get(1).suspend();
        }

        @Test
        @Order(4)
        void whatStoodStillGoesOn(ActorMesh<Counter> counters, Failures failures) {
            assertThat(counters.call(new Counter.Total())).containsExactly(0L, 0L, 0L, 0L);
            assertThat(ofTheClass.call(new Counter.Total())).containsExactly(5L, 5L, 0L, 0L);
            assertThat(failures.poll()).isEmpty();
        }
    }

    @Test
    void whatCannotBeRepairedFailsTheTestsThatAreLeftWithThatCauseAlone() {
        EngineExecutionResults results = run(StopsItsProcs.class);

        results.testEvents().assertStatistics(stats -> stats.succeeded(1).failed(2));
        assertThat(failures(results.testEvents()))
                .hasSize(2)
                .allSatisfy(text -> assertThat(text)
                        .contains(
                                "the meshes that stopsThem left behind could not be repaired, which is not tried again: "
                                        + "already stopped: procs that were stopped can't be repaired: mesh=p0"));
    }

    @MeshTest(mode = Mode.IN_PROCESS)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class StopsItsProcs {
        @Test
        @Order(1)
        void stopsThem(ProcMesh procs) {
            procs.stop();
        }

        @Test
        @Order(2)
        void asksForThem(ProcMesh procs) {}

        @Test
        @Order(3)
        void asksForNothing() {}
    }
}
