package io.meshwork.conformance.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.meshwork.SpawnException;
import io.meshwork.actor.Actor;
import io.meshwork.conformance.Backend;
import io.meshwork.conformance.Bench;
import io.meshwork.conformance.EachBackend;
import io.meshwork.conformance.Row;
import io.meshwork.value.ValueMesh;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.AfterParameterizedClassInvocation;
import org.junit.jupiter.params.BeforeParameterizedClassInvocation;
import org.junit.jupiter.params.Parameter;

/** What an actor can do to the process it lives in stays in that process. */
@EachBackend(processes = "one JVM has one pid, one set of properties and one class path for all procs in it")
class OwnProcessesTest {

    @Parameter
    Backend backend;

    private Bench bench;

    /** Initialised only here: what initialises the test's own class is each lambda that is written in it. */
    private static final class Missing {
        static final Class<? extends Actor> CLASS = KnownHere.unknownOverThere();
    }

    @BeforeParameterizedClassInvocation
    void start() {
        bench = Bench.start(backend, 2, 2);
    }

    @AfterParameterizedClassInvocation
    void close() {
        bench.close();
    }

    @Test
    @Row("B24")
    void eachRankIsInAProcessOfItsOwn() {
        ValueMesh<Long> pids = bench.procs().call(() -> ProcessHandle.current().pid());

        assertThat(pids)
                .containsExactlyElementsOf(bench.procs().values().map(proc -> proc.pid()))
                .doesNotHaveDuplicates()
                .doesNotContain(ProcessHandle.current().pid());
    }

    @Test
    void propertiesAreThoseOfTheProcess() {
        bench.procs().run(() -> System.setProperty("set.by.lambda", "yes"));

        ValueMesh<String> set = bench.procs().call(() -> System.getProperty("set.by.lambda"));

        assertThat(set).hasSize(4).containsOnly("yes");
        assertThat(System.getProperty("set.by.lambda")).isNull();
    }

    @Test
    @Row("B25")
    void aClassThatTheFarProcessesDoNotHaveFailsEachRank() {
        SpawnException thrown =
                catchThrowableOfType(SpawnException.class, () -> bench.procs().spawn("missing", Missing.CLASS));

        assertThat(thrown.statuses())
                .hasSize(4)
                .allSatisfy(status -> assertThat(status)
                        .asString()
                        .contains("no such class in this process")
                        .contains("class=" + Missing.CLASS.getName()));
        assertThat(bench.client().failures().poll()).isEmpty();
    }
}
