package io.meshwork.actor;

import io.meshwork.failure.MeshFailure;

/**
 * State that is touched by one message at a time. Methods marked {@link Handler} take the messages; fields need no locks.
 *
 * <p>An actor is made in the process it lives in, by a constructor that fits the arguments given to {@code spawn}.
 */
public interface Actor {

    /** Called before the first message. What it throws fails the actor. */
    default void started(ActorContext cx) {}

    /** Called after the last message, unless the actor failed. What it throws is logged. */
    default void stopped(ActorContext cx, String reason) {}

    /**
     * Something this actor owns has failed: a child, or a mesh it spawned.
     *
     * @return whether that is taken care of; if not, this actor fails in turn
     */
    default boolean supervise(MeshFailure failure, ActorContext cx) {
        return false;
    }
}
