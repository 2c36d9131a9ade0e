package io.meshwork.cast;

import io.meshwork.id.ActorId;
import io.meshwork.id.PortId;
import io.meshwork.wire.Bounce;
import io.meshwork.wire.Envelope;
import io.meshwork.wire.Sender;
import io.meshwork.wire.Undeliverable;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The values for reduced ports that pass a relay: gathered until all of the relay's block are there, then folded and handed
 * on as one. What takes too long, and what is there when a process ends, goes straight to the port. For one thread at a time:
 * the relay's.
 */
final class Reductions {

    private static final int MOST_KEPT = 4_096;
    /* One who waits at the port is to know soon which ranks are missing; a fold may wait as long for a slow member. */
    private static final long LONGEST_MILLIS = 2_000;

    /* Where the values of a cast go from here. */
    private record Way(Domain block, @Nullable ActorId above) {}

    private final ActorId self;
    private final Sender gateway;
    private final Serial relay;
    private final Executor workers;
    private final Map<Envelope.Cast, Way> ways = new Recent<>(MOST_KEPT);
    private final Map<Reduction.Key, Reduction> reductions = new Recent<>(MOST_KEPT);

    /** @param relay runs what is for the relay's thread */
    Reductions(ActorId self, Sender gateway, Serial relay, Executor workers) {
        this.self = self;
        this.gateway = gateway;
        this.relay = relay;
        this.workers = workers;
    }

    /** A cast has come for a block. @param above the relay it came from, null if that was where it was cast */
    void way(Envelope.Cast cast, Domain block, @Nullable ActorId above) {
        ways.put(cast, new Way(block, above));
    }

    /** Whether it came before, lately. */
    boolean knows(Envelope.Cast cast) {
        return ways.containsKey(cast);
    }

    /** @param direct what goes to the port if it can't be folded here; it holds that part */
    void take(Part part, Envelope direct, @Nullable Folding folding) {
        Way way = ways.get(part.cast());
        if (way == null || !way.block().isInRankOrder() || part.failed()) {
            gateway.post(direct);
            return;
        }
        Reduction.Key key = new Reduction.Key(part.port(), part.cast());
        Reduction known = reductions.get(key);
        Reduction reduction = known != null ? known : new Reduction(key, way.block(), way.above());
        if (known == null) {
            reductions.put(key, reduction);
        }
        gather(reduction, part, direct, folding);
        if (known == null && !reduction.isOver()) {
            relay.later(LONGEST_MILLIS, () -> goStraight(reduction));
        }
    }

    private void gather(Reduction reduction, Part part, Envelope direct, @Nullable Folding folding) {
        boolean added = false;
        for (Part.Folded folded : part.values()) {
            added |= reduction.gathered().add(folded);
        }
        if (!added) {
            bounce(direct, "this rank has given its value already: port=" + part.port());
            return;
        }
        reduction.drop(part.dropped());
        if (folding != null) {
            reduction.folding(folding);
        }
        if (reduction.isOver()) {
            gateway.post(direct);
        } else if (reduction.isComplete()) {
            finish(reduction);
        }
    }

    private void finish(Reduction reduction) {
        Part all = reduction.takeAll();
        Folding folding = reduction.folding();
        if (folding == null || all.values().size() == 1) {
            handOn(reduction, all);
        } else {
            workers.execute(() -> {
                Part folded = folding.fold(all);
                relay.execute(() -> handOn(reduction, folded));
            });
        }
    }

    private void handOn(Reduction reduction, Part part) {
        ActorId above = reduction.above();
        boolean straight = above == null || part.failed();
        post(straight ? part.port() : above.port(PortId.HANDLER), part);
    }

    /** The relay above has not taken it. */
    void goStraight(Part part) {
        post(part.port(), part);
    }

    /** The port has not taken it: comes back to the members whose values are in it, and want them back. */
    void comeBack(Part part, Bounce bounce) {
        Way way = ways.get(part.cast());
        if (way == null) {
            log().debug("{} no longer knows whose values came back: {}", self, bounce.reason());
            return;
        }
        for (Place place : way.block().places()) {
            for (int i = 0; i < place.size(); i++) {
                if (part.isReturnedTo(place.ranks().get(i))) {
                    ActorId member = place.proc().actor(place.actors().get(i));
                    gateway.post(envelope(part.port(), member, place.ranks().get(i), part)
                            .bounced(bounce.category(), bounce.reason()));
                }
            }
        }
    }

    private static Envelope envelope(PortId to, ActorId from, int rank, Part part) {
        return new Envelope(Envelope.Kind.PART, false, true, to, from, null, rank, null, part.cast(), part.encoded());
    }

    private void goStraight(Reduction reduction) {
        if (!reduction.isOver()) {
            goStraight(reduction.takeAll());
        }
    }

    /** Whatever of it is gathered here, a process that has ended may have been to give the rest. */
    void processEnded() {
        List.copyOf(reductions.values()).forEach(this::goStraight);
    }

    private void post(PortId to, Part part) {
        gateway.post(envelope(to, self, part.values().get(0).first(), part));
    }

    private void bounce(Envelope envelope, String reason) {
        if (envelope.mayBounce()) {
            gateway.post(envelope.bounced(Undeliverable.Category.PORT_CLOSED, reason));
        }
    }

    private static Logger log() {
        return LoggerFactory.getLogger(Reductions.class);
    }
}
