package io.meshwork.cast;

import io.meshwork.wire.Envelope;
import java.util.List;

/** What one relay tells another. */
sealed interface Frame {

    /** A block of a domain, whose head is the receiver; goes ahead of what is cast to it (CA-3). */
    record SetUp(Domain block) implements Frame {}

    record Carry(Carried carried) implements Frame {}

    /** All members of the receiver's block below have those, or they came back. */
    record Done(List<Envelope.Cast> casts) implements Frame {}

    /** The domain of that cast is not known here: it is to be told again, and the cast sent again (CA-7). */
    record Unknown(Envelope.Cast cast) implements Frame {}
}
