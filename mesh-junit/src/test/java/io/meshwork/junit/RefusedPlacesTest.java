package io.meshwork.junit;

import static io.meshwork.junit.Samples.failures;
import static io.meshwork.junit.Samples.reported;
import static io.meshwork.junit.Samples.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.ActorMesh;
import io.meshwork.Client;
import io.meshwork.HostMesh;
import io.meshwork.HostRef;
import io.meshwork.ProcMesh;
import io.meshwork.ProcRef;
import io.meshwork.actor.Actor;
import io.meshwork.actor.ActorRef;
import io.meshwork.mailbox.Port;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** J-14: what a place can't have is refused in one sentence, and nothing is started first. */
@ExtendWith(NothingLeft.class)
class RefusedPlacesTest {

    @Test
    void whatIsNotInjectedIsRefusedThoughOthersBeforeItCouldBeHad() {
        requireRefused(WrongTypes.class, 3)
                .anySatisfy(text -> assertThat(text)
                        .contains("method=WrongTypes.actor parameter=counter", "accepted are", "ActorRef<MyActor>"))
                .anySatisfy(text -> assertThat(text)
                        .contains("it is opened, got or made, not injected", "found=mailbox.Port<java.lang.String>"))
                .anySatisfy(text -> assertThat(text)
                        .contains("parameter=number", "accepted are Client, Failures", "found=@Procs int"));
    }

    @Test
    void anAnnotationOnWhatItSaysNothingOfIsRefused() {
        requireRefused(WrongAnnotations.class, 3)
                .anySatisfy(text -> assertThat(text)
                        .contains("@Procs says nothing of a HostMesh", "accepted are ProcMesh, ProcRef, ActorMesh"))
                .anySatisfy(text -> assertThat(text).contains("@Actors says nothing of a ProcMesh"))
                .anySatisfy(text -> assertThat(text).contains("@Hosts says nothing of a Client"));
    }

    @Test
    void aMemberOfAMeshOfSeveralIsRefusedWithTheirNumber() {
        requireRefused(SeveralMembers.class, 3)
                .anySatisfy(text -> assertThat(text)
                        .contains("a HostRef stands for the only member", "which has 2", "got: hosts=2"))
                .anySatisfy(text -> assertThat(text).contains("a ProcRef", "which has 4", "hosts=2,procs=2"))
                .anySatisfy(text -> assertThat(text).contains("a ActorRef<MyActor> stands for", "which has 4"));
        requireRefused(SeveralMembersInAField.class, 1)
                .anySatisfy(text -> assertThat(text)
                        .contains("field=SeveralMembersInAField.counter", "found=@Actors actor.ActorRef<"));
    }

    @Test
    void whatLivesForATestIsRefusedWhereNoTestRuns() {
        assertThat(failures(runsNothing(StaticField.class).allEvents()))
                .singleElement()
                .asString()
                .contains(
                        "asked for where no test runs",
                        "class=" + StaticField.class.getName(),
                        "field=StaticField.procs",
                        "scope=METHOD");
        assertThat(failures(runsNothing(BeforeTests.class).allEvents()))
                .singleElement()
                .asString()
                .contains("asked for where no test runs", "method=BeforeTests.before parameter=client");
        assertThat(failures(runsNothing(ConstructorPerClass.class).allEvents()))
                .singleElement()
                .asString()
                .contains("asked for where no test runs", "constructor of ConstructorPerClass parameter=actors");
    }

    @Test
    void oneNameForTwoAndTwoForOneAreRefused() {
        requireRefused(Names.class, 4)
                .anySatisfy(text -> assertThat(text)
                        .contains(
                                "one name for two that differ",
                                "name=left",
                                "method=Names.differ parameter=second",
                                "parameter=first too"))
                .anySatisfy(text -> assertThat(text).contains("one name for two that differ", "name=procs"))
                .anySatisfy(text -> assertThat(text).contains("said twice which one is meant", "one @Actors"))
                .anySatisfy(text -> assertThat(text).contains("not a name for this actor mesh", "got: 'a b'"));
    }

    @Test
    void numbersAndExtentsThatAreNoneAreRefused() {
        requireRefused(Numbers.class, 5)
                .anySatisfy(text -> assertThat(text).contains("1 or more procs", "procs=0"))
                .anySatisfy(text -> assertThat(text).contains("accepted is one of them", "hosts=2", "'zone=2'"))
                .anySatisfy(text -> assertThat(text).contains("no extent of procs", "'gpus'", "name=size"))
                .anySatisfy(text -> assertThat(text).contains("procs have a dimension of their hosts", "'hosts'"))
                .anySatisfy(text -> assertThat(text).contains("mesh.transport", "can't have for itself"));
    }

    @Test
    void whatWouldOutliveWhatItStandsOnIsRefused() {
        requireRefused(Outlives.class, 3)
                .anySatisfy(text -> assertThat(text).contains("hosts can't outlive the class's mesh", "scope=SESSION"))
                .anySatisfy(text -> assertThat(text).contains("actors can't outlive their procs", "scope=CLASS"))
                .anySatisfy(text -> assertThat(text).contains("several scopes for one mesh"));
    }

    @Test
    void anActorThatCannotBeMadeIsRefused() {
        requireRefused(Unmakeable.class, 5)
                .anySatisfy(text -> assertThat(text).contains("an abstract class or interface can't be spawned"))
                .anySatisfy(text -> assertThat(text).contains("make it static", "Inner"))
                .anySatisfy(text -> assertThat(text).contains("leave out private", "Hidden"))
                .anySatisfy(text -> assertThat(text)
                        .contains("no constructor takes these texts", "args=[5]", Counter.class.getName()))
                .anySatisfy(text -> assertThat(text).contains("several constructors take these texts", "args=[1]"));
    }

    @Test
    void aFinalFieldIsRefused() {
        requireRefused(FinalField.class, 1)
                .anySatisfy(text -> assertThat(text).contains("a final field can't be filled", "FinalField.procs"));
    }

    @Test
    void aParameterThatIsNotOursIsLeftToOthers() {
        EngineExecutionResults results = run(LeftToOthers.class);

        assertThat(failures(results.allEvents())).isEmpty();
        results.testEvents().assertStatistics(stats -> stats.succeeded(1));
    }

    private static org.assertj.core.api.ListAssert<String> requireRefused(Class<?> sample, int tests) {
        return assertThat(failures(runsNothing(sample).testEvents()))
                .hasSize(tests)
                .allSatisfy(text -> assertThat(text).contains("class=" + sample.getName(), "found="));
    }

    private static EngineExecutionResults runsNothing(Class<?> sample) {
        EngineExecutionResults results = run(sample);
        assertThat(reported(results, "mesh.hosts")).isEmpty();
        results.testEvents().assertStatistics(stats -> stats.succeeded(0));
        return results;
    }

    @MeshTest
    static class WrongTypes {
        @Test
        void actor(ProcMesh procs, Counter counter) {}

        @Test
        void port(ProcMesh procs, Port<String> port) {}

        @Test
        void number(ProcMesh procs, @Procs int number) {}
    }

    @MeshTest
    static class WrongAnnotations {
        @Test
        void hosts(ProcMesh procs, @Procs(2) HostMesh hosts) {}

        @Test
        void procs(ProcMesh first, @Actors(name = "x") ProcMesh procs) {}

        @Test
        void client(ProcMesh procs, @Hosts(2) Client client) {}
    }

    @MeshTest(hosts = 2, procs = 2)
    static class SeveralMembers {
        @Test
        void host(ProcMesh procs, HostRef host) {}

        @Test
        void proc(HostMesh hosts, ProcRef proc) {}

        @Test
        void actor(HostMesh hosts, ActorRef<Counter> counter) {}
    }

    @MeshTest(procs = 2)
    static class SeveralMembersInAField {
        @Actors
        private ActorRef<Counter> counter;

        @Test
        void neverRuns(HostMesh hosts) {}
    }

    @MeshTest(scope = Scope.METHOD)
    static class StaticField {
        @Procs
        private static ProcMesh procs;

        @Test
        void neverRuns() {}
    }

    @MeshTest(scope = Scope.METHOD)
    static class BeforeTests {
        @BeforeAll
        static void before(Client client) {}

        @Test
        void neverRuns() {}
    }

    @MeshTest
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class ConstructorPerClass {
        ConstructorPerClass(ProcMesh procs, @Procs(scope = Scope.METHOD) ActorMesh<Counter> actors) {}

        @Test
        void neverRuns() {}
    }

    @Retention(RetentionPolicy.RUNTIME)
    @Actors(name = "right")
    @interface Right {}

    @MeshTest
    static class Names {
        @Test
        void differ(@Actors(name = "left") ActorMesh<Counter> first, @Actors(name = "left") ActorMesh<Other> second) {}

        @Test
        void procs(
                @Procs(name = "procs") ProcMesh first, @Procs(name = "procs", value = 2) ActorMesh<Counter> second) {}

        @Test
        void twice(@Right @Actors(name = "left") ActorMesh<Counter> counters) {}

        @Test
        void none(ProcMesh procs, @Actors(name = "a b") ActorMesh<Counter> counters) {}
    }

    @MeshTest
    static class Numbers {
        @Test
        void none(HostMesh hosts, @Procs(0) ProcMesh procs) {}

        @Test
        void both(ProcMesh procs, @Hosts(value = 2, extent = "zone=2") HostMesh hosts) {}

        @Test
        void noExtent(HostMesh hosts, @Procs(extent = "gpus") ProcMesh procs) {}

        @Test
        void sameDimension(HostMesh hosts, @Procs(extent = "hosts=2") ProcMesh procs) {}

        @Test
        void setting(HostMesh hosts, @Procs(jvmArgs = "-Dmesh.transport=tcp") ProcMesh procs) {}
    }

    @MeshTest
    static class Outlives {
        @Test
        void hosts(ProcMesh procs, @Hosts(value = 2, scope = Scope.SESSION) HostMesh hosts) {}

        @Test
        void actors(
                ProcMesh procs,
                @Procs(scope = Scope.METHOD) @Actors(scope = Scope.CLASS) ActorMesh<Counter> counters) {}

        @Test
        void several(
                @Procs(
                                value = 2,
                                scope = {Scope.METHOD, Scope.CLASS})
                        ProcMesh procs) {}
    }

    @MeshTest
    static class Unmakeable {
        @Test
        void isAbstract(ProcMesh procs, ActorMesh<Half> actors) {}

        @Test
        void isInner(ProcMesh procs, ActorMesh<Inner> actors) {}

        @Test
        void isPrivate(ProcMesh procs, ActorMesh<Hidden> actors) {}

        @Test
        void takesNoText(ProcMesh procs, @Actors(args = "5") ActorMesh<Counter> actors) {}

        @Test
        void takesItTwice(ProcMesh procs, @Actors(args = "1") ActorMesh<Other> actors) {}

        final class Inner implements Actor {}

        private static final class Hidden implements Actor {}
    }

    abstract static class Half implements Actor {}

    static final class Other implements Actor {
        Other() {}

        Other(int number) {}

        Other(String text) {}
    }

    @MeshTest
    static class FinalField {
        @Procs
        private final ProcMesh procs = null;

        @Test
        void neverRuns() {}
    }

    @MeshTest
    @ExtendWith(Lists.class)
    static class LeftToOthers {
        @Test
        void runs(List<ProcMesh> list, @Mocked Counter mocked) {
            assertThat(list).isEmpty();
            assertThat(mocked).isNotNull();
        }
    }

    @Retention(RetentionPolicy.RUNTIME)
    @interface Mocked {}

    /** Resolves what we don't. */
    static final class Lists implements ParameterResolver {
        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            Class<?> type = parameter.getParameter().getType();
            return type == List.class || type == Counter.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == List.class ? List.of() : new Counter();
        }
    }
}
