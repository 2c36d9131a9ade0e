package io.meshwork.transport.netty;

import io.meshwork.wire.Envelope;
import io.meshwork.wire.EnvelopeFormat;
import io.meshwork.wire.WireOutput;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.jctools.queues.atomic.MpscUnboundedAtomicArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * What was posted to a connection and is not known to have left: a queue for any number of posting threads, drained by the
 * event loop into batches of frames of about 64 KiB. An envelope larger than that goes out in parts, over several batches.
 */
final class Outbox {

    private static final int BATCH_BYTES = 64 * 1024;
    private static final int LENGTH_BYTES = 4;
    private static final int HEADER_GUESS_BYTES = 256;
    private static final byte[] NOTHING = new byte[0];

    private final NettyConnection connection;
    private final int maxFrameBytes;
    private final Queue<Envelope> queue = new MpscUnboundedAtomicArrayQueue<>(64);
    private final ArrayDeque<Batch> inFlight = new ArrayDeque<>();

    private @Nullable Envelope current;
    private byte[] header = NOTHING;
    private int payloadAt;

    Outbox(NettyConnection connection, int maxFrameBytes) {
        this.connection = connection;
        this.maxFrameBytes = maxFrameBytes;
    }

    /** From any thread. */
    void offer(Envelope envelope) {
        queue.offer(envelope);
    }

    boolean isEmpty() {
        return current == null && queue.isEmpty();
    }

    boolean nothingInFlight() {
        return inFlight.isEmpty();
    }

    /**
     * The next frames to write, which count as in flight from now on.
     *
     * @param opening bytes to go before all frames
     * @return null if there is nothing to write
     */
    @Nullable
    Batch next(ByteBufAllocator allocator, byte[] opening) {
        if (!begin() && opening.length == 0) {
            return null;
        }
        ByteBuf bytes = allocator.directBuffer(firstBytes(opening.length));
        bytes.writeBytes(opening);
        Batch batch = new Batch(connection, bytes);
        while (bytes.readableBytes() < BATCH_BYTES && begin()) {
            append(batch);
        }
        inFlight.add(batch);
        return batch;
    }

    /** Makes the next envelope of the queue the current one, unless there is one. */
    private boolean begin() {
        while (current == null) {
            Envelope next = queue.poll();
            if (next == null) {
                return false;
            }
            current = next;
            header = header(next);
            payloadAt = -1;
            long frameBytes = (long) header.length + next.payload().length;
            if (frameBytes > maxFrameBytes) {
                current = null;
                connection.refuse(next, frameBytes);
            }
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

    private int firstBytes(int openingBytes) {
        Envelope first = current;
        if (first == null) {
            return openingBytes;
        }
        if (!queue.isEmpty()) {
            return BATCH_BYTES;
        }
        int rest = LENGTH_BYTES + header.length + first.payload().length - Math.max(payloadAt, 0);
        return Math.min(openingBytes + rest, BATCH_BYTES);
    }

    private void append(Batch batch) {
        Envelope envelope = current;
        if (envelope == null) {
            return;
        }
        ByteBuf bytes = batch.bytes();
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
            batch.endsHere(envelope);
            current = null;
        }
    }

    /** Forgets the batches that are out. */
    void forgetWritten() {
        for (Batch head = inFlight.peek(); head != null && head.isWritten(); head = inFlight.peek()) {
            inFlight.remove();
            head.release();
        }
    }

    /**
     * Empties it.
     *
     * @param all whether even what was written counts as unsent, because nobody can have read it
     */
    List<Envelope> takeUnsent(boolean all) {
        List<Envelope> unsent = new ArrayList<>();
        for (Batch batch = inFlight.poll(); batch != null; batch = inFlight.poll()) {
            batch.addUnsent(unsent, all);
            batch.release();
        }
        if (current != null) {
            unsent.add(current);
            current = null;
        }
        for (Envelope next = queue.poll(); next != null; next = queue.poll()) {
            unsent.add(next);
        }
        return unsent;
    }
}
