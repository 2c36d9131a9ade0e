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
 */
public record Hello(String launchId, Address address) {

    public WireOutput toBody() {
        WireOutput out = new WireOutput();
        out.writeString(launchId);
        EnvelopeFormat.writeAddress(address, out);
        return out;
    }

    public static Hello read(WireInput in) {
        return new Hello(in.readString(), EnvelopeFormat.readAddress(in));
    }
}
