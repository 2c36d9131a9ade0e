package io.meshwork.actor;

import org.jspecify.annotations.Nullable;

/**
 * What an actor is at. Travels.
 *
 * @param stack where its handler is; null if it is at nothing
 * @param waiting messages in its mailbox; a moment's estimate
 */
public record RunningHandler(@Nullable Throwable stack, int waiting) {

    /** The name of the actor that is asked, in every proc: its control plane's, which answers while the other is stuck. */
    public static final String AGENT = "proc_agent";

    /** Answered by the {@link #AGENT} of the actor's proc. */
    public record Ask(String actor) implements Request<ControlActor, RunningHandler> {}
}
