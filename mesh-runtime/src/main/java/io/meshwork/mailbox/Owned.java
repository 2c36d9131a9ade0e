package io.meshwork.mailbox;

import io.meshwork.id.Address;
import java.util.concurrent.CompletableFuture;

/** A mesh in the hands of the instance that spawned it. Called from any thread; must not block. */
public interface Owned {

    /** Stops it. Completes, never exceptionally, when it has stopped, or the bound of a stop is over. */
    CompletableFuture<Void> end(String reason);

    /** Whether their owner can't have that one beside this. */
    default boolean excludes(Owned other) {
        return false;
    }

    /**
     * A process has ended, which may be that of a member.
     *
     * @param wanted whether it was asked to end
     */
    void ended(Address process, String reason, boolean wanted);
}
