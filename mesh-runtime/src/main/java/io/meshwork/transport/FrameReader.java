package io.meshwork.transport;

import io.meshwork.wire.WireFormatException;
import java.util.Arrays;

/**
 * Cuts a stream of bytes into frames: 4 bytes of length, then as many bytes. For one connection and one thread.
 *
 * <p>Its user copies bytes that came to {@link #buffer} at {@link #position}, at most {@link #room}, and tells so by {@link
 * #advance}. Never holds more than a few times the bytes that came, whatever length they announce (W-1).
 */
public final class FrameReader {

    /** Where frames go. */
    @FunctionalInterface
    public interface Sink {

        /** @param bytes the reader's own buffer: the frame in it is gone when this returns */
        void frame(byte[] bytes, int offset, int length);
    }

    private static final int LENGTH_BYTES = 4;
    private static final int FIRST_BUFFER_BYTES = 4 * 1024;
    private static final int KEPT_BUFFER_BYTES = 64 * 1024;
    private static final int GROWTH = 4;
    private static final int LARGEST_FRAME = Integer.MAX_VALUE - 64;

    private final int maxFrameBytes;
    private final Sink sink;

    private byte[] buffer = new byte[FIRST_BUFFER_BYTES];
    private int start;
    private int end;
    private boolean stopped;

    public FrameReader(int maxFrameBytes, Sink sink) {
        this.maxFrameBytes = Math.min(maxFrameBytes, LARGEST_FRAME);
        this.sink = sink;
    }

    public byte[] buffer() {
        return buffer;
    }

    public int position() {
        return end;
    }

    /** 1 to 65536. */
    public int room() {
        return Math.min(buffer.length - end, KEPT_BUFFER_BYTES);
    }

    /**
     * Hands on the frames that are complete with the bytes just copied.
     *
     * @throws WireFormatException if a length is below 0 or above the maximum; nothing can be read from then on
     */
    public void advance(int count) {
        end += count;
        int frameBytes = handOn();
        if (stopped) {
            start = end;
        }
        makeRoom(frameBytes);
    }

    /** No frame is handed on from now on, not even one that is complete. */
    public void stop() {
        stopped = true;
    }

    /** @return length of the frame begun, with its header, or 0 if even that is not complete */
    private int handOn() {
        while (!stopped && end - start >= LENGTH_BYTES) {
            int length = length();
            if (end - start - LENGTH_BYTES < length) {
                return LENGTH_BYTES + length;
            }
            int frame = start + LENGTH_BYTES;
            start = frame + length;
            sink.frame(buffer, frame, length);
        }
        return 0;
    }

    private int length() {
        byte[] b = buffer;
        int at = start;
        int length = b[at] << 24 | (b[at + 1] & 0xFF) << 16 | (b[at + 2] & 0xFF) << 8 | b[at + 3] & 0xFF;
        if (length < 0 || length > maxFrameBytes) {
            throw new WireFormatException("not a frame: length=" + length + " limit=" + maxFrameBytes);
        }
        return length;
    }

    private void makeRoom(int frameBytes) {
        int held = end - start;
        if (buffer.length > KEPT_BUFFER_BYTES && frameBytes < KEPT_BUFFER_BYTES && held < KEPT_BUFFER_BYTES) {
            buffer = Arrays.copyOfRange(buffer, start, start + KEPT_BUFFER_BYTES);
        } else if (held == buffer.length) {
            buffer = Arrays.copyOf(buffer, grown(frameBytes));
        } else if (start > 0) {
            System.arraycopy(buffer, start, buffer, 0, held);
        }
        start = 0;
        end = held;
    }

    private int grown(int frameBytes) {
        return (int) Math.min((long) buffer.length * GROWTH, Math.max(frameBytes, KEPT_BUFFER_BYTES));
    }
}
