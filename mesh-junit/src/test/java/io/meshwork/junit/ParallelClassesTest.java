package io.meshwork.junit;

import static io.meshwork.junit.Samples.failures;
import static io.meshwork.junit.Samples.reported;
import static io.meshwork.junit.Samples.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.ActorMesh;
import io.meshwork.Failures;
import io.meshwork.HostMesh;
import io.meshwork.ProcMesh;
import io.meshwork.actor.MeshCallException;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** Classes that run at the same time in one JVM (J-5). */
@ExtendWith(NothingLeft.class)
class ParallelClassesTest {

    static final Map<String, String> CLASSES_IN_PARALLEL = Map.of(
            "junit.jupiter.execution.parallel.enabled", "true",
            "junit.jupiter.execution.parallel.mode.classes.default", "concurrent",
            "junit.jupiter.execution.parallel.config.strategy", "fixed",
            "junit.jupiter.execution.parallel.config.fixed.parallelism", "2");

    @Test
    void theyKnowNothingOfEachOthersProcessesMessagesAndFailures() {
        EngineExecutionResults results = run(CLASSES_IN_PARALLEL, Left.class, Right.class);

        assertThat(failures(results.allEvents())).isEmpty();
        assertThat(reported(results, "pid")).hasSize(4).doesNotHaveDuplicates();
    }

    @MeshTest
    @ExtendWith(Rendezvous.class)
    static class Left {
        @Test
        void killsFirst(
                HostMesh hosts,
                ProcMesh procs,
                ActorMesh<Counter> counters,
                Failures failures,
                CyclicBarrier both,
                TestReporter reporter)
                throws Exception {
            count(hosts, procs, counters, 1, reporter);
            meet(both);
            killOwn(procs, counters, failures);
            meet(both);
            meet(both);
            assertThat(failures.poll()).isEmpty();
        }
    }

    @MeshTest
    @ExtendWith(Rendezvous.class)
    static class Right {
        @Test
        void killsLater(
                HostMesh hosts,
                ProcMesh procs,
                ActorMesh<Counter> counters,
                Failures failures,
                CyclicBarrier both,
                TestReporter reporter)
                throws Exception {
            count(hosts, procs, counters, 10, reporter);
            meet(both);
            meet(both);
            assertThat(failures.poll()).isEmpty();
            assertThat(counters.call(new Counter.Total())).containsExactly(10L);
            killOwn(procs, counters, failures);
            meet(both);
        }
    }

    private static void count(
            HostMesh hosts, ProcMesh procs, ActorMesh<Counter> counters, long amount, TestReporter reporter) {
        counters.cast(new Counter.Add(amount));
        assertThat(counters.call(new Counter.Total())).containsExactly(amount);
        reporter.publishEntry("pid", Long.toString(hosts.get(0).pid()));
        reporter.publishEntry("pid", Long.toString(procs.get(0).pid()));
    }

    private static void killOwn(ProcMesh procs, ActorMesh<Counter> counters, Failures failures) {
        procs.get(0).kill();
        assertThat(failures.next().member()).endsWith("pid " + procs.get(0).pid());
        assertThatThrownBy(() -> counters.call(new Counter.Total())).isInstanceOf(MeshCallException.class);
    }

    private static void meet(CyclicBarrier both) throws Exception {
        both.await(30, TimeUnit.SECONDS);
    }
}
