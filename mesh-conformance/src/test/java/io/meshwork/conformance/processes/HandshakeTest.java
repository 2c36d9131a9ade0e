package io.meshwork.conformance.processes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.meshwork.Alloc;
import io.meshwork.Alloc.Event;
import io.meshwork.AllocSpec;
import io.meshwork.bootstrap.allocator.ProcessAllocator;
import io.meshwork.bootstrap.handshake.StartProc;
import io.meshwork.bootstrap.process.Signals;
import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.conformance.Row;
import io.meshwork.conformance.life.Processes;
import io.meshwork.id.Address;
import io.meshwork.id.ProcId;
import io.meshwork.proc.ProcOptions;
import io.meshwork.proc.ProcStatus;
import io.meshwork.shape.Extent;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The allocator's end of the handshake: the process is a {@code sleep}, for which the test speaks. Shows HS-2. */
class HandshakeTest {

    private static final Address FIRST = new Address.Unix("/first");
    private static final Address SECOND = new Address.Unix("/second");

    private final Processes processes = Processes.fromNowOn();
    private Alloc alloc;
    private long pid;
    private String launchId;

    @BeforeEach
    void startAProcessThatSaysNothing() {
        Config config = Config.ofThisJvm().with(Keys.GRACE, "50ms");
        ProcOptions silent = ProcOptions.standard().command("sleep", "600");
        alloc = new ProcessAllocator(config)
                .allocate(AllocSpec.of(Extent.of("hosts", 1)).options(silent));
        Event.Created created = (Event.Created) alloc.next().orElseThrow();
        pid = created.pid();
        launchId = RawChild.launchIdOf(pid);
    }

    @AfterEach
    void endIt() {
        alloc.close();
        assertThat(processes.left()).isEmpty();
    }

    @Row("B11")
    @Test
    void theProcThatRunsIsTheOneTheAllocatorChose() throws Exception {
        ProcId chosen = new ProcId(alloc.name() + "_0", FIRST);
        try (RawChild child = new RawChild(alloc.name() + ".l")) {
            assertThat(child.hello(launchId, FIRST).hear()).isEqualTo(new StartProc(chosen, Extent.of("hosts", 1), 0));

            child.startedProc();

            assertThat(alloc.next())
                    .get()
                    .isInstanceOfSatisfying(
                            Event.Running.class,
                            running -> assertThat(running.proc()).isEqualTo(chosen));
        }
    }

    @Row("B11")
    @Test
    void aSecondHelloIsIgnored() throws Exception {
        try (RawChild child = new RawChild(alloc.name() + ".l");
                RawChild other = new RawChild(alloc.name() + ".l")) {
            assertThat(child.hello(launchId, FIRST).hear()).isInstanceOf(StartProc.class);

            child.hello(launchId, SECOND);
            assertThat(other.hello(launchId, SECOND).nonsense().hear()).isInstanceOf(RawChild.Closed.class);
            child.startedProc();

            assertThat(alloc.next())
                    .get()
                    .isInstanceOfSatisfying(
                            Event.Running.class,
                            running -> assertThat(running.proc().address()).isEqualTo(FIRST));
        }
    }

    /* LA-1. */
    @Test
    void whatTheChildSaysLastIsHeardEvenIfItsProcessIsSeenToEndBefore() throws Exception {
        try (RawChild child = new RawChild(alloc.name() + ".l")) {
            assertThat(child.hello(launchId, FIRST).hear()).isInstanceOf(StartProc.class);
            child.startedProc();
            assertThat(alloc.next()).get().isInstanceOf(Event.Running.class);

            alloc.signal(0, Signals.KILL);
            await().pollInterval(Duration.ofMillis(1))
                    .until(() -> Processes.find(pid).isEmpty());
            child.bye(7);
        }

        assertThat(alloc.next())
                .get()
                .isInstanceOfSatisfying(
                        Event.Stopped.class,
                        stopped -> assertThat(stopped.status()).isEqualTo(new ProcStatus.Stopped(7, List.of())));
    }

    @Row("B11")
    @Test
    void aHelloFromNobodysChildClosesTheLink() throws Exception {
        try (RawChild child = new RawChild(alloc.name() + ".l")) {
            assertThat(child.hello("z99", FIRST).hear()).isInstanceOf(RawChild.Closed.class);
        }
    }
}
