package io.meshwork.actor;

/**
 * A message that is answered.
 *
 * @param <A> the actor class, or an interface that several actor classes implement
 * @param <R> the answer
 */
public interface Request<A, R> extends Message<A> {}
