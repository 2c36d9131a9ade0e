package io.meshwork;

import io.meshwork.shape.Extent;
import java.util.List;

/**
 * Hosts that stand, for {@link HostMesh#attach} to take up again, by the same client and in the same run. Immutable; for
 * any thread.
 */
public final class HostRefs {

    private final AllocatedHosts hosts;
    private final String mesh;

    HostRefs(AllocatedHosts hosts, String mesh) {
        this.hosts = hosts;
        this.mesh = mesh;
    }

    /** Of the host mesh they were got from. */
    public String mesh() {
        return mesh;
    }

    public Extent extent() {
        return hosts.extent();
    }

    /** By rank. */
    public List<HostRef> hosts() {
        return hosts.hosts();
    }

    AllocatedHosts allocated() {
        return hosts;
    }

    @Override
    public String toString() {
        return "HostRefs[" + mesh + " " + hosts() + "]";
    }
}
