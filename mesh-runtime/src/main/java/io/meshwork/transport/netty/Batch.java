package io.meshwork.transport.netty;

import io.meshwork.wire.Envelope;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Frames on their way to the kernel in one buffer, and the envelopes that end in it. Holds the buffer until it is known
 * how much of it went out.
 */
final class Batch implements ChannelFutureListener {

    private final NettyConnection connection;
    private final ByteBuf bytes;
    private final List<Envelope> envelopes = new ArrayList<>();
    private int[] ends = new int[8];
    private boolean written;

    Batch(NettyConnection connection, ByteBuf bytes) {
        this.connection = connection;
        this.bytes = bytes;
    }

    ByteBuf bytes() {
        return bytes;
    }

    /** The envelope's frame ends with the last byte so far. */
    void endsHere(Envelope envelope) {
        int count = envelopes.size();
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, 4 * count);
        }
        ends[count] = bytes.writerIndex();
        envelopes.add(envelope);
    }

    boolean isWritten() {
        return written;
    }

    /** @param all whether even those that were written count as unsent */
    void addUnsent(List<Envelope> unsent, boolean all) {
        int sentBytes = written ? bytes.writerIndex() : bytes.readerIndex();
        for (int i = 0; i < envelopes.size(); i++) {
            if (all || ends[i] > sentBytes) {
                unsent.add(envelopes.get(i));
            }
        }
    }

    void release() {
        bytes.release();
    }

    @Override
    public void operationComplete(ChannelFuture write) {
        if (write.isSuccess()) {
            written = true;
            connection.settle();
        } else {
            connection.lose("cannot write: " + NettyTransport.text(write.cause()));
        }
    }
}
