package io.meshwork.actor;

/** Code that was shipped to an actor or a proc. Every actor understands these, without a handler. */
sealed interface Shipped extends Message<Object> {

    record Apply(RemoteFunction<?, ?> function) implements Shipped, Request<Object, Object> {}

    record Accept(RemoteConsumer<?> action) implements Shipped, Request<Object, Object> {}
}
