package io.meshwork;

import io.meshwork.failure.MeshFailure;
import io.meshwork.host.HostAgent;
import io.meshwork.host.KnownProc;
import io.meshwork.host.ProcEnd;
import io.meshwork.mailbox.Instance;
import io.meshwork.mailbox.Replaced;
import io.meshwork.proc.ProcOptions;
import io.meshwork.shape.Extent;
import io.meshwork.shape.Region;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Hosts of a client in the hands of another one, mostly an actor, who owns what it spawns on them. What the hosts have
 * become is not known here; they say it when they are asked.
 *
 * @param members by rank
 */
record VisitedHosts(String name, String mesh, Extent extent, List<HostRef.Member> members, Instance spawner)
        implements SpawningHosts {

    @Override
    public HostRef host(int rank) {
        HostRef.Member member = now(members.get(rank));
        return new HostRef(
                rank,
                extent.point(rank),
                member.pid(),
                HostAgent.at(member.address(), spawner),
                null,
                spawner.callTimeout());
    }

    /* In place of one that was replaced (M-8). */
    private HostRef.Member now(HostRef.Member member) {
        HostRef.Member at = member;
        for (Replaced next = of(at); next != null; next = of(at)) {
            at = new HostRef.Member(next.host(), next.pid());
        }
        return at;
    }

    private @Nullable Replaced of(HostRef.Member at) {
        return spawner.replacements().of(at.address());
    }

    @Override
    public ProcMesh spawn(String procMesh, Region on, Extent perHost, ProcOptions options) {
        String debugger = options.debugger();
        if (debugger != null) {
            spawner.config().debugged(debugger);
        }
        ProcMeshController procs = new ProcMeshController(this, procMesh, on, perHost, options);
        try {
            spawner.owned().add(procs);
            return procs.bringUp();
        } catch (RuntimeException | Error e) {
            forget(procs);
            procs.endUse("could not be spawned");
            procs.close();
            throw e;
        }
    }

    @Override
    public void requireLive(String cure) {}

    @Override
    public <T> T spawning(Lifeline of, Supplier<T> spawn) {
        of.requireLive();
        return spawn.get();
    }

    @Override
    public void forget(ProcMeshController procs) {
        spawner.owned().remove(procs);
    }

    @Override
    public List<KnownProc> procsOn(int host) {
        return List.of();
    }

    @Override
    public @Nullable ProcEnd endOf(int rank) {
        return null;
    }

    @Override
    public @Nullable Journal journal() {
        return null;
    }

    /** The hosts tell them once more, to their client. */
    @Override
    public void keepLeft(HostReports reports) {}

    @Override
    public void failed(MeshFailure failure) {
        spawner.failed(failure);
    }
}
