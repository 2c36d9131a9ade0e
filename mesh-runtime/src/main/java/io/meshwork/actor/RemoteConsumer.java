package io.meshwork.actor;

import java.io.Serializable;

/** An action that is shipped to where an actor lives, and run there on the actor's turn. Captured values travel like messages. */
@FunctionalInterface
public interface RemoteConsumer<A> extends Serializable {
    void accept(A actor) throws Exception;
}
