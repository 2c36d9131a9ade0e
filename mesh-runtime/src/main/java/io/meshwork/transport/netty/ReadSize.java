package io.meshwork.transport.netty;

import io.netty.channel.DefaultMaxMessagesRecvByteBufAllocator;

/**
 * How much one channel reads at once: while its handshake lasts, what that wants and not a byte more (T-1); afterwards a
 * small buffer, or a large one while data streams in.
 */
final class ReadSize extends DefaultMaxMessagesRecvByteBufAllocator {

    static final int LARGE_BYTES = 64 * 1024;

    private static final int SMALL_BYTES = 4 * 1024;
    private static final int READS_PER_TURN = 16;

    private int wantedBytes;

    ReadSize() {
        super(READS_PER_TURN);
    }

    /** @param bytes 0 for no limit */
    void limit(int bytes) {
        wantedBytes = bytes;
    }

    @Override
    public MaxMessageHandle newHandle() {
        return new Adapting();
    }

    private final class Adapting extends MaxMessageHandle {

        private boolean streams;

        @Override
        public int guess() {
            if (wantedBytes > 0) {
                return wantedBytes;
            }
            return streams ? LARGE_BYTES : SMALL_BYTES;
        }

        @Override
        public void lastBytesRead(int bytes) {
            super.lastBytesRead(bytes);
            if (bytes > 0) {
                streams = bytes >= SMALL_BYTES;
            }
        }
    }
}
