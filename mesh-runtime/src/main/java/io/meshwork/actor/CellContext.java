package io.meshwork.actor;

import io.meshwork.config.Config;
import io.meshwork.failure.MeshException;
import io.meshwork.id.ActorId;
import io.meshwork.id.PortId;
import io.meshwork.mailbox.AccumulatingPort;
import io.meshwork.mailbox.Answers;
import io.meshwork.mailbox.Instance;
import io.meshwork.mailbox.OncePort;
import io.meshwork.mailbox.Port;
import io.meshwork.mailbox.ReducedPort;
import io.meshwork.mailbox.Reducer;
import io.meshwork.shape.Point;
import io.meshwork.wire.Envelope;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The context of the actor in a cell. */
public final class CellContext implements ActorContext {

    /** Starts a child in the proc of its parent. */
    public interface Children {
        ActorCell spawn(ActorCell parent, String name, Actor child);
    }

    private final ActorCell cell;
    private final ActorSpec spec;
    private final Instance instance;
    private final Children children;
    private final List<ActorCell> started = new ArrayList<>(); // guarded by itself
    private boolean closed; // guarded by started
    private volatile Class<?> actorClass = Actor.class;
    private @Nullable Envelope handled; // of the turn

    CellContext(ActorCell cell, ActorSpec spec, Instance instance, Children children) {
        this.cell = cell;
        this.spec = spec;
        this.instance = instance;
        this.children = children;
    }

    void bind(Class<?> type) {
        actorClass = type;
    }

    void handling(@Nullable Envelope envelope) {
        handled = envelope;
    }

    /** Asks the children to stop, and lets no more come; one future for each, which completes when it has. */
    List<CompletableFuture<Void>> endChildren(String reason) {
        List<ActorCell> all;
        synchronized (started) {
            closed = true;
            all = List.copyOf(started);
        }
        List<CompletableFuture<Void>> ends = new ArrayList<>();
        for (ActorCell child : all) {
            child.stop(reason);
            ends.add(child.ended());
        }
        return ends;
    }

    @Override
    public ActorRef<?> self() {
        return new ActorRef<>(cell.id(), actorClass, instance);
    }

    @Override
    public int rank() {
        return spec.rank();
    }

    @Override
    public Point point() {
        return spec.extent().point(spec.rank());
    }

    @Override
    public int viewRank() {
        Envelope message = handled;
        return message == null ? 0 : message.rank();
    }

    @Override
    public Optional<ActorId> sender() {
        Envelope envelope = handled;
        return envelope == null ? Optional.empty() : Optional.of(envelope.from());
    }

    @Override
    public long number() {
        Envelope envelope = handled;
        Envelope.Order order = envelope == null ? null : envelope.order();
        return order == null ? 0 : order.number();
    }

    @Override
    @SuppressWarnings("unchecked") // the class of the child itself
    public <A extends Actor> ActorRef<A> spawn(String name, A child) {
        ActorCell made = startChild(name, child);
        made.ended().thenRun(() -> forget(made));
        return new ActorRef<>(made.id(), (Class<A>) child.getClass(), instance);
    }

    /* Under one lock with the end of the children: none is started that would not be stopped (SV-2). */
    private ActorCell startChild(String name, Actor child) {
        synchronized (started) {
            if (closed) {
                throw new MeshException(
                        "who has ended, or is ending, spawns nothing any more: parent=" + cell.id() + " child=" + name);
            }
            ActorCell made = children.spawn(cell, name, child);
            started.add(made);
            return made;
        }
    }

    private void forget(ActorCell child) {
        synchronized (started) {
            started.remove(child);
        }
    }

    @Override
    public <T> Port<T> openPort(Class<T> type) {
        return instance.openPort(type);
    }

    @Override
    public <T> OncePort<T> openOncePort(Class<T> type) {
        return instance.openOncePort(type);
    }

    @Override
    public <S, U> AccumulatingPort<S, U> openAccumulatingPort(
            Class<U> type, S initial, BiFunction<? super S, ? super U, ? extends S> fold) {
        return instance.openAccumulatingPort(type, initial, fold);
    }

    @Override
    public <T> ReducedPort<T> openReducePort(Reducer<T> reducer) {
        return instance.openReducePort(reducer);
    }

    @Override
    public Config config() {
        return instance.config();
    }

    @Override
    public Logger log() {
        return LoggerFactory.getLogger("io.meshwork.actor." + cell.id().name());
    }

    @Override
    public Instance instance() {
        return instance;
    }

    @Override
    public <T> T home(Class<T> handle) {
        for (ActorSpec.Home home : spec.home()) {
            if (home.className().equals(handle.getName())) {
                return handle.cast(instance.decode(payload(home), handle));
            }
        }
        throw new MeshException("this actor was spawned without a " + handle.getSimpleName() + ": actor=" + cell.id());
    }

    private byte[] payload(ActorSpec.Home home) {
        PortId source = home.source();
        if (source == null) {
            return home.payload();
        }
        Answers answers = instance.ask(source);
        answers.await(instance.callTimeout());
        answers.close();
        Throwable failure = answers.failure(0);
        if (failure != null || answers.isMissing(0)) {
            throw new MeshException(
                    "the owner of this actor's mesh does not give its handle: actor=" + cell.id() + " owner=" + source,
                    failure);
        }
        return answers.payload(0);
    }
}
