package io.meshwork.pressure;

import io.meshwork.id.PortId;
import io.meshwork.id.ProcId;
import io.meshwork.wire.Envelope;
import io.meshwork.wire.WireInput;
import io.meshwork.wire.WireOutput;

/**
 * The word to a proc that a receiver is full, or has room again: not behind the data that it is about. One that is full says
 * so again from time to time while it takes what it has, with a number that rises.
 */
final class Notice {

    private Notice() {}

    static Envelope of(Envelope.Kind kind, PortId about, long taken, ProcId to) {
        WireOutput out = new WireOutput();
        out.writeLong(about.index());
        out.writeLong(taken);
        PortId hearer = to.actor(Pressure.HEARER).port(PortId.HANDLER);
        return new Envelope(kind, false, false, hearer, about.actor(), null, 0, null, out.toByteArray());
    }

    static PortId about(Envelope notice) {
        return notice.from().port(new WireInput(notice.payload()).readLong());
    }

    static long taken(Envelope notice) {
        WireInput in = new WireInput(notice.payload());
        in.readLong();
        return in.readLong();
    }
}
