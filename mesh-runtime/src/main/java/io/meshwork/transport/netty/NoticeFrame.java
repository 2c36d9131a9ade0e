package io.meshwork.transport.netty;

import io.meshwork.wire.Envelope;
import io.meshwork.wire.EnvelopeFormat;
import io.meshwork.wire.WireFormatException;
import io.meshwork.wire.WireInput;
import io.meshwork.wire.WireOutput;
import io.netty.buffer.ByteBuf;

/** A notice among the numbers that an acceptor says: a word that no number is, which holds its length, then its form. */
final class NoticeFrame {

    static final int MOST_BYTES = 64 * 1024;

    private static final long MARK = Long.MIN_VALUE;

    private final byte[] form;
    private int have;

    private NoticeFrame(int bytes) {
        form = new byte[bytes];
    }

    /** Whether one begins with that word. */
    static boolean begins(long word) {
        return word > MARK && word <= MARK + MOST_BYTES;
    }

    /** Of which nothing but its first word has come. */
    static NoticeFrame begun(long word) {
        return new NoticeFrame((int) (word - MARK));
    }

    /** As it travels. */
    static byte[] framed(Envelope notice) {
        WireOutput form = new WireOutput();
        EnvelopeFormat.write(notice, form);
        WireOutput frame = new WireOutput(Long.BYTES + form.size());
        frame.writeLong(MARK + form.size());
        frame.writeRaw(form.toByteArray(), 0, form.size());
        return frame.toByteArray();
    }

    /** @return whether it is whole */
    boolean take(ByteBuf bytes) {
        int count = Math.min(bytes.readableBytes(), form.length - have);
        bytes.readBytes(form, have, count);
        have += count;
        return have == form.length;
    }

    /**
     * Of one that is whole.
     *
     * @throws WireFormatException if it is none
     */
    Envelope notice() {
        Envelope notice = EnvelopeFormat.read(new WireInput(form, 0, form.length));
        if (!notice.isWordBack()) {
            throw new WireFormatException("not a notice: " + notice);
        }
        return notice;
    }
}
