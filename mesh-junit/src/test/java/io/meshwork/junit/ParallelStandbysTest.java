package io.meshwork.junit;

import static io.meshwork.junit.Samples.failures;
import static io.meshwork.junit.Samples.reported;
import static io.meshwork.junit.Samples.run;
import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.ActorMesh;
import io.meshwork.HostMesh;
import io.meshwork.HostRef;
import io.meshwork.ProcMesh;
import io.meshwork.bootstrap.allocator.Reserve;
import io.meshwork.bootstrap.launch.Marks;
import io.meshwork.bootstrap.process.ProcessTable;
import io.meshwork.config.Keys;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.platform.testkit.engine.EngineExecutionResults;

/** Hosts that stand by, two at a time, for classes of several shapes that take them from each other (SB-1, SB-2). */
@ExtendWith(NothingLeft.class)
class ParallelStandbysTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** How often a process was used. */
    private static final AtomicInteger USED = new AtomicInteger();

    private String before;

    /* A property is nearer than what JUnit can be told. */
    @BeforeEach
    void haveTwoStandBy() {
        before = System.getProperty(Keys.STANDBY.name(), Keys.STANDBY.standard());
        System.setProperty(Keys.STANDBY.name(), "2");
    }

    @AfterEach
    void asItWas() {
        System.setProperty(Keys.STANDBY.name(), before);
    }

    @Test
    void eachMeshIsAsItsClassSaysAndNoProcessServesTwo() {
        EngineExecutionResults results = run(
                ParallelClassesTest.CLASSES_IN_PARALLEL, One.class, TwoHosts.class, TwoProcs.class, Topologies.class);

        assertThat(failures(results.allEvents())).isEmpty();
        assertThat(reported(results, "pid")).hasSize(2 + 6 + 3 + (2 + 6)).doesNotHaveDuplicates();
        assertThat(reported(results, "stood by")).hasSizeGreaterThanOrEqualTo(2);
    }

    /* Others begin while it waits, and take some of them. */
    private static void use(HostMesh hosts, ProcMesh procs, ActorMesh<Counter> counters, TestReporter reporter) {
        assertThat(counters.call(new Counter.Total())).hasSize(procs.size()).containsOnly(0L);
        assertThat(procs.call(() -> USED.incrementAndGet())).containsOnly(1);
        for (HostRef host : hosts.values()) {
            report(host.pid(), reporter);
        }
        procs.call(() -> ProcessHandle.current().pid()).forEach(pid -> report(pid, reporter));
        Reserve.ofThisJvm().awaitReady(PATIENCE);
    }

    private static void report(long pid, TestReporter reporter) {
        reporter.publishEntry("pid", Long.toString(pid));
        if (new ProcessTable().variable(pid, Marks.NAME).orElse("").equals("standby")) {
            reporter.publishEntry("stood by", Long.toString(pid));
        }
    }

    @MeshTest
    static class One {
        @Test
        void isUsed(HostMesh hosts, ProcMesh procs, ActorMesh<Counter> counters, TestReporter reporter) {
            assertThat(procs.extent().toString()).isEqualTo("hosts=1,procs=1");
            use(hosts, procs, counters, reporter);
        }
    }

    @MeshTest(hosts = 2, procs = 2)
    static class TwoHosts {
        @Test
        void isUsed(HostMesh hosts, ProcMesh procs, ActorMesh<Counter> counters, TestReporter reporter) {
            assertThat(procs.extent().toString()).isEqualTo("hosts=2,procs=2");
            use(hosts, procs, counters, reporter);
        }
    }

    @MeshTest(procs = 2)
    static class TwoProcs {
        @Test
        void isUsed(HostMesh hosts, ProcMesh procs, ActorMesh<Counter> counters, TestReporter reporter) {
            assertThat(procs.extent().toString()).isEqualTo("hosts=1,procs=2");
            use(hosts, procs, counters, reporter);
        }
    }

    @MeshTest
    static class Topologies {
        @MeshTopologies({"hosts=1,procs=1", "hosts=2,procs=2"})
        void isUsed(HostMesh hosts, ProcMesh procs, ActorMesh<Counter> counters, TestReporter reporter) {
            use(hosts, procs, counters, reporter);
        }
    }
}
