package io.meshwork.wire;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Bytes being read, as {@link WireOutput} wrote them. For one thread. Every read past the end, and every length that
 * can't be true, is a {@link WireFormatException} before memory is taken for it.
 */
public final class WireInput {

    private final byte[] bytes;
    private final int end;
    private int at;

    public WireInput(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    public WireInput(byte[] bytes, int offset, int length) {
        this.bytes = bytes;
        at = offset;
        end = offset + length;
    }

    public int remaining() {
        return end - at;
    }

    public int readByte() {
        require(1);
        return bytes[at++];
    }

    public boolean readBoolean() {
        int value = readByte();
        if ((value & ~1) != 0) {
            throw new WireFormatException("not a boolean: byte=" + value);
        }
        return value == 1;
    }

    public short readShort() {
        require(2);
        return (short) (bytes[at++] << 8 | bytes[at++] & 0xFF);
    }

    public int readInt() {
        require(4);
        return bytes[at++] << 24 | (bytes[at++] & 0xFF) << 16 | (bytes[at++] & 0xFF) << 8 | bytes[at++] & 0xFF;
    }

    public long readLong() {
        return (long) readInt() << 32 | readInt() & 0xFFFFFFFFL;
    }

    public float readFloat() {
        return Float.intBitsToFloat(readInt());
    }

    public double readDouble() {
        return Double.longBitsToDouble(readLong());
    }

    /** A length or count, 0 or more. */
    public int readVarInt() {
        int value = 0;
        for (int shift = 0; shift < 35; shift += 7) {
            int next = readByte();
            value |= (next & 0x7F) << shift;
            if (next >= 0) {
                if (value < 0 || shift == 28 && next > 0x07) {
                    break;
                }
                return value;
            }
        }
        throw new WireFormatException("length out of range");
    }

    /**
     * A count of elements that follow, each of at least so many bytes.
     *
     * @throws WireFormatException if that many can't follow
     */
    public int readCount(int leastBytesEach) {
        int count = readVarInt();
        if ((long) count * leastBytesEach > remaining()) {
            throw new WireFormatException("count past the end: count=" + count + " remainingBytes=" + remaining());
        }
        return count;
    }

    public String readString() {
        int length = readCount(1);
        int start = at;
        at += length;
        for (int i = start; i < at; i++) {
            if (bytes[i] < 0) {
                return new String(bytes, start, length, StandardCharsets.UTF_8);
            }
        }
        return new String(bytes, start, length, StandardCharsets.ISO_8859_1);
    }

    public @Nullable String readNullableString() {
        return readBoolean() ? readString() : null;
    }

    public byte[] readBytes() {
        return readRaw(readCount(1));
    }

    public byte[] readRaw(int length) {
        require(length);
        byte[] value = new byte[length];
        System.arraycopy(bytes, at, value, 0, length);
        at += length;
        return value;
    }

    /** @throws WireFormatException if bytes are left */
    public void requireEnd() {
        if (at != end) {
            throw new WireFormatException("bytes left over: count=" + remaining());
        }
    }

    private void require(int length) {
        if (length < 0 || length > end - at) {
            throw new WireFormatException("cut short: wantedBytes=" + length + " remainingBytes=" + remaining());
        }
    }
}
