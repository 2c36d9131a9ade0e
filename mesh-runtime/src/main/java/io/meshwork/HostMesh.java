package io.meshwork;

import io.meshwork.config.Keys;
import io.meshwork.failure.MeshException;
import io.meshwork.host.HostAgent;
import io.meshwork.host.HostStatus;
import io.meshwork.id.Names;
import io.meshwork.mailbox.Answers;
import io.meshwork.proc.ProcOptions;
import io.meshwork.shape.Extent;
import io.meshwork.shape.Point;
import io.meshwork.shape.Region;
import io.meshwork.value.ValueMesh;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Hosts: each an OS process that starts procs. The handle that {@link #allocate} gives owns them and may shut them down;
 * views of it, got by {@link #slice} and {@link #range}, may do all but that. For any thread.
 */
public final class HostMesh implements AutoCloseable {

    private final HostMeshController controller;
    private final Region view;
    private final boolean owner;

    private HostMesh(HostMeshController controller, Region view, boolean owner) {
        this.controller = controller;
        this.view = view;
        this.owner = owner;
    }

    /**
     * Makes hosts of the processes of an allocation. Returns when all of them answer.
     *
     * @param name unique among the live host meshes of the client
     * @throws AllocationException if one can't be had; by then everything allocated is stopped
     */
    public static HostMesh allocate(Client client, Alloc alloc, String name) {
        client.requireOpen();
        client.reserve(name);
        HostMeshController controller = new HostMeshController(client, alloc, name);
        HostMesh mesh = new HostMesh(controller, Region.of(alloc.spec().extent()), true);
        try {
            controller.bringUp();
            client.own(mesh);
        } catch (RuntimeException | Error e) {
            client.free(name);
            controller.giveUp(e);
            throw e;
        }
        return mesh;
    }

    public String name() {
        return controller.name();
    }

    /** Starts procs with standard options. */
    public ProcMesh spawn(String name, Extent perHost) {
        return spawn(name, perHost, ProcOptions.standard());
    }

    /**
     * Starts procs, each an OS process and child of its host. Returns when the agents of all of them answer.
     *
     * @param name of the mesh; its procs are {@code name_0}, {@code name_1}, … by rank
     * @param perHost what each host gets; the mesh's extent is the hosts' and then this. {@link Extent#unity()} adds no
     *     dimension
     * @throws SpawnException if one can't be had; by then all that was started for the mesh is gone
     */
    public ProcMesh spawn(String name, Extent perHost, ProcOptions options) {
        controller.life().requireLive();
        Names.require("proc mesh", name);
        return controller.spawn(name, view, perHost, options);
    }

    /** The hosts at one index of a dimension; the dimension goes. */
    public HostMesh slice(String dim, int index) {
        return new HostMesh(controller, view.slice(dim, index), false);
    }

    /** The hosts of a part of a dimension; the dimension stays. */
    public HostMesh range(String dim, int from, int toExclusive) {
        return new HostMesh(controller, view.range(dim, from, toExclusive), false);
    }

    public Extent extent() {
        return view.extent();
    }

    public Region region() {
        return view;
    }

    public int size() {
        return view.size();
    }

    public HostRef get(int rank) {
        return controller.host(view.baseRank(rank));
    }

    public HostRef get(Point point) {
        return get(view.extent().rank(point));
    }

    public ValueMesh<HostRef> values() {
        List<HostRef> hosts = new ArrayList<>(size());
        for (int base : view.baseRanks()) {
            hosts.add(controller.host(base));
        }
        return ValueMesh.of(extent(), hosts);
    }

    /** Asked of the hosts' agents, which answer while actors are busy. */
    public ValueMesh<HostStatus> status() {
        List<Answers> asked = new ArrayList<>(size());
        for (HostRef host : values()) {
            asked.add(host.agent().ask(new HostAgent.GetHostStatus()));
        }
        Duration bound = controller.client().config().duration(Keys.CALL_TIMEOUT);
        return ValueMesh.of(extent(), Asked.await(asked, bound).values(HostStatus.class, HostStatus.Failed::new));
    }

    /**
     * Ends all procs, then the hosts, and returns when every process is gone. A second call returns the first one's
     * report.
     *
     * @throws MeshException if this is a view
     */
    public ShutdownReport shutdown() {
        requireWhole("shut down");
        return controller.shutdown();
    }

    /** The same as {@link #shutdown()}; for a view it does nothing. */
    @Override
    public void close() {
        if (owner) {
            controller.shutdown();
        }
    }

    private void requireWhole(String verb) {
        if (!owner) {
            throw new MeshException("only the owner of the whole mesh can " + verb + ", this is a view: mesh=" + name()
                    + " view=" + view);
        }
    }

    @Override
    public String toString() {
        return "HostMesh[" + name() + " " + view + "]";
    }
}
