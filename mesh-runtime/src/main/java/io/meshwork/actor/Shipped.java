package io.meshwork.actor;

/** What every actor understands, without a handler: code that was shipped to it, the question how far it is, and its owner's word to stop. */
sealed interface Shipped extends Message<Object> {

    record Apply(RemoteFunction<?, ?> function) implements Shipped, Request<Object, Object> {}

    record Accept(RemoteConsumer<?> action) implements Shipped, Request<Object, Object> {}

    /** Answered when the actor has taken what came before. */
    record Reach() implements Shipped, Request<Object, Object> {}

    /** Answered when the actor has stopped. */
    record Stop(String reason) implements Shipped, Request<Object, Object> {}
}
