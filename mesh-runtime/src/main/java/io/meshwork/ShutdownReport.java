package io.meshwork;

import io.meshwork.host.ProcEnd;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a host mesh went down.
 *
 * @param hosts by rank
 * @param took in all
 */
public record ShutdownReport(String mesh, List<HostEnd> hosts, Duration took) {

    public ShutdownReport {
        hosts = List.copyOf(hosts);
    }

    /**
     * How one host went down.
     *
     * @param pid of its process
     * @param end how its process ended, for people
     * @param procs how its procs ended
     * @param problem why it could not be asked; null if it acknowledged
     */
    public record HostEnd(
            int rank,
            long pid,
            String end,
            List<ProcEnd> procs,
            @Nullable String problem) {
        public HostEnd {
            procs = List.copyOf(procs);
        }
    }

    /** Whether every host acknowledged and nothing had to be forced. */
    public boolean isOrderly() {
        return hosts.stream()
                .allMatch(host -> host.problem() == null
                        && host.procs().stream().allMatch(proc -> proc.forced() == ProcEnd.Forced.NOTHING));
    }
}
