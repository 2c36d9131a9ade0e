package io.meshwork.actor;

/** Where an actor is in its life. It moves forward only; the first terminal state is the last. */
public sealed interface ActorStatus {

    /** Its constructor or its {@code started} has not returned yet. */
    record Starting() implements ActorStatus {}

    record Running() implements ActorStatus {}

    /** Asked to stop; messages that came before are still handled. */
    record Stopping() implements ActorStatus {}

    record Stopped(String reason) implements ActorStatus {}

    /** @param message of the exception that failed it */
    record Failed(String message) implements ActorStatus {}

    /** Its proc could not say, for that reason. */
    record Unknown(String reason) implements ActorStatus {}

    default boolean isTerminal() {
        return this instanceof Stopped || this instanceof Failed;
    }
}
