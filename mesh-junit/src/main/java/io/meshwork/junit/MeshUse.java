package io.meshwork.junit;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a fixture has started, and what that took. Its entries are how it gets from a fixture to the listener of the test
 * plan: as a report entry of the test class.
 *
 * @param actors all that were spawned
 * @param up time waited for things to start
 * @param down time waited for them to end
 * @param left processes that were left behind
 */
record MeshUse(int hosts, int procs, int actors, Duration up, Duration down, int left) {

    static final MeshUse NONE = new MeshUse(0, 0, 0, Duration.ZERO, Duration.ZERO, 0);

    MeshUse hosts(int more) {
        return plus(new MeshUse(more, 0, 0, Duration.ZERO, Duration.ZERO, 0));
    }

    MeshUse procs(int more) {
        return plus(new MeshUse(0, more, 0, Duration.ZERO, Duration.ZERO, 0));
    }

    MeshUse actors(int more) {
        return plus(new MeshUse(0, 0, more, Duration.ZERO, Duration.ZERO, 0));
    }

    MeshUse up(Duration more) {
        return plus(new MeshUse(0, 0, 0, more, Duration.ZERO, 0));
    }

    MeshUse down(Duration more) {
        return plus(new MeshUse(0, 0, 0, Duration.ZERO, more, 0));
    }

    MeshUse left(int more) {
        return plus(new MeshUse(0, 0, 0, Duration.ZERO, Duration.ZERO, more));
    }

    MeshUse plus(MeshUse other) {
        return new MeshUse(
                hosts + other.hosts,
                procs + other.procs,
                actors + other.actors,
                up.plus(other.up),
                down.plus(other.down),
                left + other.left);
    }

    Map<String, String> toEntries() {
        Map<String, String> entries = new LinkedHashMap<>();
        entries.put("mesh.hosts", Integer.toString(hosts));
        entries.put("mesh.procs", Integer.toString(procs));
        entries.put("mesh.actors", Integer.toString(actors));
        entries.put("mesh.up", up.toString());
        entries.put("mesh.down", down.toString());
        entries.put("mesh.left", Integer.toString(left));
        return entries;
    }

    /** Nothing, if these are somebody else's. */
    static MeshUse of(Map<String, String> entries) {
        if (!entries.keySet().containsAll(NONE.toEntries().keySet())) {
            return NONE;
        }
        return new MeshUse(
                Integer.parseInt(entries.get("mesh.hosts")),
                Integer.parseInt(entries.get("mesh.procs")),
                Integer.parseInt(entries.get("mesh.actors")),
                Duration.parse(entries.get("mesh.up")),
                Duration.parse(entries.get("mesh.down")),
                Integer.parseInt(entries.get("mesh.left")));
    }

    /** {@code 2 hosts 4 procs 12 actors, up 0.4 s, down 0.1 s, left 0} */
    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "%d hosts %d procs %d actors, up %.1f s, down %.1f s, left %d",
                hosts,
                procs,
                actors,
                up.toMillis() / 1000.0,
                down.toMillis() / 1000.0,
                left);
    }
}
