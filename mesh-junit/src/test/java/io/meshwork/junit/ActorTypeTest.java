package io.meshwork.junit;

import static io.meshwork.junit.Samples.failures;
import static io.meshwork.junit.Samples.reported;
import static io.meshwork.junit.Samples.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.ActorMesh;
import io.meshwork.actor.Actor;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** Which actor a parameter means. */
@ExtendWith(NothingLeft.class)
class ActorTypeTest {

    @Test
    void theActorIsReadThroughGenericSuperclassesInterfacesAndNestedClasses() {
        EngineExecutionResults results = run(OfCounters.class);

        assertThat(failures(results.allEvents())).isEmpty();
        assertThat(reported(results, "found"))
                .containsExactlyInAnyOrder("base Counter", "contract Counter", "nested Counter", "wildcard Counter");
    }

    @Test
    void whatNamesNoActorIsRefusedByNameAndStartsNothing() {
        EngineExecutionResults results = run(NamesNoActor.class);

        assertThat(failures(results.testEvents()))
                .hasSize(4)
                .allSatisfy(text -> assertThat(text)
                        .contains("ParameterResolutionException", "write ActorMesh<MyActor>", "parameter=counters")
                        .contains("class=" + NamesNoActor.class.getName()))
                .anySatisfy(text -> assertThat(text)
                        .contains("ActorMesh without actor type", "method=NamesNoActor.raw", "found=ActorMesh"))
                .anySatisfy(text -> assertThat(text).contains("method=NamesNoActor.unbounded", "found=ActorMesh<?>"))
                .anySatisfy(
                        text -> assertThat(text).contains("method=NamesNoActor.any", "found=ActorMesh<actor.Actor>"))
                .anySatisfy(text -> assertThat(text).contains("no test class fixes X", "method=NamesNoActor.variable"));
        assertThat(reported(results, "mesh.hosts")).isEmpty();
    }

    @Test
    void aRawSubclassIsRefusedWithTheVariableItLeavesOpen() {
        EngineExecutionResults results = run(LeavesOpen.class);

        assertThat(failures(results.testEvents()))
                .hasSize(2)
                .allSatisfy(text -> assertThat(text).contains("no test class fixes A", "found=ActorMesh<A>"))
                .anySatisfy(
                        text -> assertThat(text).contains("class=" + LeavesOpen.class.getName(), "method=Base.ofBase"))
                .anySatisfy(text ->
                        assertThat(text).contains("class=" + Base.In.class.getName(), "method=constructor of In"));
    }

    @Test
    void anActorThatCannotBeMadeIsRefusedBeforeAProcessStarts() {
        EngineExecutionResults results = run(AbstractActor.class);

        assertThat(failures(results.testEvents()))
                .singleElement()
                .satisfies(text -> assertThat(text)
                        .contains("an abstract class or interface can't be spawned", Unmakeable.class.getName()));
        assertThat(reported(results, "mesh.hosts")).isEmpty();
    }

    @MeshTest
    abstract static class Base<A extends Actor> {

        @Test
        void ofBase(ActorMesh<A> counters, TestReporter reporter) {
            reporter.publishEntry("found", "base " + type(counters));
        }

        @Nested
        class In {

            private final ActorMesh<A> ofConstructor;

            In(ActorMesh<A> counters) {
                ofConstructor = counters;
            }

            @Test
            void ofNested(ActorMesh<A> counters, TestReporter reporter) {
                assertThat(counters).isSameAs(ofConstructor);
                reporter.publishEntry("found", "nested " + type(counters));
            }
        }
    }

    abstract static class Middle<B extends Actor> extends Base<B> {}

    interface Contract<C extends Actor> {
        @Test
        default void ofContract(ActorMesh<C> counters, TestReporter reporter) {
            reporter.publishEntry("found", "contract " + type(counters));
        }
    }

    static class OfCounters extends Middle<Counter> implements Contract<Counter> {
        @Test
        void ofWildcard(ActorMesh<? extends Counter> counters, TestReporter reporter) {
            reporter.publishEntry("found", "wildcard " + type(counters));
        }
    }

    @MeshTest
    static class NamesNoActor {
        @Test
        @SuppressWarnings("rawtypes") // that is the claim
        void raw(ActorMesh counters) {}

        @Test
        void unbounded(ActorMesh<?> counters) {}

        @Test
        void any(ActorMesh<Actor> counters) {}

        @Test
        <X extends Counter> void variable(ActorMesh<X> counters) {}
    }

    @SuppressWarnings("rawtypes") // that is the claim
    static class LeavesOpen extends Base {}

    interface Unmakeable extends Actor {}

    @MeshTest
    static class AbstractActor {
        @Test
        void asks(ActorMesh<Unmakeable> actors) {}
    }

    private static String type(ActorMesh<?> mesh) {
        return List.of(mesh.toString().split(" ")).get(1);
    }
}
