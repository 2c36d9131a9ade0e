package io.meshwork.cast;

import io.meshwork.id.ActorId;
import io.meshwork.id.PortId;
import io.meshwork.id.ProcId;
import io.meshwork.wire.Envelope;
import org.jspecify.annotations.Nullable;

/**
 * A message on its way to a block of members.
 *
 * @param domain the block is of
 * @param fromRoot whether no relay between hands on the values for reduced ports
 * @param from the one who cast it
 * @param numbers of the members of the block
 */
record Carried(
        Domain.Id domain,
        Envelope.Cast cast,
        boolean fromRoot,
        boolean returned,
        ActorId from,
        @Nullable PortId replyTo,
        long session,
        Numbers numbers,
        byte[] payload) {

    /** The same on its way to a block in the one that this is for. */
    Carried part(Domain whole, Domain block) {
        Numbers some = numbers.part(block.first() - whole.first(), block.size());
        return new Carried(domain, cast, whole.isRoot(), returned, from, replyTo, session, some, payload);
    }

    /** As one member gets it (CA-4, CA-5). */
    Envelope to(ProcId proc, String actor, int rank, long number) {
        return new Envelope(
                Envelope.Kind.MESSAGE,
                false,
                returned,
                proc.actor(actor).port(PortId.HANDLER),
                from,
                replyTo,
                rank,
                new Envelope.Order(session, number),
                cast,
                payload);
    }
}
