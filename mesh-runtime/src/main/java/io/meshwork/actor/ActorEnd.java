package io.meshwork.actor;

import org.jspecify.annotations.Nullable;

/**
 * How an actor ended, told to its owner.
 *
 * @param cause what it threw, if it failed
 * @param origin the process whose end is behind that, if one is, by the text of its address
 */
public record ActorEnd(
        String mesh,
        int rank,
        ActorStatus status,
        @Nullable Throwable cause,
        @Nullable String origin) {

    /** The end of an actor that was spawned so. */
    public static ActorEnd of(ActorSpec spec, ActorStatus status, @Nullable Throwable cause) {
        return new ActorEnd(spec.mesh(), spec.rank(), status, cause, originOf(cause));
    }

    /** The process whose end is behind what an actor failed with; null if none is. */
    public static @Nullable String originOf(@Nullable Throwable cause) {
        return cause instanceof UnsupervisedException unsupervised ? unsupervised.origin() : null;
    }
}
