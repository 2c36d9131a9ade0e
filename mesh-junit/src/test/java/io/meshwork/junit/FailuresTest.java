package io.meshwork.junit;

import static io.meshwork.junit.Samples.failures;
import static io.meshwork.junit.Samples.reported;
import static io.meshwork.junit.Samples.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.ActorMesh;
import io.meshwork.Client;
import io.meshwork.Failures;
import io.meshwork.ProcMesh;
import io.meshwork.actor.ActorRef;
import io.meshwork.failure.BrokenInvariants;
import io.meshwork.wire.Undeliverable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.slf4j.LoggerFactory;

/** What went wrong with a mesh and nobody took fails the test that caused it, and nothing else (J-6). */
@ExtendWith(NothingLeft.class)
class FailuresTest {

    private static final Map<String, String> IN_PROCESS = Map.of("mesh.mode", "in-process");

    @Test
    @DisplayName("B97, B98: a failure that nobody took fails the test that caused it, and no later one")
    void aFailureThatNobodyTookFailsTheTestThatCausedItWithRankStackTailAndSignalAndNoLaterOne() {
        EngineExecutionResults results = run(CausesFailures.class);

        assertThat(failures(results.containerEvents())).isEmpty();
        assertThat(failed(results)).containsExactlyInAnyOrder("anActorFails", "aProcIsKilled");
        UncleanMeshError actor = error(results, "anActorFails");
        assertThat(actor)
                .hasMessageStartingWith("failures that nobody took: 1\n  actor counter-1 on proc p0_")
                .hasMessageContaining("failed: it broke: mesh=counter-1 ranks=[1]")
                .hasMessageContaining("test=" + CausesFailures.class.getName() + ".anActorFails");
        assertThat(actor.getCause()).isInstanceOf(IllegalStateException.class).hasMessage("it broke");
        assertThat(actor.getCause().getStackTrace()[0].toString()).startsWith("proc p0_1 (hosts 0, procs 1) pid ");
        assertThat(actor.getCause().getStackTrace())
                .anyMatch(frame -> frame.getMethodName().equals("fail"));
        assertThat(error(results, "aProcIsKilled"))
                .hasMessageContaining("killed by SIGKILL (9)")
                .hasMessageContaining("last words")
                .hasMessageContaining("mesh=p0 ranks=[1]")
                .hasMessageContaining("\n    hence actor counter-")
                .hasMessageStartingWith("failures that nobody took: 1\n  proc p0_1 (hosts 0, procs 1) pid ");
    }

    @Test
    void whoTakesAFailureHasTakenWhatFollowsFromItAndExpectedOnesAreTaken() {
        EngineExecutionResults results = run(IN_PROCESS, TakesFailures.class);

        assertThat(failures(results.allEvents())).isEmpty();
        results.testEvents().assertStatistics(stats -> stats.succeeded(4));
    }

    @Test
    void aMessageThatCameBackUnaskedFailsItsTest() {
        EngineExecutionResults results = run(IN_PROCESS, HasMessagesBack.class);

        assertThat(failures(results.containerEvents())).isEmpty();
        assertThat(failed(results)).containsExactlyInAnyOrder("unasked", "expectsOther");
        assertThat(error(results, "unasked"))
                .hasMessageStartingWith("messages that came back and that nobody took: 1\n")
                .hasMessageContaining("ACTOR_STOPPED")
                .hasMessageContaining("Add[amount=5]");
    }

    @Test
    void anInvariantThatBrokeInAProcessFailsTheTestByNameAndPid() {
        EngineExecutionResults results = run(BreaksAnInvariant.class);

        assertThat(failures(results.containerEvents())).isEmpty();
        assertThat(failed(results)).containsExactly("breaks");
        assertThat(error(results, "breaks"))
                .hasMessageContaining("invariant MB-1 broke: made up")
                .hasMessageContaining("pid=" + reported(results, "pid").get(0) + " number=1");
    }

    @Test
    void whatIsFoundAfterATestThatHasFailedIsSuppressedIntoItsFailure() {
        EngineExecutionResults results = run(IN_PROCESS, FailsTwice.class);

        assertThat(failures(results.testEvents()))
                .singleElement()
                .asString()
                .startsWith("java.lang.IllegalArgumentException: of the test")
                .containsSubsequence("suppressed: ", "failures that nobody took: 1", "it broke");
        assertThat(failures(results.containerEvents())).isEmpty();
    }

    @Test
    void whatIsCausedBeforeTheFirstTestOrByAHookAfterTheLastIsTheClasses() {
        EngineExecutionResults results = run(IN_PROCESS, FailsBetweenTests.class);

        results.testEvents().assertStatistics(stats -> stats.succeeded(2).failed(0));
        assertThat(failures(results.containerEvents()))
                .singleElement()
                .asString()
                .contains("failures that nobody took: 1", "before all", "class=" + FailsBetweenTests.class.getName());
    }

    private static Set<String> failed(EngineExecutionResults results) {
        return results.testEvents().failed().stream()
                .map(event -> event.getTestDescriptor().getDisplayName().replaceAll("\\(.*", ""))
                .collect(Collectors.toSet());
    }

    private static UncleanMeshError error(EngineExecutionResults results, String test) {
        return results.testEvents().failed().stream()
                .filter(event -> event.getTestDescriptor().getDisplayName().startsWith(test + "("))
                .map(event -> event.getRequiredPayload(TestExecutionResult.class)
                        .getThrowable()
                        .orElseThrow())
                .map(UncleanMeshError.class::cast)
                .findAny()
                .orElseThrow();
    }

    @MeshTest(procs = 2)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class CausesFailures {

        /* Ends before the actor has begun. */
        @Test
        @Order(1)
        void anActorFails(ActorMesh<Counter> counters) {
            counters.slice("procs", 1).cast(new Counter.Fail("it broke"));
        }

        @Test
        @Order(2)
        void allIsWell(ActorMesh<Counter> counters) {
            assertThat(counters.call(new Counter.Total())).containsExactly(0L, 0L);
        }

        @Test
        @Order(3)
        void aProcIsKilled(ProcMesh procs, ActorMesh<Counter> counters) {
            procs.slice("procs", 1).run(() -> System.err.println("last words"));
            procs.get(1).kill();
        }

        @Test
        @Order(4)
        void allIsWellAgain() {}
    }

    @MeshTest(procs = 3)
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class TakesFailures {

        @Retention(RetentionPolicy.RUNTIME)
        @ExpectFailures
        @Test
        @interface Destructive {}

        @Test
        @Order(1)
        void takes(ProcMesh procs, ActorMesh<Counter> counters, Failures failures) {
            ActorRef<Counter> lost = counters.get(2);
            procs.get(2).kill();
            assertThat(failures.next().ranks()).containsExactly(2);
            lost.send(new Counter.Add(1)); // comes back
        }

        @Destructive
        @Order(2)
        void expects(ProcMesh procs) {
            ActorMesh<Counter> mine = procs.slice("procs", 0).spawn("mine", Counter.class);
            mine.cast(new Counter.Fail("as expected"));
            mine.cast(new Counter.Add(1)); // comes back
        }

        @Test
        @Order(3)
        void takesInAfterEach(ProcMesh procs) {
            procs.slice("procs", 0).spawn("other", Counter.class).cast(new Counter.Fail("taken late"));
        }

        @AfterEach
        void take(Failures failures, TestInfo test) {
            if (test.getDisplayName().startsWith("takesInAfterEach")) {
                assertThat(failures.next().what()).contains("taken late");
            }
        }

        @Test
        @Order(4)
        void isClean(Failures failures) {
            assertThat(failures.takeAll()).isEmpty();
        }
    }

    @MeshTest
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class HasMessagesBack {

        private static void sendInVain(ProcMesh procs, String name) {
            ActorMesh<Counter> mine = procs.spawn(name, Counter.class);
            ActorRef<Counter> gone = mine.get(0);
            mine.stop();
            gone.send(new Counter.Add(5));
        }

        @Test
        @Order(1)
        void unasked(ProcMesh procs) {
            sendInVain(procs, "unasked");
        }

        @Test
        @Order(2)
        void asked(ProcMesh procs, Client client) {
            sendInVain(procs, "asked");
            assertThat(client.undeliverables().next().category()).isEqualTo(Undeliverable.Category.ACTOR_STOPPED);
        }

        @Test
        @Order(3)
        @ExpectFailures
        void expectsOther(ProcMesh procs) {
            sendInVain(procs, "other");
        }

        @Test
        @Order(4)
        void nothingElse() {}
    }

    @MeshTest
    @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
    static class BreaksAnInvariant {

        @Test
        @Order(1)
        void breaks(ProcMesh procs, TestReporter reporter) {
            procs.run(() -> BrokenInvariants.report(LoggerFactory.getLogger("sample"), "MB-1", "made up", null));
            reporter.publishEntry("pid", Long.toString(procs.get(0).pid()));
        }

        @Test
        @Order(2)
        void nothingElse(ProcMesh procs) {
            procs.run(() -> {});
        }
    }

    @MeshTest
    static class FailsTwice {
        @Test
        void fails(ActorMesh<Counter> counters) {
            counters.cast(new Counter.Fail("it broke"));
            throw new IllegalArgumentException("of the test");
        }
    }

    @MeshTest
    static class FailsBetweenTests {

        @BeforeAll
        static void beforeAll(ActorMesh<Counter> counters) {
            counters.cast(new Counter.Fail("before all"));
        }

        @Test
        void first() {}

        @Test
        void second(ProcMesh procs) {
            procs.run(() -> {});
        }
    }
}
