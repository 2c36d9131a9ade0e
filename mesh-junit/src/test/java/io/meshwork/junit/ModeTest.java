package io.meshwork.junit;

import static io.meshwork.junit.Samples.failures;
import static io.meshwork.junit.Samples.reported;
import static io.meshwork.junit.Samples.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.ActorMesh;
import io.meshwork.Client;
import io.meshwork.ProcMesh;
import io.meshwork.actor.Actor;
import io.meshwork.actor.Handler;
import io.meshwork.actor.Message;
import io.meshwork.mailbox.OncePort;
import io.meshwork.mailbox.PortRef;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** J-7: where hosts and procs live is said by the class, or else by the setting. */
@ExtendWith(NothingLeft.class)
class ModeTest {

    private static final String OWN_PID = Long.toString(ProcessHandle.current().pid());
    private static final Map<String, String> IN_PROCESS = Map.of("mesh.mode", "in-process");

    @Test
    void theAnnotationKeepsAClassInTheJvmOfItsTest() {
        EngineExecutionResults results = run(InProcess.class);

        assertThat(failures(results.allEvents())).isEmpty();
        assertThat(reported(results, "pid")).containsExactly(OWN_PID);
        assertThat(reported(results, "mesh.procs")).containsExactly("4");
        assertThat(reported(results, "mesh.left")).containsExactly("0");
    }

    @Test
    void theSettingSwitchesAClassThatSaysNothing() {
        EngineExecutionResults results = run(IN_PROCESS, AsSet.class);

        assertThat(failures(results.allEvents())).isEmpty();
        assertThat(reported(results, "pid")).containsExactly(OWN_PID);
    }

    @Test
    void theAnnotationWinsOverTheSetting() {
        EngineExecutionResults results = run(IN_PROCESS, InProcesses.class);

        assertThat(failures(results.allEvents())).isEmpty();
        assertThat(reported(results, "pid")).hasSize(1).doesNotContain(OWN_PID);
    }

    @Test
    void aClassThatRequiresProcessesIsSkippedInProcessWithTheReason() {
        EngineExecutionResults results = run(IN_PROCESS, NeedsProcesses.class);

        results.testEvents().assertStatistics(stats -> stats.started(0));
        assertThat(results.containerEvents().skipped().stream())
                .singleElement()
                .satisfies(event -> assertThat(event.getRequiredPayload(String.class))
                        .contains("not applicable in-process", NeedsProcesses.class.getName()));
        assertThat(reported(results, "mesh.hosts")).isEmpty();
    }

    @Test
    void aClassThatRequiresProcessesRunsWhereThereAreSome() {
        EngineExecutionResults results = run(NeedsProcesses.class);

        assertThat(failures(results.allEvents())).isEmpty();
        results.testEvents().assertStatistics(stats -> stats.succeeded(2));
    }

    @Test
    void aClassThatContradictsItselfIsRefused() {
        assertThat(failures(run(Contradiction.class).allEvents()))
                .singleElement()
                .asString()
                .contains("can't both require processes and be in-process", Contradiction.class.getName());
    }

    @Test
    void aHandlerThatNeverEndsFailsItsClassByItsStack() {
        EngineExecutionResults results = run(Samples.IMPATIENT, NeverEnds.class);
        Stubborn.GATE.countDown();

        results.testEvents().assertStatistics(stats -> stats.succeeded(1));
        assertThat(failures(results.containerEvents()))
                .singleElement()
                .asString()
                .contains("threads were left behind", NeverEnds.class.getName(), "Stubborn.block");
    }

    @MeshTest(hosts = 2, procs = 2, mode = Mode.IN_PROCESS)
    static class InProcess {
        @Test
        void countsHere(ProcMesh procs, ActorMesh<Counter> counters, TestReporter reporter) {
            assertThat(counters.size()).isEqualTo(4);
            assertThat(procs.extent()).hasToString("hosts=2,procs=2");
            reporter.publishEntry("pid", Long.toString(pid(procs)));
        }
    }

    @MeshTest
    static class AsSet {
        @Test
        void tellsItsPid(ProcMesh procs, TestReporter reporter) {
            reporter.publishEntry("pid", Long.toString(pid(procs)));
        }
    }

    @MeshTest(mode = Mode.PROCESSES)
    static class InProcesses {
        @Test
        void tellsItsPid(ProcMesh procs, TestReporter reporter) {
            reporter.publishEntry("pid", Long.toString(pid(procs)));
        }
    }

    @MeshTest(requires = Requirement.PROCESSES)
    static class NeedsProcesses {
        @Test
        void isElsewhere(ProcMesh procs) {
            assertThat(pid(procs)).isNotEqualTo(ProcessHandle.current().pid());
        }

        @Nested
        class Inner {
            @Test
            void isElsewhereToo(ProcMesh procs) {
                assertThat(pid(procs)).isNotEqualTo(ProcessHandle.current().pid());
            }
        }
    }

    @MeshTest(mode = Mode.IN_PROCESS, requires = Requirement.PROCESSES)
    static class Contradiction {
        @Test
        void neverRuns() {}
    }

    @MeshTest(mode = Mode.IN_PROCESS)
    static class NeverEnds {
        @Test
        void blocks(Client client, ActorMesh<Stubborn> actors) {
            OncePort<String> begun = client.openOncePort(String.class);
            actors.cast(new Stubborn.Block(begun.ref()));
            begun.receive();
        }
    }

    static final class Stubborn implements Actor {

        record Block(PortRef<String> begun) implements Message<Stubborn> {}

        static final CountDownLatch GATE = new CountDownLatch(1);

        @Handler
        void block(Block block) {
            block.begun().send("begun");
            while (GATE.getCount() > 0) {
                try {
                    GATE.await();
                } catch (InterruptedException e) {
                    // on purpose: it does not heed its end
                }
            }
        }
    }

    private static long pid(ProcMesh procs) {
        return procs.<Long>call(() -> ProcessHandle.current().pid()).get(0);
    }
}
