package io.meshwork.pressure;

import io.meshwork.config.Config;
import io.meshwork.config.Keys;

/**
 * What may wait in one mailbox.
 *
 * @param envelopes past which senders are slowed
 * @param bytes the same, of heap
 * @param underWayBytes what one sending process may have under way when it hears so
 */
record Limits(int envelopes, long bytes, long underWayBytes) {

    static Limits of(Config config) {
        return new Limits(
                config.integer(Keys.MAILBOX_CAPACITY),
                config.bytes(Keys.MAILBOX_BYTES),
                config.bytes(Keys.CONNECTION_BYTES));
    }

    boolean isPassed(long envelopesNow, long bytesNow) {
        return envelopesNow > envelopes || bytesNow > bytes;
    }

    /** Whether so little waits that senders may go on: half of the limit, so that they don't stop and go. */
    boolean isRoom(long envelopesNow, long bytesNow) {
        return envelopesNow <= envelopes / 2 && bytesNow <= bytes / 2;
    }

    /**
     * Past what comes of senders that do wait: what the connections of their processes may keep, and once more for what
     * their threads had in hand when those became full (BP-7).
     *
     * @param processes that send
     */
    boolean isFarPassed(long bytesNow, int processes) {
        return bytesNow > bytes + 2 * processes * underWayBytes;
    }
}
