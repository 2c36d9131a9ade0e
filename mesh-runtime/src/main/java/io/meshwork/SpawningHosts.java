package io.meshwork;

import io.meshwork.failure.MeshFailure;
import io.meshwork.host.KnownProc;
import io.meshwork.host.ProcEnd;
import io.meshwork.mailbox.Instance;
import io.meshwork.proc.ProcOptions;
import io.meshwork.shape.Extent;
import io.meshwork.shape.Region;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Hosts, as one who may spawn procs on them sees them: the client that owns them, or one that their handle came to. */
interface SpawningHosts {

    /** Of the host mesh. */
    String name();

    /** What the hosts know the mesh by (H-3). */
    String mesh();

    Extent extent();

    /** @param rank in the whole mesh */
    HostRef host(int rank);

    /** For whom procs are spawned, who then owns them. */
    Instance spawner();

    /** @param on the hosts that get procs; they come in this view's order */
    ProcMesh spawn(String procMesh, Region on, Extent perHost, ProcOptions options);

    /** @throws io.meshwork.failure.MeshException if the mesh is known to be stopped or shut down */
    void requireLive(String cure);

    /** What is spawned on procs of these hosts. */
    <T> T spawning(Lifeline of, Supplier<T> spawn);

    /** The procs of that mesh are gone; its name is free again. */
    void forget(ProcMeshController procs);

    /** What was heard of the procs on a host, as far as it is known here. */
    List<KnownProc> procsOn(int host);

    /** As {@link Alloc#room}; at once where it is not known of what the hosts are made. */
    default Alloc.Room room(Extent of, ProcOptions options, BooleanSupplier isGivenUp) {
        return () -> {};
    }

    /** How a host has ended; null while it lives, or where that is not known. */
    @Nullable
    ProcEnd endOf(int rank);

    /** Of the client that has allocated the hosts; null for others. */
    @Nullable
    Journal journal();

    /** What procs have left behind. */
    void keepLeft(HostReports reports);

    /** To the owner of the procs: a process of theirs has ended, unasked. */
    void failed(MeshFailure failure);
}
