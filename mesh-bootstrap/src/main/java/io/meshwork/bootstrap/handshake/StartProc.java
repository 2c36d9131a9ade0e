package io.meshwork.bootstrap.handshake;

import io.meshwork.id.ProcId;
import io.meshwork.shape.Extent;
import io.meshwork.wire.EnvelopeFormat;
import io.meshwork.wire.WireInput;
import io.meshwork.wire.WireOutput;

/**
 * The parent's answer to hello: which proc to run.
 *
 * @param proc the parent chooses its name, the child its address
 * @param extent of the mesh it is a member of
 * @param rank its place in that extent
 */
public record StartProc(ProcId proc, Extent extent, int rank) {

    public WireOutput toBody() {
        WireOutput out = new WireOutput();
        EnvelopeFormat.writeProc(proc, out);
        out.writeString(extent.toString());
        out.writeVarInt(rank);
        return out;
    }

    public static StartProc read(WireInput in) {
        return new StartProc(EnvelopeFormat.readProc(in), Extent.parse(in.readString()), in.readVarInt());
    }
}
