package io.meshwork.junit;

import static io.meshwork.junit.Samples.failures;
import static io.meshwork.junit.Samples.reported;
import static io.meshwork.junit.Samples.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.HotSpotDiagnosticMXBean;
import io.meshwork.ActorMesh;
import io.meshwork.Client;
import io.meshwork.Failures;
import io.meshwork.HostMesh;
import io.meshwork.HostRef;
import io.meshwork.ProcMesh;
import io.meshwork.ProcRef;
import io.meshwork.actor.Actor;
import io.meshwork.actor.ActorRef;
import io.meshwork.proc.Jvm;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** What parameters and fields get, and which mesh an annotation on them means. */
@ExtendWith(NothingLeft.class)
class PlacesTest {

    @Test
    @DisplayName("B95: what has one member is given as a mesh, and as that member")
    void whatHasOneMemberIsGivenAsAMeshAndAsThatMember() {
        requireGreen(run(OneMember.class), 1);
    }

    @Test
    @DisplayName("B95: fields are filled: static ones, and those of superclasses and of classes around")
    void fieldsAreFilledStaticOnesAndThoseOfSuperclassesAndOfClassesAround() {
        EngineExecutionResults results = run(HasFields.class);

        requireGreen(results, 4);
        assertThat(reported(results, "mesh.procs")).containsExactly("1");
        assertThat(HasFields.ofAll).as("a static field, after its class").isNull();
    }

    @Test
    void theFieldsOfAnInstancePerClassAreFilledOnce() {
        EngineExecutionResults results = run(FieldsPerClass.class);

        requireGreen(results, 2);
        assertThat(reported(results, "mesh.actors")).containsExactly("1");
    }

    @Test
    void aFieldThatTheTestFillsItselfIsLeftAlone() {
        requireGreen(run(FillsItself.class), 1);
    }

    @Test
    void anAnnotationMeansAnotherMeshThanTheClasssAndWhatIsSaidAlikeIsTheSame() {
        EngineExecutionResults results = run(OtherMeshes.class);

        requireGreen(results, 2);
        assertThat(reported(results, "mesh.hosts")).containsExactly("3");
        assertThat(reported(results, "mesh.procs")).containsExactly("12");
    }

    @Test
    void namedActorsAreToldApartAndGetTheirArguments() {
        EngineExecutionResults results = run(NamedActors.class);

        requireGreen(results, 2);
        assertThat(reported(results, "names")).containsExactly("left right", "left-2 right-2");
    }

    @Test
    @DisplayName("B95: dimensions may be named")
    void dimensionsMayBeNamed() {
        requireGreen(run(NamedDimensions.class), 1);
    }

    @Test
    void theProcsOfAnAnnotationGetItsArgumentsBehindThoseOfTheClass() {
        requireGreen(run(ProcsWithArguments.class), 1);
    }

    @Test
    void eachRunOfARepeatedOrParameterizedTestHasItsOwnActors() {
        EngineExecutionResults results = run(Repeats.class);

        requireGreen(results, 4);
        assertThat(reported(results, "actors"))
                .containsExactlyInAnyOrder("counter-1", "counter-2", "counter-3", "counter-4");
    }

    @Test
    void withTheScopeOfAMethodEachTestHasAMeshOfItsOwn() {
        EngineExecutionResults results = run(PerMethod.class);

        requireGreen(results, 2);
        assertThat(reported(results, "mesh.hosts")).containsExactly("1", "1");
        assertThat(reported(results, "mesh.left")).containsExactly("0", "0");
    }

    @Test
    void whatIsAskedForWithAScopeLivesThatLong() {
        EngineExecutionResults results = run(SaysScopes.class);

        requireGreen(results, 2);
        assertThat(reported(results, "class")).hasSize(2).containsOnly("ofAll");
        assertThat(reported(results, "method")).containsExactly("own", "own-2");
    }

    private static void requireGreen(EngineExecutionResults results, int tests) {
        assertThat(failures(results.allEvents())).isEmpty();
        results.testEvents().assertStatistics(stats -> stats.succeeded(tests));
    }

    @MeshTest(mode = Mode.IN_PROCESS)
    static class OneMember {
        @Test
        void isGiven(
                HostMesh hosts,
                HostRef host,
                ProcMesh procs,
                ProcRef proc,
                ActorMesh<Counter> counters,
                ActorRef<Counter> counter,
                MeshFixture fixture,
                Failures failures) {
            assertThat(host.id()).isEqualTo(hosts.get(0).id());
            assertThat(proc.id()).isEqualTo(procs.get(0).id());
            assertThat(counter).isEqualTo(counters.get(0));
            assertThat(fixture.procs()).isSameAs(procs);
            assertThat(fixture.client().failures()).isSameAs(failures);
        }
    }

    abstract static class Base<A extends Actor> {

        static HostMesh ofAll;

        Client client;
        private ActorMesh<A> inherited;

        ActorMesh<A> inherited() {
            return inherited;
        }
    }

    @MeshTest(mode = Mode.IN_PROCESS)
    static class HasFields extends Base<Counter> {

        @Procs
        private static ProcMesh procs;

        static ActorMesh<Counter> ofClass;

        private ProcRef proc;
        private Failures failures;
        private ActorRef<Counter> counter;

        @BeforeAll
        static void statics(ActorMesh<Counter> counters) {
            assertThat(procs).isNotNull();
            assertThat(counters).isSameAs(ofClass);
        }

        @BeforeEach
        void areThere() {
            assertThat(failures).isSameAs(client.failures());
            assertThat(counter).isEqualTo(inherited().get(0));
        }

        @RepeatedTest(2)
        void sees(HostMesh hosts, ActorMesh<Counter> counters) {
            assertThat(hosts).isSameAs(ofAll);
            assertThat(inherited()).isSameAs(counters).isNotSameAs(ofClass);
            assertThat(proc.id()).isEqualTo(procs.get(0).id());
        }

        @Nested
        class Inner {

            private ActorMesh<Counter> own;

            @RepeatedTest(2)
            void seesThem(ProcMesh asked) {
                assertThat(asked).isSameAs(procs);
                assertThat(own).isSameAs(inherited());
            }
        }
    }

    @MeshTest(mode = Mode.IN_PROCESS)
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class FieldsPerClass {

        private ActorMesh<Counter> counters;

        @BeforeAll
        void before() {
            counters.cast(new Counter.Add(1));
        }

        @Test
        void first() {
            assertThat(counters.call(new Counter.Total())).containsExactly(1L);
        }

        @Test
        void second() {
            assertThat(counters.call(new Counter.Total())).containsExactly(1L);
        }
    }

    @MeshTest(procs = 2, mode = Mode.IN_PROCESS)
    static class FillsItself {

        private final HostMesh whole;
        private ProcMesh procs;
        private ActorMesh<?> any;
        private ActorRef<Counter> second;

        FillsItself(HostMesh hosts, ProcMesh all) {
            whole = hosts;
            procs = all.range("procs", 0, 1);
        }

        @BeforeEach
        void fill(ActorMesh<Counter> counters) {
            assertThat(any).isNull();
            assertThat(second).isNull();
            second = counters.get(1);
        }

        @Test
        void keepsIt(HostMesh hosts) {
            assertThat(whole).isSameAs(hosts);
            assertThat(procs.size()).isEqualTo(1);
        }
    }

    @MeshTest(procs = 2, mode = Mode.IN_PROCESS)
    static class OtherMeshes {

        @Procs(3)
        private ProcMesh three;

        @Test
        void ofProcs(ProcMesh usual, @Procs(2) ProcMesh alike, @Procs(3) ProcMesh same, @Procs(name = "x") ProcMesh x) {
            assertThat(alike).isSameAs(usual);
            assertThat(same).isSameAs(three);
            assertThat(same.extent()).hasToString("hosts=1,procs=3");
            assertThat(x).isNotSameAs(usual);
            assertThat(x.name()).isEqualTo("x");
            assertThat(x.extent()).isEqualTo(usual.extent());
        }

        @Test
        void ofHosts(
                HostMesh usual,
                @Hosts(2) HostMesh two,
                @Hosts(2) @Procs(extent = "gpus=2") ProcMesh procs,
                @Hosts(2) @Procs(extent = "gpus=2") ActorMesh<Counter> counters,
                @Procs(name = "one", value = 1) ActorRef<Counter> single) {
            assertThat(two).isNotSameAs(usual);
            assertThat(procs.extent()).hasToString("hosts=2,gpus=2");
            assertThat(counters.size()).isEqualTo(4);
            assertThat(single.call(new Counter.Total())).isZero();
        }
    }

    @Retention(RetentionPolicy.RUNTIME)
    @Actors(
            name = "right",
            args = {"7", "MINUTES", "PT2M", "x", "true", "text"})
    @interface Right {}

    @MeshTest(mode = Mode.IN_PROCESS)
    static class NamedActors {

        @Actors(
                name = "left",
                args = {"5", "SECONDS", "PT1S", "c", "false", ""})
        private ActorMesh<Told> left;

        @Right
        private ActorRef<Told> right;

        @RepeatedTest(2)
        void areTold(
                @Actors(
                                name = "left",
                                args = {"5", "SECONDS", "PT1S", "c", "false", ""})
                        ActorMesh<Told> asked,
                TestReporter reporter) {
            assertThat(asked).isSameAs(left);
            assertThat(asked.<String>call(told -> told.all())).containsExactly("5 SECONDS PT1S c false ");
            String told = right.call(one -> one.all());
            assertThat(told).isEqualTo("7 MINUTES PT2M x true text");
            reporter.publishEntry("names", left.name() + " " + right.id().name());
        }
    }

    static final class Told implements Actor {

        private final String all;

        Told(long number, TimeUnit unit, Duration time, char letter, Boolean flag, String text) {
            all = number + " " + unit + " " + time + " " + letter + " " + flag + " " + text;
        }

        String all() {
            return all;
        }
    }

    @MeshTest(hostExtent = "zone=2,rack=2", procExtent = "gpus=2", mode = Mode.IN_PROCESS)
    static class NamedDimensions {
        @Test
        void areTheMeshs(HostMesh hosts, ActorMesh<Counter> counters) {
            assertThat(hosts.extent()).hasToString("zone=2,rack=2");
            assertThat(counters.extent()).hasToString("zone=2,rack=2,gpus=2");
        }
    }

    @MeshTest(jvm = Jvm.THROUGHPUT, jvmArgs = "-Dsample.of=class", requires = Requirement.PROCESSES)
    static class ProcsWithArguments {
        @Test
        void haveBoth(@Procs(jvmArgs = "-Dsample.own=yes") ProcMesh procs) {
            assertThat(procs.call(() -> System.getProperty("sample.of") + " " + System.getProperty("sample.own")))
                    .containsExactly("class yes");
            assertThat(procs.call(() -> {
                        HotSpotDiagnosticMXBean jvm =
                                ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
                        return jvm.getVMOption("UseG1GC").getValue()
                                + jvm.getVMOption("TieredStopAtLevel").getValue();
                    }))
                    .containsExactly("true4");
        }
    }

    @MeshTest(mode = Mode.IN_PROCESS)
    static class Repeats {

        private ActorMesh<Counter> counters;

        @RepeatedTest(2)
        void again(ActorMesh<Counter> asked, TestReporter reporter) {
            assertThat(asked).isSameAs(counters);
            reporter.publishEntry("actors", asked.name());
        }

        @ParameterizedTest
        @ValueSource(longs = {3, 4})
        void with(long amount, ActorMesh<Counter> asked, TestReporter reporter) {
            asked.cast(new Counter.Add(amount));
            assertThat(asked.call(new Counter.Total())).containsExactly(amount);
            reporter.publishEntry("actors", asked.name());
        }
    }

    @MeshTest(scope = Scope.METHOD, mode = Mode.IN_PROCESS)
    static class PerMethod {

        private Client client;

        @RepeatedTest(2)
        void hasItsOwn(Client asked, ProcMesh procs, ActorMesh<Counter> counters) {
            assertThat(asked).isSameAs(client);
            assertThat(counters.name()).isEqualTo("counter-1");
        }

        @AfterEach
        void stillThere(ActorMesh<Counter> counters) {
            assertThat(counters.call(new Counter.Total())).containsExactly(0L);
        }
    }

    @MeshTest(mode = Mode.IN_PROCESS)
    static class SaysScopes {
        @RepeatedTest(2)
        void asItSays(
                @Actors(name = "ofAll", scope = Scope.CLASS) ActorMesh<Counter> ofAll,
                @Procs(name = "own", scope = Scope.METHOD) ProcMesh own,
                TestReporter reporter) {
            reporter.publishEntry("class", ofAll.name());
            reporter.publishEntry("method", own.name());
        }
    }
}
