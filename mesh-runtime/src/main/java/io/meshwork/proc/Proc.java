package io.meshwork.proc;

import io.meshwork.actor.Actor;
import io.meshwork.actor.ActorCell;
import io.meshwork.actor.ActorEnd;
import io.meshwork.actor.ActorSpec;
import io.meshwork.actor.ActorStatus;
import io.meshwork.actor.CellContext;
import io.meshwork.actor.ControlActor;
import io.meshwork.actor.Surroundings;
import io.meshwork.cast.Relay;
import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.failure.MeshException;
import io.meshwork.failure.MeshFailure;
import io.meshwork.gateway.Gateway;
import io.meshwork.id.ActorId;
import io.meshwork.id.Address;
import io.meshwork.id.PortId;
import io.meshwork.id.ProcId;
import io.meshwork.mailbox.Instance;
import io.meshwork.pressure.Pressure;
import io.meshwork.shape.Extent;
import io.meshwork.wire.Envelope;
import io.meshwork.wire.Sender;
import io.meshwork.wire.Undeliverable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A gateway and the actors behind it. Takes envelopes from any thread and hands them to actor or client by name.
 *
 * <p>A proc that was asked to exit completes {@link #exit()}; the process's {@code main} does the rest.
 */
public final class Proc implements Sender, Gateway.EndListener {

    private final ProcId id;
    private final Extent extent;
    private final int rank;
    private final Gateway gateway;
    private final Surroundings surroundings;
    private final Config config;
    private final ConcurrentHashMap<String, ActorCell> cells = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, Instance> clients = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<Class<?>, Object> attachments = new ConcurrentHashMap<>();
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();
    private final Relay relay;
    private final Instance self;

    /**
     * @param extent of the mesh it is a member of
     * @param rank its place in that extent
     */
    public Proc(ProcId id, Extent extent, int rank, Gateway gateway, Surroundings surroundings, Config config) {
        this.id = id;
        this.extent = extent;
        this.rank = rank;
        this.gateway = gateway;
        relay = new Relay(
                id,
                gateway,
                surroundings.workers(),
                config.duration(Keys.DELIVERY_TIMEOUT).toMillis());
        this.surroundings = surroundings.with(relay);
        this.config = config;
        self = join(Pressure.HEARER, new Silent());
        gateway.serve(id.name(), this);
        gateway.onEnd(this);
        gateway.tell(surroundings.shared().pressure());
    }

    public ProcId id() {
        return id;
    }

    public Gateway gateway() {
        return gateway;
    }

    public Surroundings surroundings() {
        return surroundings;
    }

    public Config config() {
        return config;
    }

    /** The end that was asked for: the exit code. */
    public CompletableFuture<Integer> exit() {
        return exit;
    }

    /** What the process's {@code main} put in for actors of higher packages to find. */
    public <T> void attach(Class<T> type, T service) {
        attachments.put(type, service);
    }

    /** @throws MeshException if there is none */
    public <T> T attachment(Class<T> type) {
        Object found = attachments.get(type);
        if (found == null) {
            throw new MeshException("this process can't do that: missing=" + type.getName() + " proc=" + id);
        }
        return type.cast(found);
    }

    /** Starts a {@link ControlActor} that is made already. */
    public ActorCell serve(String name, ControlActor actor) {
        return spawn(spec(name), true, new Made(actor), new Unheard());
    }

    /** An actor without control, for the proc's own needs. */
    ActorCell serve(String name, Actor actor) {
        return spawn(spec(name), false, new Made(actor), new Unheard());
    }

    /**
     * Starts an actor. The cell takes envelopes as soon as this returns.
     *
     * @throws MeshException if an actor of that name was started here before
     */
    ActorCell spawn(ActorSpec spec, boolean control, ActorCell.Maker maker, ActorCell.Listener listener) {
        ActorCell cell = new ActorCell(id.actor(spec.name()), spec, control, surroundings, listener, new Children());
        if (spec.name().equals(Relay.NAME) || cells.putIfAbsent(spec.name(), cell) != null) {
            throw new MeshException("an actor of that name was started here before: actor=" + cell.id());
        }
        cell.start(maker);
        return cell;
    }

    /** A client lives here under that name; what is for it goes to its instance. */
    public Instance join(String name, Instance.Events events) {
        Instance instance = new Instance(id.actor(name), surroundings.shared(), false, events);
        clients.put(name, instance);
        return instance;
    }

    /** The one that acts for the proc itself. */
    Instance instance() {
        return self;
    }

    @Nullable
    ActorCell find(String name) {
        return cells.get(name);
    }

    /** The actors that are not the proc's own, by name. */
    List<ActorCell> users() {
        List<ActorCell> users = new ArrayList<>();
        for (ActorCell cell : new TreeMap<>(cells).values()) {
            if (!cell.spec().className().isEmpty()) {
                users.add(cell);
            }
        }
        return users;
    }

    @Override
    public void post(Envelope envelope) {
        ActorId to = envelope.to().actor();
        ActorCell cell = cells.get(to.name());
        if (cell != null) {
            cell.post(envelope);
            return;
        }
        Instance client = clients.get(to.name());
        if (client != null) {
            client.deliver(envelope);
        } else if (to.name().equals(Relay.NAME)) {
            relay.post(envelope);
        } else if (envelope.mayBounce()) {
            gateway.post(envelope.bounced(Undeliverable.Category.NO_SUCH_ACTOR, "no such actor: actor=" + to));
        }
    }

    @Override
    public void ended(Address address, String reason, boolean wanted) {
        surroundings.shared().pressure().ended(address);
        for (ActorCell cell : cells.values()) {
            cell.instance().ended(address, reason, wanted);
            PortId owner = cell.spec().owner();
            if (owner != null && owner.actor().proc().address().equals(address)) {
                cell.stop("its owner is gone: owner=" + owner.actor() + ": " + reason); // SV-2
            }
        }
        clients.values().forEach(client -> client.ended(address, reason, wanted));
        relay.ended(address, reason);
    }

    private ActorCell spawnChild(ActorCell parent, String name, Actor child) {
        ActorSpec from = parent.spec();
        ActorSpec spec = new ActorSpec(
                name,
                from.mesh(),
                child.getClass().getName(),
                new byte[0],
                from.extent(),
                from.rank(),
                null,
                from.home());
        return spawn(spec, child instanceof ControlActor, new Made(child), new ChildEnd(parent));
    }

    private ActorSpec spec(String name) {
        return new ActorSpec(name, name, "", new byte[0], extent, rank, null, List.of());
    }

    /** The proc asks for nothing that could come back. */
    private static final class Silent implements Instance.Events {
        @Override
        public void undeliverable(Supplier<Undeliverable> returned) {}

        @Override
        public void failed(MeshFailure failure) {}
    }

    /** Tells a parent that its child has failed. */
    private record ChildEnd(ActorCell parent) implements ActorCell.Listener {
        @Override
        public void changed(ActorCell child, ActorStatus status, @Nullable Throwable cause) {
            if (status instanceof ActorStatus.Failed failed) {
                String member = "actor " + child.spec().name() + " on proc "
                        + child.id().proc().name();
                parent.failed(new MeshFailure(
                        child.spec().mesh(),
                        List.of(),
                        member,
                        failed.message(),
                        cause,
                        Instant.now(),
                        List.of(),
                        ActorEnd.originOf(cause)));
            }
        }
    }

    private final class Children implements CellContext.Children {
        @Override
        public ActorCell spawn(ActorCell parent, String name, Actor child) {
            return spawnChild(parent, name, child);
        }
    }

    private record Made(Actor actor) implements ActorCell.Maker {
        @Override
        public Actor make(Instance instance) {
            return actor;
        }
    }

    private static final class Unheard implements ActorCell.Listener {
        @Override
        public void changed(ActorCell cell, ActorStatus status, @Nullable Throwable cause) {}
    }
}
