package io.meshwork.actor;

/**
 * A message for one kind of actor. Best a record: its components travel.
 *
 * @param <A> the actor class, or an interface that several actor classes implement
 */
public interface Message<A> {}
