package io.meshwork.junit.evidence;

import io.meshwork.MeshEvent;
import io.meshwork.MeshTree;
import io.meshwork.Phase;
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
 * @param actors what the meshes of actors took to come up and to answer first, in the order in which that was heard
 * @param failures of its meshes, the first first
 */
public record Timeline(
        String title,
        Instant from,
        Instant to,
        List<Test> tests,
        List<Lane> lanes,
        List<Actors> actors,
        List<MeshFailure> failures) {

    public Timeline {
        tests = List.copyOf(tests);
        lanes = List.copyOf(lanes);
        actors = List.copyOf(actors);
        failures = List.copyOf(failures);
    }

    /** @param problem what it failed with, in one line; empty if it passed */
    public record Test(String name, Instant from, Instant to, String problem) {}

    /**
     * One process.
     *
     * @param start when it was asked for; if it was started before that, then that
     * @param ready null if it never was
     * @param end null if it was not heard of
     * @param how it ended; empty if it did not
     * @param phases the steps of its start; none if they are not known
     */
    public record Lane(
            String member,
            long pid,
            Instant start,
            @Nullable Instant ready,
            @Nullable Instant end,
            String how,
            Activity activity,
            List<Phase> phases) {

        public Lane {
            phases = List.copyOf(phases);
        }
    }

    /**
     * A step of a mesh of actors.
     *
     * @param member for people: {@code actors counter-1}
     */
    public record Actors(String member, Instant at, Phase phase) {}

    /**
     * @param events of its processes, in order
     * @param trees from which the activity of the procs is taken
     */
    public static Timeline of(
            String title, List<Test> tests, List<MeshEvent> events, List<MeshTree> trees, List<MeshFailure> failures) {
        Map<Long, Activity> activities = activities(trees);
        List<Lane> lanes = new ArrayList<>();
        List<Actors> actors = new ArrayList<>();
        Map<String, Integer> open = new LinkedHashMap<>();
        for (MeshEvent event : events) {
            if (event.kind().isOfActors()) {
                event.phases().forEach(phase -> actors.add(new Actors(event.member(), event.when(), phase)));
                continue;
            }
            Integer at = open.get(event.member());
            if (at == null || event.kind() == MeshEvent.Kind.STARTED) {
                open.put(event.member(), lanes.size());
                lanes.add(begun(event));
            } else {
                lanes.set(at, gone(lanes.get(at), event, activities));
            }
        }
        return new Timeline(title, first(tests, events), last(tests, events), tests, lanes, actors, failures);
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
        return new Lane(event.member(), event.pid(), event.when(), null, null, "", Activity.NONE, List.of());
    }

    private static Lane gone(Lane lane, MeshEvent event, Map<Long, Activity> activities) {
        boolean isEnd = event.kind() == MeshEvent.Kind.ENDED;
        long pid = event.pid() == 0 ? lane.pid() : event.pid();
        List<Phase> phases = event.phases().isEmpty() ? lane.phases() : event.phases();
        return new Lane(
                lane.member(),
                pid,
                isEnd ? lane.start() : started(lane, event),
                isEnd ? lane.ready() : event.when(),
                isEnd ? event.when() : null,
                isEnd ? event.what() : "",
                activities.getOrDefault(pid, lane.activity()),
                phases);
    }

    /* One that was there before it was asked for. */
    private static Instant started(Lane lane, MeshEvent ready) {
        Instant start = ready.when().minus(Phase.total(ready.phases()));
        return start.isBefore(lane.start()) ? start : lane.start();
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
