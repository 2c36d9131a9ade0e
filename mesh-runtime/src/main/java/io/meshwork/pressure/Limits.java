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

    /** @param processes that send, of which each may have its share under way */
    boolean isFarPassed(long bytesNow, int processes) {
        return bytesNow > bytes + processes * underWayBytes;
    }
}
