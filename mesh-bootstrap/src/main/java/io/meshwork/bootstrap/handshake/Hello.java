package io.meshwork.bootstrap.handshake;

import io.meshwork.id.Address;
import io.meshwork.wire.EnvelopeFormat;
import io.meshwork.wire.WireInput;
import io.meshwork.wire.WireOutput;

/**
 * A child's first word.
 *
 * @param launchId which of the parent's children it is
 * @param address where it takes data
 * @param mainNanos when its main was entered: {@link System#nanoTime()}, which is one clock for all processes of a machine
 * @param sentNanos when it says this, by the same clock
 */
public record Hello(String launchId, Address address, long mainNanos, long sentNanos) {

    public WireOutput toBody() {
        WireOutput out = new WireOutput();
        out.writeString(launchId);
        EnvelopeFormat.writeAddress(address, out);
        out.writeLong(mainNanos);
        out.writeLong(sentNanos);
        return out;
    }

    public static Hello read(WireInput in) {
        return new Hello(in.readString(), EnvelopeFormat.readAddress(in), in.readLong(), in.readLong());
    }
}
