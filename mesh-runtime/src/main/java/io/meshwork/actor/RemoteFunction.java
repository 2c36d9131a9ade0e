package io.meshwork.actor;

import java.io.Serializable;

/** A function that is shipped to where an actor lives, and run there on the actor's turn. Captured values travel like messages. */
@FunctionalInterface
public interface RemoteFunction<A, R> extends Serializable {
    R apply(A actor) throws Exception;
}
