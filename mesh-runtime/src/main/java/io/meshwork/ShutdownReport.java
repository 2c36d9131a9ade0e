package io.meshwork;

import io.meshwork.host.Leftover;
import io.meshwork.host.ProcEnd;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a host mesh went down.
 *
 * @param hosts by rank
 * @param left what hosts and procs had left behind, as far as it is known, those included that ended before
 * @param took in all
 */
public record ShutdownReport(String mesh, List<HostEnd> hosts, List<Leftover> left, Duration took) {

    public ShutdownReport {
        hosts = List.copyOf(hosts);
        left = List.copyOf(left);
    }

    /**
     * How one host went down.
     *
     * @param process how its process ended, and after how long from the moment on that the host was asked to; zero if it
     *     had ended before
     * @param procs how its procs ended, those that lived when the shutdown began
     * @param problem why the host could not be asked; null if it acknowledged
     */
    public record HostEnd(
            int rank,
            ProcEnd process,
            List<ProcEnd> procs,
            @Nullable String problem) {
        public HostEnd {
            procs = List.copyOf(procs);
        }

        public long pid() {
            return process.pid();
        }

        /** How its process ended, for people. */
        public String end() {
            return process.status().describe();
        }

        public Duration took() {
            return process.took();
        }

        public ProcEnd.Forced forced() {
            return process.forced();
        }

        private boolean isOrderly() {
            return problem == null && isUnforced(process) && procs.stream().allMatch(HostEnd::isUnforced);
        }

        private static boolean isUnforced(ProcEnd end) {
            return end.forced() == ProcEnd.Forced.NOTHING;
        }
    }

    /** Whether every host acknowledged, nothing had to be forced, and nothing was left behind. */
    public boolean isOrderly() {
        return left.isEmpty() && hosts.stream().allMatch(HostEnd::isOrderly);
    }

    /** For people: a line per host, per proc, and per process that was left behind. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("host mesh ").append(mesh);
        text.append(isOrderly() ? " went down in order" : " did not go down in order");
        text.append(": hosts=").append(hosts.size()).append(" tookMillis=").append(took.toMillis());
        for (HostEnd host : hosts) {
            line(text.append('\n'), host.process());
            if (host.problem() != null) {
                text.append(": could not be asked: ").append(host.problem());
            }
            host.procs().forEach(proc -> line(text.append("\n  proc "), proc));
        }
        left.forEach(one -> text.append("\nleft behind: ").append(one));
        return text.toString();
    }

    private static void line(StringBuilder text, ProcEnd end) {
        text.append(end.name()).append(" pid ").append(end.pid());
        text.append(": ").append(end.status().describe());
        text.append(", tookMillis=").append(end.took().toMillis());
        if (end.forced() != ProcEnd.Forced.NOTHING) {
            text.append(", forced by ").append(end.forced());
        }
    }
}
