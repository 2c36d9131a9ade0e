package io.meshwork.conformance.processes;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.Alloc;
import io.meshwork.Alloc.Event;
import io.meshwork.AllocSpec;
import io.meshwork.bootstrap.allocator.ProcessAllocator;
import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.conformance.Row;
import io.meshwork.proc.ProcOptions;
import io.meshwork.proc.ProcStatus;
import io.meshwork.shape.Extent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What an allocation says, from its first event to its last: AL-1, AL-2, AL-3 and AL-4. */
class AllocationTest {

    private final Processes processes = Processes.fromNowOn();

    @AfterEach
    void nothingIsLeft() {
        assertThat(processes.left()).isEmpty();
    }

    @Row("B3")
    @Test
    void noProcessStartsBeforeTheFirstEventIsPulled() {
        try (Alloc alloc = allocate(2, ProcOptions.standard())) {
            assertThat(processes.left()).isEmpty();

            Optional<Event> first = alloc.next();

            assertThat(first).get().isInstanceOf(Event.Created.class);
            assertThat(processes.pids()).contains(((Event.Created) first.orElseThrow()).pid());
        }
    }

    @Row("B3")
    @Test
    void anAllocationThatIsClosedStartsNothing() {
        Alloc alloc = allocate(2, ProcOptions.standard());
        alloc.close();

        assertThat(alloc.next()).isEmpty();
        assertThat(processes.left()).isEmpty();
    }

    @Row("B4")
    @Test
    void eachRankIsCreatedAndThenRuns() {
        Extent extent = Extent.of("hosts", 3);
        try (Alloc alloc = allocate(3, ProcOptions.standard())) {
            List<Event.Created> created = new ArrayList<>();
            List<Event.Running> running = new ArrayList<>();
            while (running.size() < 3) {
                Event event = alloc.next().orElseThrow();
                if (event instanceof Event.Created one) {
                    created.add(one);
                } else {
                    Event.Running one = (Event.Running) event;
                    assertThat(created).anySatisfy(before -> {
                        assertThat(before.rank()).isEqualTo(one.rank());
                        assertThat(before.pid()).isEqualTo(one.pid());
                    });
                    running.add(one);
                }
            }

            assertThat(created).extracting(Event.Created::point).containsExactlyInAnyOrderElementsOf(extent.points());
            assertThat(created).allMatch(one -> one.point().rank() == one.rank());
            assertThat(running).extracting(Event.Running::rank).containsExactlyInAnyOrder(0, 1, 2);
            assertThat(running).extracting(Event.Running::pid).doesNotHaveDuplicates();
        }
    }

    @Row("B5")
    @Test
    void stoppingTellsOfEachProcessOnceAndThenEnds() {
        Alloc alloc = allocate(2, ProcOptions.standard());
        int running = 0;
        while (running < 2) {
            running += alloc.next().orElseThrow() instanceof Event.Running ? 1 : 0;
        }

        alloc.stopAndWait();

        assertThat(processes.left()).isEmpty();
        List<Event> rest = drain(alloc);
        assertThat(rest)
                .hasSize(2)
                .allSatisfy(event -> assertThat(((Event.Stopped) event).status())
                        .isInstanceOfSatisfying(
                                ProcStatus.Stopped.class,
                                status -> assertThat(status.exitCode()).isZero()));
        assertThat(rest).extracting(event -> ((Event.Stopped) event).rank()).containsExactlyInAnyOrder(0, 1);
        assertThat(alloc.next()).isEmpty();
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
