package io.meshwork.actor;

import io.meshwork.failure.MeshFailure;
import io.meshwork.wire.Undeliverable;
import java.util.function.Supplier;

/** What stands in the mailbox of an actor beside envelopes. */
sealed interface Signal {

    /** What the actor is at when it is at this, for people. */
    default String describe() {
        return "its own affairs";
    }

    record Start(ActorCell.Maker maker) implements Signal {
        @Override
        public String describe() {
            return "constructor or started()";
        }
    }

    record Stop(String reason) implements Signal {}

    record Supervise(MeshFailure failure) implements Signal {
        @Override
        public String describe() {
            return "supervise()";
        }
    }

    /** All that the actor owned has ended, or had its time. */
    record Alone() implements Signal {}

    /** Its {@code stopped} hook has returned, or had its time. */
    record Finished() implements Signal {}

    /** A message of this actor's own came back. */
    record Returned(Supplier<Undeliverable> returned) implements Signal {
        @Override
        public String describe() {
            return "undeliverable()";
        }
    }

    /** What is to be done between two messages. */
    record Task(Runnable task) implements Signal {}

    /** What is missing has had its time. */
    record Expire() implements Signal {}
}
