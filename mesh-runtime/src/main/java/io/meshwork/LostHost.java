package io.meshwork;

import io.meshwork.failure.MeshFailure;
import io.meshwork.proc.ProcStatus;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What follows from the end of a host's process: to the meshes that are in use on it a failure, one entry for them all
 * (M-2), with their procs' loss below it; then the processes that may wait for it or its procs hear it.
 */
record LostHost(AllocatedHosts hosts, HostRef host, ProcStatus status) {

    private static final Logger log = LoggerFactory.getLogger(LostHost.class);

    void tell() {
        String reason = host + " was " + status.describe();
        MeshFailure failure = failure(reason);
        if (failure != null) {
            hosts.client().processEnded(failure);
        } else if (!hosts.isClosed()) {
            log.warn("{}, while no host mesh used it", reason);
        }
        hosts.tellEnded(host.id().proc().address(), reason, hosts.isClosed());
        hosts.procs().lost(host.id().proc().address(), reason);
    }

    private @Nullable MeshFailure failure(String reason) {
        MeshFailure first = null;
        for (HostMeshController mesh : hosts.meshes()) {
            List<MeshFailure> procs = mesh.lost(host.rank(), reason);
            if (!mesh.life().isEnded()) {
                MeshFailure next = failure(mesh, procs);
                first = first == null ? next : first.withConsequence(next);
            }
        }
        return first;
    }

    private MeshFailure failure(HostMeshController mesh, List<MeshFailure> procs) {
        return new MeshFailure(
                mesh.name(),
                List.of(host.rank()),
                host.toString(),
                SpawnFailure.withTail(status.describe(), status),
                null,
                Instant.now(),
                procs,
                host.id().proc().address().toString());
    }
}
