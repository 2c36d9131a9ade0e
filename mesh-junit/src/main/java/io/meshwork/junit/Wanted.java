package io.meshwork.junit;

import org.jspecify.annotations.Nullable;

/**
 * What a place wants, and what that stands on; can be had.
 *
 * @param actors null unless it is of actors
 */
record Wanted(
        Kind kind,
        Scoped<HostsSpec> hosts,
        Scoped<ProcsSpec> procs,
        @Nullable Scoped<ActorsSpec> actors) {

    /** A mesh and how long it lives. */
    record Scoped<T>(T spec, Scope scope) {}

    /** How long it lives. */
    Scope scope() {
        Scoped<ActorsSpec> ofActors = actors;
        if (ofActors != null) {
            return ofActors.scope();
        }
        return kind.isOfProcs() ? procs.scope() : hosts.scope();
    }
}
