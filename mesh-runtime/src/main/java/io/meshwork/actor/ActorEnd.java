package io.meshwork.actor;

import org.jspecify.annotations.Nullable;

/**
 * How an actor ended, told to its owner.
 *
 * @param cause what it threw, if it failed
 */
public record ActorEnd(
        String mesh, int rank, ActorStatus status, @Nullable Throwable cause) {}
