package io.meshwork.junit;

import static io.meshwork.junit.Samples.failures;
import static io.meshwork.junit.Samples.reported;
import static io.meshwork.junit.Samples.run;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.meshwork.ActorMesh;
import io.meshwork.Client;
import io.meshwork.Failures;
import io.meshwork.HostMesh;
import io.meshwork.MeshEvent;
import io.meshwork.Phase;
import io.meshwork.ProcMesh;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** Who gets what, and who shares it (B95, J-5). */
@ExtendWith(NothingLeft.class)
class InjectionTest {

    @Test
    void everyPlaceOfAClassGetsItsMeshAndEachTestItsOwnActors() {
        EngineExecutionResults results = run(Everywhere.class);

        assertThat(failures(results.allEvents())).isEmpty();
        assertThat(reported(results, "actors")).containsExactly("counter-1", "counter-2", "counter-3");
        assertThat(reported(results, "pid"))
                .hasSize(2)
                .containsOnly(reported(results, "pid").get(0));
        assertThat(reported(results, "mesh.procs")).containsExactly("1");
        assertThat(reported(results, "mesh.actors")).containsExactly("3");
    }

    @Test
    void anInstancePerMethodGetsThatTestsActorsAndNestedClassesShareTheProcs() {
        EngineExecutionResults results = run(PerMethod.class);

        assertThat(failures(results.allEvents())).isEmpty();
        assertThat(reported(results, "actors")).containsExactlyInAnyOrder("counter-1", "counter-2", "counter-3");
        assertThat(reported(results, "mesh.hosts")).containsExactly("1");
    }

    @Test
    void aNestedClassThatIsFirstToAskStartsTheMeshOfTheClassAroundIt() {
        EngineExecutionResults results = run(OnlyNestedAsks.class);

        assertThat(failures(results.allEvents())).isEmpty();
        assertThat(reported(results, "pid"))
                .hasSize(2)
                .containsOnly(reported(results, "pid").get(0));
        assertThat(reported(results, "mesh.hosts")).containsExactly("1");
    }

    @Test
    void hostsThatAreInjectedBeforeProcsAreToldOfThem() {
        assertThat(failures(run(HostsFirst.class).allEvents())).isEmpty();
    }

    @Test
    void theRegionHasHostsAndProcsAndTheProcsGetTheArguments() {
        assertThat(failures(run(TwoByTwo.class).allEvents())).isEmpty();
    }

    @Test
    void theAnnotationComposesIsInheritedAndTags() {
        EngineExecutionResults results = run(InheritsTwoProcs.class);

        assertThat(failures(results.allEvents())).isEmpty();
        assertThat(results.containerEvents().started().stream())
                .anySatisfy(event -> assertThat(event.getTestDescriptor().getTags())
                        .anyMatch(tag -> tag.getName().equals("mesh")));
    }

    @Test
    void aClassThatAsksForNothingStartsNothing() {
        EngineExecutionResults results = run(AsksForNothing.class);

        assertThat(failures(results.allEvents())).isEmpty();
        assertThat(reported(results, "living")).containsExactly("0");
        assertThat(reported(results, "mesh.hosts")).isEmpty();
    }

    @MeshTest
    @TestInstance(TestInstance.Lifecycle.PER_CLASS)
    static class Everywhere {

        private final Client client;
        private final HostMesh hosts;
        private final ProcMesh procs;
        private final ActorMesh<Counter> ofClass;
        private final Failures failures;
        private ActorMesh<Counter> ofTest;

        Everywhere(Client client, HostMesh hosts, ProcMesh procs, ActorMesh<Counter> counters, Failures failures) {
            this.client = client;
            this.hosts = hosts;
            this.procs = procs;
            this.failures = failures;
            ofClass = counters;
            ofTest = counters;
        }

        @BeforeAll
        void beforeAll(
                Client client,
                HostMesh hosts,
                ProcMesh procs,
                ActorMesh<Counter> counters,
                Failures failures,
                TestReporter reporter) {
            assertThat(List.of(client, hosts, procs, counters, failures))
                    .containsExactly(this.client, this.hosts, this.procs, ofClass, this.failures);
            assertThat(failures).isSameAs(client.failures());
            assertThat(procs.region().extent()).hasToString("hosts=1,procs=1");
            counters.cast(new Counter.Add(7));
            reporter.publishEntry("actors", counters.name());
        }

        @BeforeEach
        void beforeEach(ActorMesh<Counter> counters) {
            assertThat(counters).isNotSameAs(ofClass);
            ActorMesh<Counter> before = ofTest;
            if (before != ofClass) {
                assertThatThrownBy(() -> before.call(new Counter.Total())).hasMessageContaining("already stopped");
            }
            ofTest = counters;
        }

        @Test
        void first(ActorMesh<Counter> counters, ProcMesh procs, TestReporter reporter) {
            countFromZero(counters, procs, reporter);
        }

        @Test
        void second(ActorMesh<Counter> counters, ProcMesh procs, TestReporter reporter) {
            countFromZero(counters, procs, reporter);
        }

        private void countFromZero(ActorMesh<Counter> counters, ProcMesh procs, TestReporter reporter) {
            assertThat(counters).isSameAs(ofTest);
            assertThat(procs).isSameAs(this.procs);
            counters.cast(new Counter.Add(1));
            assertThat(counters.call(new Counter.Total())).containsExactly(1L);
            reporter.publishEntry("actors", counters.name());
            reporter.publishEntry("pid", Long.toString(procs.get(0).pid()));
        }

        @AfterEach
        void afterEach(ActorMesh<Counter> counters) {
            assertThat(counters).isSameAs(ofTest);
            assertThat(counters.call(new Counter.Total())).containsExactly(1L);
        }

        @AfterAll
        void afterAll(ActorMesh<Counter> counters) {
            assertThat(counters).isSameAs(ofClass);
            assertThat(counters.call(new Counter.Total())).containsExactly(7L);
        }
    }

    @MeshTest
    static class PerMethod {

        private final ActorMesh<Counter> counters;
        private final ProcMesh procs;

        PerMethod(ActorMesh<Counter> counters, ProcMesh procs) {
            this.counters = counters;
            this.procs = procs;
        }

        @Test
        void first(ActorMesh<Counter> counters, TestReporter reporter) {
            assertThat(counters).isSameAs(this.counters);
            reporter.publishEntry("actors", counters.name());
        }

        @Test
        void second(ActorMesh<Counter> counters, TestReporter reporter) {
            assertThat(counters).isSameAs(this.counters);
            reporter.publishEntry("actors", counters.name());
        }

        @Nested
        class Inner {

            private final ActorMesh<Counter> ofInner;

            Inner(ActorMesh<Counter> counters) {
                ofInner = counters;
            }

            @Test
            void third(ActorMesh<Counter> counters, ProcMesh shared, TestReporter reporter) {
                assertThat(counters).isSameAs(ofInner).isSameAs(PerMethod.this.counters);
                assertThat(shared).isSameAs(procs);
                reporter.publishEntry("actors", counters.name());
            }
        }
    }

    @MeshTest
    static class OnlyNestedAsks {

        @Nested
        class First {
            @Test
            void asks(ProcMesh procs, TestReporter reporter) {
                reporter.publishEntry("pid", Long.toString(procs.get(0).pid()));
            }
        }

        @Nested
        class Second {
            @Test
            void asks(ProcMesh procs, TestReporter reporter) {
                reporter.publishEntry("pid", Long.toString(procs.get(0).pid()));
            }
        }
    }

    @MeshTest(hosts = 2, procs = 2, jvmArgs = "-Dsample=yes")
    static class TwoByTwo {
        @Test
        void hasFourProcs(HostMesh hosts, ProcMesh procs) {
            assertThat(hosts.extent()).hasToString("hosts=2");
            assertThat(procs.extent()).hasToString("hosts=2,procs=2");
            assertThat(procs.call(() -> System.getProperty("sample"))).containsExactly("yes", "yes", "yes", "yes");
            assertThat(procs.call(() -> ProcessHandle.current().pid())).doesNotHaveDuplicates();
        }
    }

    @MeshTest(procs = 2)
    @Retention(RetentionPolicy.RUNTIME)
    @Inherited
    @interface TwoProcs {}

    @TwoProcs
    abstract static class SaysTwoProcs {}

    static class InheritsTwoProcs extends SaysTwoProcs {
        @Test
        void hasTwoProcs(ProcMesh procs) {
            assertThat(procs.extent()).hasToString("hosts=1,procs=2");
        }
    }

    @MeshTest
    static class AsksForNothing {
        @Test
        void looks(TestReporter reporter) {
            reporter.publishEntry(
                    "living", Integer.toString(NothingLeft.living().size()));
        }
    }

    @MeshTest
    static class HostsFirst {

        @Test
        void theProcsHadBegunBeforeTheyWereAskedFor(HostMesh hosts, @Procs(2) ProcMesh procs, Client client) {
            for (int rank = 0; rank < procs.size(); rank++) {
                String member = "proc p0_" + rank + " " + procs.extent().point(rank);
                List<MeshEvent> events = client.events().stream()
                        .filter(event -> event.member().equals(member))
                        .toList();
                MeshEvent ready = events.get(1);
                assertThat(ready.when().minus(Phase.total(ready.phases())))
                        .as(client.phases())
                        .isBefore(events.get(0).when());
            }
        }
    }
}
