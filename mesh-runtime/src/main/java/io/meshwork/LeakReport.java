package io.meshwork;

import io.meshwork.host.Leftover;
import java.util.List;

/**
 * What an allocation has started, and what lives of that and of all that descends from it, wherever it hangs in the tree
 * of processes and whatever session it is in. A zombie is dead. While meshes are up, what lives is theirs; after they were
 * shut down, it was left behind.
 *
 * @param owner of the allocation, for people
 * @param started by the allocation itself, in the order of their start
 * @param living what carries a launch id of those that were started, or is one of them
 */
public record LeakReport(String owner, List<Started> started, List<Leftover> living) {

    public LeakReport {
        started = List.copyOf(started);
        living = List.copyOf(living);
    }

    /**
     * A process that the allocation started.
     *
     * @param launchId its mark; what it started in turn carries it too
     * @param pid 0 if it never had a process
     * @param state for people
     */
    public record Started(String name, String launchId, long pid, String state) {}

    /** Whether nothing lives. */
    public boolean isClean() {
        return living.isEmpty();
    }

    /** A line per process. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("owner ").append(owner);
        for (Started one : started) {
            text.append("\n  started ").append(one.name()).append(" launchId=").append(one.launchId());
            text.append(" pid=").append(one.pid()).append(": ").append(one.state());
        }
        for (Leftover one : living) {
            text.append("\n  lives ").append(one);
        }
        return text.toString();
    }
}
