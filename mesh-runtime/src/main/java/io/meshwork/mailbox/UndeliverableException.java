package io.meshwork.mailbox;

import io.meshwork.failure.MeshException;
import io.meshwork.wire.Bounce;
import io.meshwork.wire.Undeliverable;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A message could not be handed to the one it was for. */
public final class UndeliverableException extends MeshException {

    private static final long serialVersionUID = 1;

    private final transient Undeliverable.@Nullable Category category;

    /* As it is made anew in another process, where the category stays behind. */
    private UndeliverableException(String message) {
        super(message);
        category = null;
    }

    UndeliverableException(Bounce bounce) {
        super(bounce.reason());
        category = bounce.category();
    }

    /** What an actor fails with whose message came back by its own fault. */
    public UndeliverableException(Undeliverable returned) {
        super("a message came back: " + returned.category() + " " + returned.reason() + ": destination="
                + returned.destination() + " message=" + returned.message());
        category = returned.category();
    }

    /** Empty where this exception came from another process. */
    public Optional<Undeliverable.Category> category() {
        return Optional.ofNullable(category);
    }
}
