package io.meshwork.transport.session;

import io.meshwork.id.Address;
import io.meshwork.wire.WireFormatException;
import io.meshwork.wire.WireInput;
import io.meshwork.wire.WireOutput;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The first frame of a connection: which session goes on here, and from where.
 *
 * @param session chosen by the dialler
 * @param acceptor the incarnation that the session began with; 0 if it has not heard of one yet
 * @param next number of the first envelope that the dialler still keeps; from 1
 * @param dialler where its process takes connections; null if it takes none
 */
public record Opening(
        SessionId session,
        long acceptor,
        long next,
        @Nullable Address dialler) {

    /** Length of its frame, without the four bytes that say it and the dialler's address. */
    public static final int BYTES = 33;

    private static final int MARK = 'O';
    private static final int MOST_ADDRESS_BYTES = 1024;

    /** Of a process that takes no connections. */
    public Opening(SessionId session, long acceptor, long next) {
        this(session, acceptor, next, null);
    }

    /** As it travels, with its length in front. */
    public byte[] framed() {
        byte[] address = dialler == null ? new byte[0] : dialler.toString().getBytes(StandardCharsets.UTF_8);
        WireOutput out = new WireOutput(4 + BYTES + address.length);
        out.writeInt(BYTES + address.length);
        out.writeByte(MARK);
        out.writeLong(session.incarnation());
        out.writeLong(session.number());
        out.writeLong(acceptor);
        out.writeLong(next);
        out.writeRaw(address, 0, address.length);
        return out.toByteArray();
    }

    /** @throws WireFormatException if the frame is none */
    public static Opening read(byte[] bytes, int offset, int length) {
        if (length < BYTES || length > BYTES + MOST_ADDRESS_BYTES || bytes[offset] != MARK) {
            throw new WireFormatException("not the opening of a session: bytes=" + length);
        }
        WireInput in = new WireInput(bytes, offset + 1, length - 1);
        SessionId session = new SessionId(in.readLong(), in.readLong());
        return new Opening(session, in.readLong(), in.readLong(), address(in.readRaw(in.remaining())));
    }

    private static @Nullable Address address(byte[] text) {
        try {
            return text.length == 0 ? null : Address.parse(new String(text, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException e) {
            throw new WireFormatException("the opening of a session without an address: " + e.getMessage());
        }
    }
}
