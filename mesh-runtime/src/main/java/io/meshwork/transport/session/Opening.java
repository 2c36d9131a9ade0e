package io.meshwork.transport.session;

import io.meshwork.wire.WireFormatException;
import io.meshwork.wire.WireInput;
import io.meshwork.wire.WireOutput;

/**
 * The first frame of a connection: which session goes on here, and from where.
 *
 * @param session chosen by the dialler
 * @param acceptor the incarnation that the session began with; 0 if it has not heard of one yet
 * @param next number of the first envelope that the dialler still keeps; from 1
 */
public record Opening(SessionId session, long acceptor, long next) {

    /** Length of its frame, without the four bytes that say it. */
    public static final int BYTES = 33;

    private static final int MARK = 'O';

    /** As it travels, with its length in front. */
    public byte[] framed() {
        WireOutput out = new WireOutput(4 + BYTES);
        out.writeInt(BYTES);
        out.writeByte(MARK);
        out.writeLong(session.incarnation());
        out.writeLong(session.number());
        out.writeLong(acceptor);
        out.writeLong(next);
        return out.toByteArray();
    }

    /** @throws WireFormatException if the frame is none */
    public static Opening read(byte[] bytes, int offset, int length) {
        if (length != BYTES || bytes[offset] != MARK) {
            throw new WireFormatException("not the opening of a session: bytes=" + length);
        }
        WireInput in = new WireInput(bytes, offset + 1, length - 1);
        return new Opening(new SessionId(in.readLong(), in.readLong()), in.readLong(), in.readLong());
    }
}
