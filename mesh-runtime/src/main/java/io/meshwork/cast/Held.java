package io.meshwork.cast;

import io.meshwork.id.ActorId;
import io.meshwork.id.ProcId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A cast that a relay has handed on, until all blocks below have it. For one thread at a time: the relay's. */
final class Held {

    private final Domain domain;
    private final Carried carried;
    private final Set<ActorId> askers = new HashSet<>(2);
    private final Map<ProcId, Domain> pending = new HashMap<>();
    private final Set<ProcId> passed = new HashSet<>(0);
    private final long sinceNanos;
    private int again;

    /** @param asker the relay it came from; null where it was cast */
    Held(Domain domain, Carried carried, @Nullable ActorId asker, long nowNanos) {
        this.domain = domain;
        this.carried = carried;
        sinceNanos = nowNanos;
        if (asker != null) {
            askers.add(asker);
        }
    }

    Domain domain() {
        return domain;
    }

    Carried carried() {
        return carried;
    }

    /** The relays that wait to hear that it is done. */
    Set<ActorId> askers() {
        return askers;
    }

    /** The blocks that have not told yet that they have it, by the proc of their head. */
    Map<ProcId, Domain> pending() {
        return pending;
    }

    List<ProcId> pendingProcs() {
        return List.copyOf(pending.keySet());
    }

    /** Whether what is below that proc was handed on past it, from now on. @return whether it was not yet */
    boolean pass(ProcId proc) {
        return passed.add(proc);
    }

    long ageNanos(long nowNanos) {
        return nowNanos - sinceNanos;
    }

    /** How often a block below had to be told again what it is. */
    int again() {
        return ++again;
    }
}
