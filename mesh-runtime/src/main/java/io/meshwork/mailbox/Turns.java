package io.meshwork.mailbox;

import java.util.concurrent.Executor;

/** Runs the turns of mailboxes, and may hold them up. For any thread. */
@FunctionalInterface
public interface Turns extends Executor {

    /** Whether a turn that runs must not take another item now; what is left is to be executed again. */
    default boolean areHeld() {
        return false;
    }
}
