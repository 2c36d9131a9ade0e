package io.meshwork.actor;

import io.meshwork.wire.Envelope;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An actor that ends: it takes no message any more, and what it owns is being stopped. For the actor's turn.
 *
 * @param status that it will have
 * @param cause what it failed with, if it did
 * @param askers who asked it to stop, and are answered when it has
 */
record Ending(ActorStatus status, @Nullable Throwable cause, List<Envelope> askers) {

    static Ending stopped(String reason) {
        return new Ending(new ActorStatus.Stopped(reason), null, new ArrayList<>());
    }

    static Ending failed(Throwable cause) {
        String message = cause.getMessage();
        return new Ending(
                new ActorStatus.Failed(message != null ? message : cause.toString()), cause, new ArrayList<>());
    }

    boolean isStop() {
        return status instanceof ActorStatus.Stopped;
    }
}
