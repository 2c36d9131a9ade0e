package io.meshwork.pressure;

import io.meshwork.id.PortId;
import io.meshwork.id.ProcId;
import io.meshwork.wire.Envelope;
import io.meshwork.wire.WireInput;
import io.meshwork.wire.WireOutput;

/** The word to a proc that a receiver is full, or has room again: an envelope to it, so not behind the data that it is about. */
final class Notice {

    private Notice() {}

    static Envelope of(Envelope.Kind kind, PortId about, ProcId to) {
        WireOutput out = new WireOutput();
        out.writeLong(about.index());
        PortId hearer = to.actor(Pressure.HEARER).port(PortId.HANDLER);
        return new Envelope(kind, false, false, hearer, about.actor(), null, 0, null, out.toByteArray());
    }

    static PortId about(Envelope notice) {
        return notice.from().port(new WireInput(notice.payload()).readLong());
    }
}
