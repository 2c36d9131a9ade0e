package io.meshwork.conformance.life;

import static org.assertj.core.api.Assertions.assertThat;

import io.meshwork.Alloc;
import io.meshwork.Alloc.Event;
import io.meshwork.AllocSpec;
import io.meshwork.conformance.Backend;
import io.meshwork.conformance.EachBackend;
import io.meshwork.conformance.Row;
import io.meshwork.proc.ProcOptions;
import io.meshwork.proc.ProcStatus;
import io.meshwork.shape.Extent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;

/** What an allocation says, from its first event to its last: AL-1, AL-2, AL-3 and AL-4. */
@EachBackend
class AllocationTest {

    @Parameter
    Backend backend;

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
            long pid = ((Event.Created) first.orElseThrow()).pid();
            assertThat(processes.pids().contains(pid)).isEqualTo(backend.hasProcesses());
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
            assertThat(running)
                    .extracting(Event.Running::pid)
                    .satisfies(pids -> assertThat(Set.copyOf(pids)).hasSize(backend.hasProcesses() ? 3 : 1));
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

    private Alloc allocate(int hosts, ProcOptions options) {
        return backend.allocator(backend.config())
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
