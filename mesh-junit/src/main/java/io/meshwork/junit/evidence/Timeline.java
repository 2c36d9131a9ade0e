package io.meshwork.junit.evidence;

import io.meshwork.MeshEvent;
import io.meshwork.MeshTree;
import io.meshwork.actor.Activity;
import io.meshwork.failure.MeshFailure;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A class as it went: its tests, and the life of each process.
 *
 * @param title name of the class
 * @param tests in the order in which they ran
 * @param lanes one for each process, in the order in which they were started
 * @param failures of its meshes, the first first
 */
public record Timeline(
        String title, Instant from, Instant to, List<Test> tests, List<Lane> lanes, List<MeshFailure> failures) {

    public Timeline {
        tests = List.copyOf(tests);
        lanes = List.copyOf(lanes);
        failures = List.copyOf(failures);
    }

    /** @param problem what it failed with, in one line; empty if it passed */
    public record Test(String name, Instant from, Instant to, String problem) {}

    /**
     * One process.
     *
     * @param ready null if it never was
     * @param end null if it was not heard of
     * @param how it ended; empty if it did not
     */
    public record Lane(
            String member,
            long pid,
            Instant start,
            @Nullable Instant ready,
            @Nullable Instant end,
            String how,
            Activity activity) {}

    /**
     * @param events of its processes, in order
     * @param trees from which the activity of the procs is taken
     */
    public static Timeline of(
            String title, List<Test> tests, List<MeshEvent> events, List<MeshTree> trees, List<MeshFailure> failures) {
        Map<Long, Activity> activities = activities(trees);
        List<Lane> lanes = new ArrayList<>();
        Map<String, Integer> open = new LinkedHashMap<>();
        for (MeshEvent event : events) {
            Integer at = open.get(event.member());
            if (at == null || event.kind() == MeshEvent.Kind.STARTED) {
                open.put(event.member(), lanes.size());
                lanes.add(begun(event));
            } else {
                lanes.set(at, gone(lanes.get(at), event, activities));
            }
        }
        return new Timeline(title, first(tests, events), last(tests, events), tests, lanes, failures);
    }

    private static Map<Long, Activity> activities(List<MeshTree> trees) {
        Map<Long, Activity> byPid = new LinkedHashMap<>();
        for (MeshTree tree : trees) {
            for (MeshTree.OfHost host : tree.hosts()) {
                host.procs().forEach(proc -> byPid.put(proc.state().pid(), proc.activity()));
            }
        }
        return byPid;
    }

    private static Lane begun(MeshEvent event) {
        return new Lane(event.member(), event.pid(), event.when(), null, null, "", Activity.NONE);
    }

    private static Lane gone(Lane lane, MeshEvent event, Map<Long, Activity> activities) {
        boolean isEnd = event.kind() == MeshEvent.Kind.ENDED;
        long pid = event.pid() == 0 ? lane.pid() : event.pid();
        return new Lane(
                lane.member(),
                pid,
                lane.start(),
                isEnd ? lane.ready() : event.when(),
                isEnd ? event.when() : null,
                isEnd ? event.what() : "",
                activities.getOrDefault(pid, lane.activity()));
    }

    private static Instant first(List<Test> tests, List<MeshEvent> events) {
        Instant first = events.isEmpty() ? Instant.now() : events.get(0).when();
        return tests.isEmpty() || first.isBefore(tests.get(0).from())
                ? first
                : tests.get(0).from();
    }

    private static Instant last(List<Test> tests, List<MeshEvent> events) {
        Instant last =
                events.isEmpty() ? Instant.now() : events.get(events.size() - 1).when();
        Instant lastTest = tests.isEmpty() ? last : tests.get(tests.size() - 1).to();
        return last.isAfter(lastTest) ? last : lastTest;
    }
}
