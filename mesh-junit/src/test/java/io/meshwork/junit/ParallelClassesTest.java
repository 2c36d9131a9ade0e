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
import java.util.List;
import java.util.Map;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** Classes that run at the same time in one JVM (J-5). */
@ExtendWith(NothingLeft.class)
class ParallelClassesTest {

    /* One; three in the profile "full". */
    private static final int ROUNDS = Math.max(1, Integer.getInteger("mesh.test.rounds", 1) / 10);

    static final Map<String, String> CLASSES_IN_PARALLEL = Map.of(
            "junit.jupiter.execution.parallel.enabled", "true",
            "junit.jupiter.execution.parallel.mode.classes.default", "concurrent",
            "junit.jupiter.execution.parallel.config.strategy", "fixed",
            "junit.jupiter.execution.parallel.config.fixed.parallelism", "2");

    @Test
    @DisplayName("B96: two classes that kill what is theirs, at the same time")
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

    @Test
    @DisplayName("B96: eight classes on two threads, each of which kills what is its own")
    void eightWithMeshesOfTheirOwnAreGreenOnTwoThreads() {
        for (int round = 0; round < ROUNDS; round++) {
            EngineExecutionResults results = run(
                    CLASSES_IN_PARALLEL,
                    First.class,
                    Second.class,
                    Third.class,
                    Fourth.class,
                    Fifth.class,
                    Sixth.class,
                    Seventh.class,
                    Eighth.class);

            assertThat(failures(results.allEvents())).as("round %d", round).isEmpty();
            assertThat(reported(results, "pid")).hasSize(24).doesNotHaveDuplicates();
        }
    }

    /** Kills one of its procs, and finds it replaced; nobody else's hand is seen. */
    @MeshTest(procs = 2)
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    @TestMethodOrder(MethodOrderer.MethodName.class)
    abstract static class KillsItsOwn {

        private long host;
        private long untouched;
        private long killed;

        @Test
        void firstItKills(HostMesh hosts, ProcMesh procs, Failures failures, TestReporter reporter) {
            host = hosts.get(0).pid();
            untouched = procs.get(0).pid();
            killed = procs.get(1).pid();
            for (long pid : List.of(host, untouched, killed)) {
                reporter.publishEntry("pid", Long.toString(pid));
            }
            procs.get(1).kill();
            assertThat(failures.next().member()).endsWith("pid " + killed);
        }

        @Test
        void thenItUsesWhatWasReplaced(HostMesh hosts, ProcMesh procs, ActorMesh<Counter> counters, Failures failures) {
            counters.cast(new Counter.Add(1));
            assertThat(counters.call(new Counter.Total())).containsExactly(1L, 1L);
            assertThat(procs.call(() -> ProcessHandle.current().pid()).get(0)).isEqualTo(untouched);
            assertThat(procs.get(1).pid()).isNotEqualTo(killed);
            assertThat(hosts.get(0).pid()).isEqualTo(host);
            assertThat(failures.poll()).isEmpty();
        }
    }

    static class First extends KillsItsOwn {}

    static class Second extends KillsItsOwn {}

    static class Third extends KillsItsOwn {}

    static class Fourth extends KillsItsOwn {}

    static class Fifth extends KillsItsOwn {}

    static class Sixth extends KillsItsOwn {}

    static class Seventh extends KillsItsOwn {}

    static class Eighth extends KillsItsOwn {}

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
