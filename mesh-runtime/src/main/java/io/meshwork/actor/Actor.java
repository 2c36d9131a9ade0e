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

    /**
     * Called after the last message, when all that the actor owns has stopped; not if the actor failed. What it throws is
     * logged; when {@code mesh.cleanup-timeout} is over it counts as done.
     */
    default void stopped(ActorContext cx, String reason) {}

    /**
     * Something this actor owns has failed: a child, or members of a mesh it spawned, be it by themselves or because their
     * process has ended. Told once per member; never of what was stopped.
     *
     * @return whether that is taken care of; if not, or if this throws, this actor fails in turn
     */
    default boolean supervise(MeshFailure failure, ActorContext cx) {
        return false;
    }
}
