package io.meshwork;

import io.meshwork.actor.Actor;
import io.meshwork.actor.ActorContext;
import io.meshwork.actor.Calls;
import io.meshwork.actor.RemoteCallable;
import io.meshwork.actor.RemoteRunnable;
import io.meshwork.actor.Request;
import io.meshwork.failure.MeshException;
import io.meshwork.host.HostAgent;
import io.meshwork.host.ProcState;
import io.meshwork.id.ActorId;
import io.meshwork.id.Names;
import io.meshwork.mailbox.Answers;
import io.meshwork.mailbox.Instance;
import io.meshwork.proc.ProcAgent;
import io.meshwork.proc.ProcCode;
import io.meshwork.proc.ProcStatus;
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
import org.jspecify.annotations.Nullable;

/**
 * Procs: each an OS process in which actors live. The handle that {@code spawn} gives owns them and may stop them; views,
 * and handles that came in a message, may do all but that. For any thread.
 */
public final class ProcMesh implements Shaped<ProcMesh>, AutoCloseable, Travelling {

    private final String name;
    private final Members members;
    private final Region view;
    private final @Nullable ProcMeshController controller;
    private final boolean owner;
    private final Instance sender;

    ProcMesh(String name, Extent extent, List<ProcRef.Member> members, ProcMeshController controller, Instance sender) {
        this(name, of(members, controller, sender), Region.of(extent), controller, true, sender);
    }

    /* A handle in the owner's process knows what that one knows of replaced procs. */
    private static Members of(List<ProcRef.Member> members, @Nullable ProcMeshController controller, Instance sender) {
        Instance informed = controller != null ? controller.owner() : sender;
        return new Members(members, null, informed.replacements());
    }

    private ProcMesh(
            String name,
            Members members,
            Region view,
            @Nullable ProcMeshController controller,
            boolean owner,
            Instance sender) {
        this.name = name;
        this.members = members;
        this.view = view;
        this.controller = controller;
        this.owner = owner;
        this.sender = sender;
    }

    /** The procs that the mesh of an actor was spawned on. */
    public static ProcMesh of(ActorContext cx) {
        return cx.home(ProcMesh.class);
    }

    public String name() {
        return name;
    }

    /** The same procs, in the name of an actor. */
    public ProcMesh as(ActorContext cx) {
        return new ProcMesh(name, members, view, controller, false, cx.instance());
    }

    /** The same procs, in the name of a client. */
    public ProcMesh as(Client client) {
        client.reach(members.now(), sender);
        return new ProcMesh(name, members, view, controller, false, client.instance());
    }

    /**
     * Starts an actor on each proc; no process starts. Returns when all of them run.
     *
     * @param actorName of the mesh and of each actor; to be used once on these procs
     * @param arguments of the constructor; they travel like messages
     * @throws io.meshwork.actor.BadActorException if the class, its handlers or the arguments don't fit
     * @throws SpawnException if one can't be made; by then the others are stopped
     * @throws MeshException if the procs are stopped or another client's, or the one this handle acts for has ended
     */
    public <A extends Actor> ActorMesh<A> spawn(String actorName, Class<A> type, Object... arguments) {
        if (controller != null) {
            controller.life().requireLive("spawn actors on procs that live");
            requireNotAnotherClients(controller);
        }
        Names.require("actor mesh", actorName);
        return controller == null
                ? ActorMeshController.spawn(this, actorName, type, arguments)
                : controller.spawning(() -> ActorMeshController.spawn(this, actorName, type, arguments));
    }

    private void requireNotAnotherClients(ProcMeshController procs) {
        boolean isClient = sender.id().proc().name().equals(Client.PROC);
        if (isClient && sender != procs.owner()) {
            throw new MeshException(
                    "these procs are another client's, who alone can spawn on them: mesh=" + name + " client="
                            + sender.id().name() + " owner=" + procs.owner().id());
        }
    }

    /** Runs code on each proc and gives its answers. */
    public <R> ValueMesh<R> call(RemoteCallable<R> code) {
        return ship(code, new ProcCode.Call(code));
    }

    /** Runs code on each proc and waits for its end. */
    public void run(RemoteRunnable code) {
        ship(code, new ProcCode.Run(code));
    }

    private <R> ValueMesh<R> ship(Object code, Request<ProcCode, Object> carrier) {
        requireLive();
        List<ActorId> receivers = new ArrayList<>(size());
        for (ProcRef.Member member : seen()) {
            receivers.add(ProcAgent.code(member.id()));
        }
        Calls.Call<R> call = Calls.ship(sender, ProcCode.class, receivers, code, carrier);
        return ValueMesh.of(
                extent(), call.await(sender.callTimeout(), rank -> get(rank).toString()));
    }

    @Override
    public Region region() {
        return view;
    }

    /** Shares with this handle whom it acts for, and what stops and fails; it stops nothing itself. */
    @Override
    public ProcMesh view(Region part) {
        return new ProcMesh(name, members, part.requireSubsetOf(view), controller, false, sender);
    }

    public ProcRef get(int rank) {
        int base = view.baseRank(rank);
        ProcStates states = controller != null ? controller.states() : null;
        return new ProcRef(members.get(base), rank, view.extent().point(rank), sender, members.known(), states, base);
    }

    public ProcRef get(Point point) {
        return get(view.extent().rank(point));
    }

    public ValueMesh<ProcRef> values() {
        List<ProcRef> procs = new ArrayList<>(size());
        for (int rank = 0; rank < size(); rank++) {
            procs.add(get(rank));
        }
        return ValueMesh.of(extent(), procs);
    }

    /** Asked of the hosts' agents, which answer while actors are busy; waits for at most {@code mesh.call-timeout}. */
    public ValueMesh<ProcStatus> status() {
        return status(sender.callTimeout());
    }

    /** The same, waiting for at most so long: of a proc whose host has not answered by then it is Failed. */
    public ValueMesh<ProcStatus> status(Duration bound) {
        requireLive();
        List<Answers> asked = new ArrayList<>(size());
        for (ProcRef.Member member : seen()) {
            asked.add(HostAgent.at(member.host(), sender)
                    .ask(new HostAgent.GetState(member.id().name())));
        }
        List<ProcState> states = Asked.await(asked, bound).values(ProcState.class, ProcState::unknown);
        return ValueMesh.of(extent(), states).map(ProcState::status);
    }

    /**
     * The hosts of these procs, with all that is on them, as {@link HostMesh#tree()} has it.
     *
     * @throws MeshException if this handle came in a message: it knows no hosts
     */
    public MeshTree tree() {
        return ProcMeshController.known(controller, name).tree();
    }

    /**
     * Ends the procs, and with them their actors; returns when their processes are gone. A second call does nothing.
     *
     * @throws MeshException if this handle doesn't own the mesh
     */
    public void stop() {
        ProcMeshController owned = controller;
        if (!owner || owned == null) {
            throw new MeshException("only the owner of the whole mesh can stop it, this is a view: mesh=" + name
                    + " view=" + view + "; the handle that spawn returned is the owner's");
        }
        owned.stop();
    }

    /** The same as {@link #stop()}; for a handle that doesn't own the mesh it does nothing. */
    @Override
    public void close() {
        if (owner) {
            stop();
        }
    }

    /** @throws MeshException if this is not the owner's handle of procs of that host mesh, or they were stopped */
    ProcMeshController ownedBy(HostMeshController hosts) {
        ProcMeshController owned = controller;
        if (!owner || owned == null || owned.hosts() != hosts) {
            throw new MeshException("only procs of these hosts can be repaired with them, by the handle that spawn"
                    + " returned: hosts=" + hosts.name() + " got: " + this);
        }
        owned.life().requireLive("procs that were stopped can't be repaired");
        return owned;
    }

    Instance sender() {
        return sender;
    }

    @Nullable
    ProcMeshController controller() {
        return controller;
    }

    /** The members of the view, by its ranks. */
    List<ProcRef.Member> seen() {
        List<ProcRef.Member> all = members.now();
        List<ProcRef.Member> seen = new ArrayList<>(size());
        for (int base : view.baseRanks()) {
            seen.add(all.get(base));
        }
        return seen;
    }

    private void requireLive() {
        if (controller != null) {
            controller.life().requireLive();
        }
    }

    @Override
    public TravelForm<ProcMesh> travelForm() {
        return new Form(name, members.now(), view);
    }

    @Override
    public String toString() {
        return "ProcMesh[" + name + " " + view + "]";
    }

    record Form(String name, List<ProcRef.Member> members, Region view) implements TravelForm<ProcMesh> {
        @Override
        public ProcMesh arrive(Receiver receiver) {
            Instance instance = Instance.of(receiver);
            return new ProcMesh(name, of(members, null, instance), view, null, false, instance);
        }
    }
}
