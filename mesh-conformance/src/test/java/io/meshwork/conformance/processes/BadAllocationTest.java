package io.meshwork.conformance.processes;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.Alloc;
import io.meshwork.Alloc.Event;
import io.meshwork.AllocSpec;
import io.meshwork.bootstrap.allocator.ProcessAllocator;
import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.conformance.Row;
import io.meshwork.conformance.life.Processes;
import io.meshwork.proc.ProcOptions;
import io.meshwork.shape.Extent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an allocation says of commands that are no child: AL-2, AL-3 and AL-4. */
class BadAllocationTest {

    private final Processes processes = Processes.fromNowOn();

    @AfterEach
    void nothingIsLeft() {
        assertThat(processes.left()).isEmpty();
    }

    @Row("B6")
    @Test
    void aProgramThatIsNotThereFailsTheAllocationWithItsNameAndTheSystemsError() {
        try (Alloc alloc = allocate(1, ProcOptions.standard().command("/no/such/program", "--flag"))) {
            List<Event> events = drain(alloc);

            assertThat(events)
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Event.Failed.class,
                            failed -> assertThat(failed.description())
                                    .contains(
                                            "rank 0", "command=/no/such/program --flag", "No such file or directory"));
        }
    }

    @Row("B7")
    @Test
    void aProcessThatEndsBeforeItsHelloFailsTheAllocationAndIsNotStartedAgain() {
        ProcOptions dying = ProcOptions.standard().command("/bin/sh", "-c", "echo first; echo last words >&2; exit 3");
        try (Alloc alloc = allocate(1, dying)) {
            List<Event> events = drain(alloc);

            assertThat(events).hasSize(2);
            assertThat(events.get(0)).isInstanceOf(Event.Created.class);
            assertThat(events.get(1))
                    .isInstanceOfSatisfying(
                            Event.Failed.class,
                            failed -> assertThat(failed.description())
                                    .contains("rank 0", "exit code 3", "command=/bin/sh -c", "last words"));
        }
    }

    @Row("B7")
    @Test
    void aProcessThatSaysNothingFailsTheAllocationWhenItHasBeenWaitedFor() {
        Config config = Config.ofThisJvm().with(Keys.READY_IDLE_TIMEOUT, "300ms");
        AllocSpec spec = AllocSpec.of(Extent.of("hosts", 1))
                .options(ProcOptions.standard().command("sleep", "60"));
        try (Alloc alloc = new ProcessAllocator(config).allocate(spec)) {
            assertThat(alloc.next()).get().isInstanceOf(Event.Created.class);

            assertThat(alloc.next())
                    .get()
                    .isInstanceOfSatisfying(
                            Event.Failed.class,
                            failed -> assertThat(failed.description())
                                    .contains(
                                            "no news for 300 ms", "rank 0 which never said hello", "command=sleep 60"));
        }
    }

    private static Alloc allocate(int hosts, ProcOptions options) {
        return new ProcessAllocator()
                .allocate(AllocSpec.of(Extent.of("hosts", hosts)).options(options));
    }

    private static List<Event> drain(Alloc alloc) {
        List<Event> events = new ArrayList<>();
        for (Optional<Event> event = alloc.next(); event.isPresent(); event = alloc.next()) {
            events.add(event.get());
        }
        return events;
    }
}
