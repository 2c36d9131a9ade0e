package io.meshwork.conformance.supervision;

import io.meshwork.HostMesh;
import io.meshwork.host.HostStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/** How many procs live on each host, whoever owns them. */
final class Living {

    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(2);

    private Living() {}

    static List<Integer> on(HostMesh hosts) {
        List<Integer> perHost = new ArrayList<>();
        for (HostStatus status : hosts.status()) {
            perHost.add(status instanceof HostStatus.Running running ? running.procs() : -1);
        }
        return perHost;
    }

    static void await(HostMesh hosts, Integer... perHost) {
        long deadlineNanos = System.nanoTime() + LONGEST.toNanos();
        List<Integer> last = on(hosts);
        while (!last.equals(Arrays.asList(perHost))) {
            if (deadlineNanos - System.nanoTime() < 0) {
                throw new AssertionError("procs live: boundMillis=" + LONGEST.toMillis() + " perHost=" + last);
            }
            LockSupport.parkNanos(PAUSE.toNanos());
            last = on(hosts);
        }
    }
}
