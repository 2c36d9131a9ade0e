package io.meshwork;

import io.meshwork.actor.Actor;
import io.meshwork.actor.ActorContext;
import io.meshwork.actor.ActorRef;
import io.meshwork.actor.ActorStatus;
import io.meshwork.actor.Calls;
import io.meshwork.actor.MeshCallException;
import io.meshwork.actor.Message;
import io.meshwork.actor.RemoteConsumer;
import io.meshwork.actor.RemoteFunction;
import io.meshwork.actor.Request;
import io.meshwork.failure.MeshException;
import io.meshwork.id.ActorId;
import io.meshwork.mailbox.Answers;
import io.meshwork.mailbox.Instance;
import io.meshwork.proc.ProcAgent;
import io.meshwork.shape.Extent;
import io.meshwork.shape.Point;
import io.meshwork.shape.Region;
import io.meshwork.value.Shaped;
import io.meshwork.value.StatusMesh;
import io.meshwork.value.ValueMesh;
import io.meshwork.wire.Receiver;
import io.meshwork.wire.TravelForm;
import io.meshwork.wire.Travelling;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * Actors of one class, one on each proc of a mesh. The handle that {@code spawn} gives owns them and may stop them; views,
 * and handles that came in a message, may do all but that. For any thread.
 *
 * @param <A> their class
 */
public final class ActorMesh<A extends Actor> implements Shaped<ActorMesh<A>>, AutoCloseable, Travelling {

    private final String name;
    private final Class<A> type;
    private final Members procs;
    private final Region view;
    private final @Nullable ActorMeshController controller;
    private final boolean owner;
    private final Instance sender;
    private volatile Receivers receivers;

    ActorMesh(String name, Class<A> type, List<ProcRef.Member> procs, Extent extent, ActorMeshController controller) {
        this(
                name,
                type,
                new Members(procs, name, controller.owner().replacements()),
                Region.of(extent),
                controller,
                true,
                controller.owner());
    }

    /** @param procs that the receivers are on, as they were then */
    private record Receivers(List<ProcRef.Member> procs, List<ActorId> all) {}

    private ActorMesh(
            String name,
            Class<A> type,
            Members procs,
            Region view,
            @Nullable ActorMeshController controller,
            boolean owner,
            Instance sender) {
        this.name = name;
        this.type = type;
        this.procs = procs;
        this.view = view;
        this.controller = controller;
        this.owner = owner;
        this.sender = sender;
        receivers = receivers(procs.now());
    }

    private Receivers receivers(List<ProcRef.Member> now) {
        List<ActorId> all = new ArrayList<>(view.size());
        for (int base : view.baseRanks()) {
            all.add(now.get(base).id().actor(name));
        }
        return new Receivers(now, all);
    }

    /* Of the procs as they are now. */
    private List<ActorId> receivers() {
        List<ProcRef.Member> now = procs.now();
        Receivers known = receivers;
        if (known.procs() != now) {
            known = receivers(now);
            receivers = known;
        }
        return known.all();
    }

    /** The mesh that an actor is a member of. */
    @SuppressWarnings("unchecked") // the actor knows its own class
    public static <A extends Actor> ActorMesh<A> of(ActorContext cx) {
        return (ActorMesh<A>) cx.home(ActorMesh.class);
    }

    public String name() {
        return name;
    }

    /** The same actors, in the name of another actor. */
    public ActorMesh<A> as(ActorContext cx) {
        return new ActorMesh<>(name, type, procs, view, controller, false, cx.instance());
    }

    /** The same actors, in the name of a client. */
    public ActorMesh<A> as(Client client) {
        client.reach(procs.now(), sender);
        return new ActorMesh<>(name, type, procs, view, controller, false, client.instance());
    }

    /**
     * Sends a message to every member. Waits for nothing, but once for room where members are full, as
     * {@code mesh.when-full} says.
     *
     * @throws MeshException only for local reasons: the mesh is stopped, the message has no handler or can't travel
     */
    public void cast(Message<? super A> message) {
        requireLive();
        Calls.cast(sender, type, receivers(), message);
    }

    /** One answer per rank, waiting for at most {@code mesh.call-timeout}. */
    public <R> ValueMesh<R> call(Request<? super A, R> request) {
        return call(request, sender.callTimeout());
    }

    /**
     * As soon as a rank is known to give no answer, as its actor or its process has ended, the others have
     * {@code mesh.grace} for theirs.
     *
     * @throws MeshCallException if some ranks can't answer, or not in time; it carries the answers of the others
     */
    public <R> ValueMesh<R> call(Request<? super A, R> request, Duration timeout) {
        requireLive();
        FirstCall first = firstCall();
        Calls.Call<R> call = Calls.request(sender, type, receivers(), request);
        return answered(first, call.await(timeout, this::describe));
    }

    /** The same, later; completed on a thread that may block. */
    public <R> CompletableFuture<ValueMesh<R>> callAsync(Request<? super A, R> request) {
        requireLive();
        FirstCall first = firstCall();
        Calls.Call<R> call = Calls.request(sender, type, receivers(), request);
        return call.future(sender.callTimeout(), this::describe).thenApply(values -> answered(first, values));
    }

    /** Runs the function where each actor lives, on its turn. */
    public <R> ValueMesh<R> call(RemoteFunction<? super A, R> function) {
        requireLive();
        FirstCall first = firstCall();
        Calls.Call<R> call = Calls.apply(sender, type, receivers(), function);
        return answered(first, call.await(sender.callTimeout(), this::describe));
    }

    /** Runs the action where each actor lives, on its turn, and waits for its end. */
    public void run(RemoteConsumer<? super A> action) {
        requireLive();
        Calls.accept(sender, type, receivers(), action).await(sender.callTimeout(), this::describe);
    }

    /** The answer of one member, picked at random. */
    public <R> R choose(Request<? super A, R> request) {
        requireLive();
        return get(ThreadLocalRandom.current().nextInt(size())).call(request);
    }

    @Override
    public Region region() {
        return view;
    }

    /** Shares with this handle whom it acts for, and what stops and fails; it stops nothing itself. */
    @Override
    public ActorMesh<A> view(Region part) {
        return new ActorMesh<>(name, type, procs, part.requireSubsetOf(view), controller, false, sender);
    }

    public ActorRef<A> get(int rank) {
        return new ActorRef<>(receivers().get(view.extent().requireRank(rank)), type, sender);
    }

    public ActorRef<A> get(Point point) {
        return get(view.extent().rank(point));
    }

    public ValueMesh<ActorRef<A>> values() {
        List<ActorRef<A>> actors = new ArrayList<>(size());
        for (int rank = 0; rank < size(); rank++) {
            actors.add(get(rank));
        }
        return ValueMesh.of(extent(), actors);
    }

    /** Asked of the procs' agents, which answer while actors are busy; waits for at most {@code mesh.call-timeout}. */
    public ValueMesh<ActorStatus> status() {
        return status(sender.callTimeout());
    }

    /** The same, waiting for at most so long: of a member whose proc has not answered by then it is Unknown. */
    public ValueMesh<ActorStatus> status(Duration timeout) {
        List<Answers> asked = new ArrayList<>(size());
        for (int base : view.baseRanks()) {
            asked.add(ProcAgent.of(procs.get(base).id(), sender).ask(new ProcAgent.GetState(name)));
        }
        return ValueMesh.of(extent(), Asked.await(asked, timeout).values(ActorStatus.class, ActorStatus.Unknown::new));
    }

    /**
     * The hosts of these actors, with all that is on them, as {@link HostMesh#tree()} has it.
     *
     * @throws MeshException if this handle, or that of its procs, came in a message: it knows no hosts
     */
    public MeshTree tree() {
        ProcMeshController below = controller == null ? null : controller.below();
        return ProcMeshController.known(below, name).tree();
    }

    /**
     * Stops the actors, after the messages that came before, among them all that its owner sent. Returns when they have
     * stopped, or after {@code mesh.actor-stop-timeout}. A second call only tells what the first one told.
     *
     * @return how far each is: Stopped; Timeout, if it is still busy with what came before and stops after that; Failed, if
     *     it had failed, or its proc is gone
     * @throws MeshException if this handle doesn't own the mesh
     */
    public StatusMesh stop() {
        ActorMeshController owned = controller;
        if (!owner || owned == null) {
            throw new MeshException("only the owner of the whole mesh can stop it, this is a view: mesh=" + name
                    + " view=" + view + "; the handle that spawn returned is the owner's");
        }
        return owned.stop("stop");
    }

    /** The same as {@link #stop()}; for a handle that doesn't own the mesh it does nothing. */
    @Override
    public void close() {
        if (owner) {
            stop();
        }
    }

    /**
     * Empty if they were stopped.
     *
     * @throws MeshException if this is not the owner's handle of actors on one of those
     */
    Optional<ActorMeshController> ownedOn(List<ProcMeshController> procMeshes) {
        ActorMeshController owned = controller;
        if (!owner || owned == null || !procMeshes.contains(owned.below())) {
            throw new MeshException("only actors on these procs can be spawned anew with them, by the handle that spawn"
                    + " returned: got: " + this);
        }
        return owned.life().isEnded() ? Optional.empty() : Optional.of(owned);
    }

    private @Nullable FirstCall firstCall() {
        return controller == null ? null : controller.firstCall();
    }

    private <R> ValueMesh<R> answered(@Nullable FirstCall first, List<R> values) {
        if (first != null) {
            first.answered();
        }
        return ValueMesh.of(extent(), values);
    }

    private void requireLive() {
        if (controller != null) {
            controller.life().requireLive();
        }
    }

    private String describe(int rank) {
        return "actor " + name + " on " + ProcRef.describe(procs.get(view.baseRank(rank)), extent().point(rank));
    }

    @Override
    public TravelForm<ActorMesh<A>> travelForm() {
        return new Form<>(name, type.getName(), procs.now(), view);
    }

    @Override
    public String toString() {
        return "ActorMesh[" + name + " " + type.getSimpleName() + " " + view + "]";
    }

    record Form<A extends Actor>(String name, String className, List<ProcRef.Member> procs, Region view)
            implements TravelForm<ActorMesh<A>> {
        @Override
        @SuppressWarnings("unchecked") // the class travels by name; handlers are checked against it at each send
        public ActorMesh<A> arrive(Receiver receiver) {
            Instance instance = Instance.of(receiver);
            Class<A> type = (Class<A>) instance.load(className);
            Members members = new Members(procs, name, instance.replacements());
            return new ActorMesh<>(name, type, members, view, null, false, instance);
        }
    }
}
