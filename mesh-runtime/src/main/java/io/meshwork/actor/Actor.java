package io.meshwork.actor;

import io.meshwork.failure.MeshFailure;
import io.meshwork.mailbox.UndeliverableException;
import io.meshwork.wire.Undeliverable;

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

    /**
     * A message that this actor sent, and that nobody answers, came back. Unless overridden, one that came back by its
     * sender's fault fails the actor: it was for no such actor, or for one that had ended, or one that doesn't take it. All
     * else, a lost connection or process or a closed port, is logged: who owns what was lost hears of it.
     *
     * <p>To have messages dropped rather than returned, send them to a ref's {@code withoutReturn()}.
     */
    default void undeliverable(Undeliverable returned, ActorContext cx) {
        if (returned.category().isSendersFault()) {
            throw new UndeliverableException(returned);
        }
        cx.log().warn("a message came back: {}", returned);
    }
}
