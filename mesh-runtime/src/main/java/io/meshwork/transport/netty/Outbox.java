package io.meshwork.transport.netty;

import io.meshwork.transport.session.Room;
import io.meshwork.transport.session.Window;
import io.meshwork.wire.Envelope;
import io.meshwork.wire.EnvelopeFormat;
import io.meshwork.wire.WireOutput;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jctools.queues.atomic.MpscUnboundedAtomicArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * What was posted to a connection and is not acknowledged: a queue for any number of posting threads, drained by the event
 * loop, by way of the window of the session, into batches of frames of about 64 KiB. An envelope larger than that goes out
 * in parts, over several batches.
 */
final class Outbox {

    private static final int BATCH_BYTES = 64 * 1024;
    private static final int LENGTH_BYTES = 4;
    private static final int HEADER_GUESS_BYTES = 256;
    private static final byte[] NOTHING = new byte[0];

    private final NettyConnection connection;
    private final int maxFrameBytes;
    private final Room room;
    private final Queue<Envelope> queue = new MpscUnboundedAtomicArrayQueue<>(64);
    private final Window window = new Window();

    private @Nullable Envelope current;
    private byte[] header = NOTHING;
    private int payloadAt;

    Outbox(NettyConnection connection, int maxFrameBytes, Room room) {
        this.connection = connection;
        this.maxFrameBytes = maxFrameBytes;
        this.room = room;
    }

    /** From any thread. */
    void offer(Envelope envelope) {
        room.take(envelope);
        queue.offer(envelope);
    }

    boolean isEmpty() {
        return window.isEmpty() && queue.isEmpty();
    }

    /** Number of the last one that the peer is known to have. */
    long acknowledged() {
        return window.acknowledged();
    }

    /** @return false if no peer of this connection can say so */
    boolean acknowledge(long number) {
        if (!window.canBeAcknowledged(number)) {
            return false;
        }
        long bytes = window.acknowledge(number);
        if (bytes > 0) {
            room.release(bytes);
        }
        return true;
    }

    /** What isn't acknowledged goes out again, from the start. */
    void rewind() {
        window.rewind();
        current = null;
    }

    /**
     * The next frames to write.
     *
     * @return null if there is nothing to write
     */
    @Nullable
    ByteBuf next(ByteBufAllocator allocator) {
        if (!begin()) {
            return null;
        }
        ByteBuf bytes = allocator.directBuffer(firstBytes());
        while (bytes.readableBytes() < BATCH_BYTES && begin()) {
            append(bytes);
        }
        return bytes;
    }

    /** Makes the next envelope the current one, unless there is one. */
    private boolean begin() {
        while (current == null) {
            Envelope again = window.next();
            Envelope next = again != null ? again : queue.poll();
            if (next == null) {
                return false;
            }
            header = header(next);
            long frameBytes = (long) header.length + next.payload().length;
            if (frameBytes > maxFrameBytes) {
                room.release(next);
                connection.refuse(next, frameBytes);
                if (connection.isOver()) {
                    return false;
                }
                continue;
            }
            if (again == null) {
                window.add(next);
            }
            current = next;
            payloadAt = -1;
        }
        return true;
    }

    /* The payload is the tail of an envelope's form and is by far the largest part of large ones; written apart from the
     * rest, it is copied once, straight to where the kernel takes it from. */
    private static byte[] header(Envelope e) {
        WireOutput out = new WireOutput(HEADER_GUESS_BYTES);
        EnvelopeFormat.writeHeader(e, out);
        return out.toByteArray();
    }

    private int firstBytes() {
        Envelope first = current;
        if (first == null || !queue.isEmpty()) {
            return BATCH_BYTES;
        }
        int rest = LENGTH_BYTES + header.length + first.payload().length - Math.max(payloadAt, 0);
        return Math.min(rest, BATCH_BYTES);
    }

    private void append(ByteBuf bytes) {
        Envelope envelope = current;
        if (envelope == null) {
            return;
        }
        byte[] payload = envelope.payload();
        if (payloadAt < 0) {
            bytes.writeInt(header.length + payload.length);
            bytes.writeBytes(header);
            payloadAt = 0;
        }
        int part = Math.min(payload.length - payloadAt, Math.max(0, BATCH_BYTES - bytes.readableBytes()));
        bytes.writeBytes(payload, payloadAt, part);
        payloadAt += part;
        if (payloadAt == payload.length) {
            window.nextSent();
            current = null;
        }
    }

    /** Empties it: what was sent whole, then the rest. */
    void moveTo(List<Envelope> sent, List<Envelope> unsent) {
        current = null;
        window.moveTo(sent, unsent);
        unsent.addAll(takeLate());
    }

    /** Empties the queue of what was posted when all else had been taken. */
    List<Envelope> takeLate() {
        List<Envelope> late = new ArrayList<>(0);
        for (Envelope next = queue.poll(); next != null; next = queue.poll()) {
            late.add(next);
        }
        return late;
    }
}
