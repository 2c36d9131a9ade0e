package io.meshwork.actor;

import io.meshwork.config.Config;
import io.meshwork.id.ActorId;
import io.meshwork.mailbox.AccumulatingPort;
import io.meshwork.mailbox.Instance;
import io.meshwork.mailbox.OncePort;
import io.meshwork.mailbox.Port;
import io.meshwork.mailbox.ReducedPort;
import io.meshwork.mailbox.Reducer;
import io.meshwork.shape.Point;
import java.util.Optional;
import java.util.function.BiFunction;
import org.slf4j.Logger;

/** What an actor sees of its surroundings. Handles it gives act for the actor. */
public interface ActorContext {

    /** This actor, as others see it. */
    ActorRef<?> self();

    /** Its place in the mesh it was spawned with, from 0. */
    int rank();

    /** Its place by dimension. */
    Point point();

    /**
     * Its place, from 0, in the mesh or view that the message being handled was sent to; 0 if that was this actor alone, or
     * no message is.
     */
    int viewRank();

    /** The one that sent the message being handled; empty in {@link Actor#started} and {@link Actor#stopped}. */
    Optional<ActorId> sender();

    /**
     * The number that the sender gave the message being handled, among all it sent to this actor: 1, 2, 3 … without gaps,
     * whether cast, called or sent. 0 outside of a message, and for control actors.
     */
    long number();

    /**
     * Starts a child in this proc. It ends with its parent; if it fails, {@link Actor#supervise} of the parent hears it.
     *
     * @param name unique in this proc
     */
    <A extends Actor> ActorRef<A> spawn(String name, A child);

    <T> Port<T> openPort(Class<T> type);

    <T> OncePort<T> openOncePort(Class<T> type);

    /** A port that folds all updates that come into a state, and gives the latest. */
    <S, U> AccumulatingPort<S, U> openAccumulatingPort(
            Class<U> type, S initial, BiFunction<? super S, ? super U, ? extends S> fold);

    /** A port that answers a cast with one value, folded on the way. */
    <T> ReducedPort<T> openReducePort(Reducer<T> reducer);

    /** The settings of the process it lives in. */
    Config config();

    /** Named after the actor. */
    Logger log();

    /** The one that handles are bound to; for {@code mesh.as(cx)} and the like. */
    Instance instance();

    /**
     * A handle of the surroundings this actor was spawned in.
     *
     * @throws io.meshwork.failure.MeshException if it was spawned without
     */
    <T> T home(Class<T> handle);
}
