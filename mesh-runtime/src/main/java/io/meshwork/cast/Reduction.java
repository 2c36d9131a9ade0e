package io.meshwork.cast;

import io.meshwork.id.ActorId;
import io.meshwork.id.PortId;
import io.meshwork.wire.Envelope;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a relay has of the values that its block gives to one reduced port. For one thread at a time: the relay's. */
final class Reduction {

    /** A port may be used in several casts, of which it takes the first. */
    record Key(PortId port, Envelope.Cast cast) {}

    private final Key key;
    private final Domain block;
    private final @Nullable ActorId above;
    private final Gathered gathered = new Gathered();
    private @Nullable Folding folding;
    private final Set<Integer> dropped = new HashSet<>(0);
    private boolean over;

    /** @param above the relay that gets the value of the block; null if the port gets it */
    Reduction(Key key, Domain block, @Nullable ActorId above) {
        this.key = key;
        this.block = block;
        this.above = above;
    }

    Key key() {
        return key;
    }

    @Nullable
    ActorId above() {
        return above;
    }

    Gathered gathered() {
        return gathered;
    }

    /** Those ranks do not want their values back. */
    void drop(Set<Integer> ranks) {
        dropped.addAll(ranks);
    }

    @Nullable
    Folding folding() {
        return folding;
    }

    void folding(Folding own) {
        folding = own;
    }

    boolean isComplete() {
        return gathered.count() == block.size();
    }

    /** Whether what comes now goes straight to the port. */
    boolean isOver() {
        return over;
    }

    /** What there is goes out, and is not kept. */
    Part takeAll() {
        over = true;
        Part all = new Part(key.port(), key.cast(), false, gathered.values(), Set.copyOf(dropped));
        gathered.forgetValues();
        return all;
    }
}
