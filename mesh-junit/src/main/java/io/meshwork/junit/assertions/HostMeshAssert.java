package io.meshwork.junit.assertions;

import io.meshwork.HostMesh;
import io.meshwork.host.HostStatus;
import io.meshwork.host.Leftover;
import java.util.List;
import java.util.Objects;
import org.assertj.core.api.AbstractAssert;
import org.jspecify.annotations.Nullable;

/** What can be said of hosts. What fails prints their tree. */
public final class HostMeshAssert extends AbstractAssert<HostMeshAssert, @Nullable HostMesh> {

    HostMeshAssert(@Nullable HostMesh actual) {
        super(actual, HostMeshAssert.class);
    }

    /** The agents of all of them answer. */
    public HostMeshAssert allRunning() {
        HostMesh hosts = hosts();
        List<Integer> others = Ranks.not(hosts.status(Ranks.BOUND), HostStatus.Running.class);
        if (!others.isEmpty()) {
            failWithMessage("Expected all hosts to run, but these do not: ranks=%s%n%s", others, hosts.tree());
        }
        return this;
    }

    /**
     * Nothing lives that these hosts have started, nor what that has started, wherever it hangs in the tree of processes;
     * they themselves may live. As the operating system says now; in-process there is never any.
     */
    public HostMeshAssert hasNoDescendants() {
        List<Leftover> living = Descendants.of(hosts());
        if (!living.isEmpty()) {
            StringBuilder lines = new StringBuilder();
            living.forEach(one -> lines.append("\n  ").append(one));
            failWithMessage("Expected no descendants of the hosts, but these live:%s%n%s", lines, hosts().tree());
        }
        return this;
    }

    private HostMesh hosts() {
        isNotNull();
        return Objects.requireNonNull(actual);
    }
}
