package io.meshwork;

import io.meshwork.actor.ActorContext;
import io.meshwork.failure.MeshException;
import io.meshwork.host.HostAgent;
import io.meshwork.host.HostStatus;
import io.meshwork.host.Leftover;
import io.meshwork.id.Names;
import io.meshwork.mailbox.Answers;
import io.meshwork.mailbox.Instance;
import io.meshwork.proc.ProcOptions;
import io.meshwork.shape.Extent;
import io.meshwork.shape.Point;
import io.meshwork.shape.Region;
import io.meshwork.value.Shaped;
import io.meshwork.value.ValueMesh;
import io.meshwork.wire.Receiver;
import io.meshwork.wire.TravelForm;
import io.meshwork.wire.Travelling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Hosts: each an OS process that starts procs. The handles that {@link #allocate} and {@link #attach} give may stop what
 * was spawned through them and shut the hosts down; views of them, and handles that came in a message, may do all but that.
 * Who got one in a message owns the procs that it spawns with it. For any thread.
 */
public final class HostMesh implements Shaped<HostMesh>, AutoCloseable, Travelling {

    private final SpawningHosts hosts;
    private final @Nullable HostMeshController controller;
    private final Region view;
    private final boolean owner;

    private HostMesh(SpawningHosts hosts, @Nullable HostMeshController controller, Region view, boolean owner) {
        this.hosts = hosts;
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
        client.debugged(alloc.spec().options().debugger());
        AllocatedHosts hosts = new AllocatedHosts(client, alloc, name);
        client.starts(hosts);
        try {
            return owning(bringUp(client, hosts, name));
        } finally {
            client.started(hosts);
        }
    }

    private static HostMeshController bringUp(Client client, AllocatedHosts hosts, String name) {
        HostMeshController controller = hosts.addMesh(name);
        try {
            hosts.bringUp();
            client.own(hosts);
        } catch (RuntimeException | Error e) {
            hosts.giveUp(e);
            throw e;
        }
        return controller;
    }

    /**
     * Takes up hosts that stand, under the name of the mesh they were got from. Other host meshes on them go on; each ends
     * its own procs, and the shutdown of one of them is the end for all.
     *
     * @throws AllocationException if a host is gone, or doesn't answer within {@code mesh.ready-idle-timeout}
     * @throws MeshException if they are another client's, are shut down, or a host mesh of that name is in use
     */
    public static HostMesh attach(Client client, HostRefs refs) {
        return attach(client, refs, refs.mesh());
    }

    /** The same under another name. */
    public static HostMesh attach(Client client, HostRefs refs, String name) {
        client.requireOpen();
        AllocatedHosts hosts = refs.allocated();
        if (hosts.client() != client) {
            throw new MeshException(
                    "these hosts are another client's, who alone can take them up: hosts=" + refs.mesh() + " client="
                            + client.id().name() + " owner=" + hosts.client().id());
        }
        hosts.requireOpen(name);
        hosts.requireAnswers();
        HostMeshController controller = hosts.addMesh(name);
        try {
            hosts.requireNoneEnded();
        } catch (AllocationException e) {
            hosts.removeMesh(controller);
            throw e;
        }
        return owning(controller);
    }

    private static HostMesh owning(HostMeshController controller) {
        return new HostMesh(controller, controller, Region.of(controller.extent()), true);
    }

    public String name() {
        return hosts.name();
    }

    /** The same hosts, in the name of an actor. */
    public HostMesh as(ActorContext cx) {
        return form().arrive(cx.instance());
    }

    /** Starts procs with standard options. */
    public ProcMesh spawn(String name, Extent perHost) {
        return spawn(name, perHost, ProcOptions.standard());
    }

    /**
     * Starts procs, each an OS process and child of its host. Returns when the agents of all of them answer. They belong to
     * the one this handle acts for.
     *
     * @param name of the mesh; its procs are {@code name_0}, {@code name_1}, … by rank
     * @param perHost what each host gets; the mesh's extent is the hosts' and then this. {@link Extent#unity()} adds no
     *     dimension
     * @throws SpawnException if one can't be had; by then all that was started for the mesh is gone
     * @throws MeshException if this mesh is stopped, the name is in use, or the one this handle acts for has ended
     */
    public ProcMesh spawn(String name, Extent perHost, ProcOptions options) {
        hosts.requireLive("spawn procs on hosts that live, or take these up again with attach");
        Names.require("proc mesh", name);
        return hosts.spawn(name, view, perHost, options);
    }

    @Override
    public Region region() {
        return view;
    }

    /** Shares with this handle whom it acts for, and what stops and fails; it stops and shuts down nothing itself. */
    @Override
    public HostMesh view(Region part) {
        return new HostMesh(hosts, controller, part.requireSubsetOf(view), false);
    }

    public HostRef get(int rank) {
        return hosts.host(view.baseRank(rank));
    }

    public HostRef get(Point point) {
        return get(view.extent().rank(point));
    }

    public ValueMesh<HostRef> values() {
        List<HostRef> seen = new ArrayList<>(size());
        for (int base : view.baseRanks()) {
            seen.add(hosts.host(base));
        }
        return ValueMesh.of(extent(), seen);
    }

    /** Asked of the hosts' agents, which answer while actors are busy; waits for at most {@code mesh.call-timeout}. */
    public ValueMesh<HostStatus> status() {
        return status(hosts.spawner().callTimeout());
    }

    /** The same, waiting for at most so long: who has not answered by then is Failed. */
    public ValueMesh<HostStatus> status(Duration bound) {
        hosts.requireLive("");
        List<Answers> asked = new ArrayList<>(size());
        for (HostRef host : values()) {
            asked.add(host.agent().ask(new HostAgent.GetHostStatus()));
        }
        return ValueMesh.of(extent(), Asked.await(asked, bound).values(HostStatus.class, HostStatus.Failed::new));
    }

    /**
     * These hosts, the procs on them, and the actors on these, with their states: asked of the control plane, which answers
     * while actors are busy, for at most two seconds. Who does not answer by then is in it with what is known of it.
     */
    public MeshTree tree() {
        return tree(hosts.spawner().config().scaled(TreeSurvey.STANDARD_BOUND));
    }

    /** The same, waiting for at most so long. */
    public MeshTree tree(Duration bound) {
        return new TreeSurvey(hosts, bound).of(values().values());
    }

    /**
     * What the threads of these hosts and of the procs on them are at, by member, as {@link HostRef#threadDump()} has it:
     * asked of the control plane all at once, for at most so long. Of one who does not answer by then, why.
     */
    public Map<String, String> threadDumps(Duration bound) {
        return new TreeSurvey(hosts, bound).threads(values().values());
    }

    /**
     * What {@link #attach} takes to use these hosts again, or beside this mesh. To be got before or after {@link #stop}.
     *
     * @throws MeshException if this is a view
     */
    public HostRefs refs() {
        return new HostRefs(owned("give its hosts away").hosts(), name());
    }

    /**
     * Has all hosts, and all procs that were spawned through this mesh, run again that stand still (SIGSTOP); returns when
     * they do. By then the client has heard of all those that had ended before. Of hosts that were shut down, nothing.
     *
     * @throws MeshException if this is a view, or one does not go on within {@code mesh.call-timeout}
     */
    public void resume() {
        HostMeshController mine = owned("resume it");
        if (!mine.life().isEnded()) {
            mine.resume();
        }
    }

    /**
     * Makes hosts, and procs on them, whole again, and returns when they are: what stands still (SIGSTOP) goes on; in the
     * place of a process that has ended there is a new one, of the same name, with the same options. Handles of the meshes,
     * views of them included and those that actors hold, see the new members; refs to the old ones fail with {@code rank 3
     * was replaced after …}. What an actor knew is lost.
     *
     * @param after what has damaged them, for people: the name of a test
     * @param procs those that are to be whole again, as {@code spawn} returned them; others keep the losses they have
     * @param actors meshes on these procs that are spawned anew on the new ones, with the arguments they had, unless they
     *     were stopped; the handles of others fail there, by name
     * @return whether a process was replaced
     * @throws MeshException if this is a view, or one that was given is no owner's handle of a mesh of these hosts; or if
     *     something can't be had, by then it may be partly repaired
     */
    public boolean repair(String after, List<ProcMesh> procs, List<? extends ActorMesh<?>> actors) {
        HostMeshController mine = owned("repair it");
        List<ProcMeshController> meshes = new ArrayList<>(procs.size());
        procs.forEach(mesh -> meshes.add(mesh.ownedBy(mine)));
        List<ActorMeshController> spawned = new ArrayList<>(actors.size());
        for (ActorMesh<?> mesh : actors) {
            mesh.ownedOn(meshes).ifPresent(spawned::add);
        }
        return mine.repair(after, meshes, spawned) > 0;
    }

    /**
     * Ends the procs that were spawned through this mesh, and returns when their processes and the spawns that were under
     * way have ended. The hosts stay, the client's own, for {@link #attach} to take up. A second call does nothing.
     *
     * @throws MeshException if this is a view, or a host does not say in time that its procs are gone
     */
    public void stop() {
        owned("stop it").stop();
    }

    /**
     * Ends all procs on the hosts, also those of other host meshes, then the hosts, and returns when every process and the
     * spawns that were under way have ended. A second call returns the first one's report.
     *
     * @throws MeshException if this is a view, or was stopped
     */
    public ShutdownReport shutdown() {
        return owned("shut it down").shutdown();
    }

    /** The same as {@link #shutdown()}; for a view, or when it was stopped, it does nothing. */
    @Override
    public void close() {
        HostMeshController mine = controller;
        if (owner && mine != null && !mine.isStopped()) {
            mine.shutdown();
        }
    }

    /**
     * What procs and hosts have left behind, as far as it is known: of procs when they were stopped, of the rest when the
     * hosts were shut down.
     *
     * @throws MeshException if this handle came in a message: the client that has allocated the hosts knows
     */
    public List<Leftover> leftovers() {
        return clients().leftovers();
    }

    /**
     * What the allocation of these hosts has started, and what of it lives now; as the operating system says.
     *
     * @throws MeshException as {@link #leftovers}
     */
    public LeakReport leaks() {
        return clients().alloc().leaks();
    }

    private AllocatedHosts clients() {
        HostMeshController clients = controller;
        if (clients == null) {
            throw new MeshException(
                    "only the client that has allocated the hosts knows what is left behind, ask its handle: mesh="
                            + name());
        }
        return clients.hosts();
    }

    private HostMeshController owned(String verb) {
        HostMeshController mine = controller;
        if (!owner || mine == null) {
            throw new MeshException("only the owner of the whole mesh can " + verb + ", this is a view: mesh=" + name()
                    + " view=" + view);
        }
        return mine;
    }

    @Override
    public TravelForm<HostMesh> travelForm() {
        return form();
    }

    private Form form() {
        List<HostRef.Member> members = new ArrayList<>(hosts.extent().size());
        for (int rank = 0; rank < hosts.extent().size(); rank++) {
            members.add(hosts.host(rank).member());
        }
        return new Form(name(), hosts.mesh(), hosts.extent(), members, view);
    }

    @Override
    public String toString() {
        return "HostMesh[" + name() + " " + view + "]";
    }

    record Form(String name, String mesh, Extent extent, List<HostRef.Member> members, Region view)
            implements TravelForm<HostMesh> {
        @Override
        public HostMesh arrive(Receiver receiver) {
            Instance spawner = Instance.of(receiver);
            return new HostMesh(new VisitedHosts(name, mesh, extent, members, spawner), null, view, false);
        }
    }
}
