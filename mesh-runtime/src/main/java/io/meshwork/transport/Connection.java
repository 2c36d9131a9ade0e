package io.meshwork.transport;

import io.meshwork.id.Address;
import io.meshwork.wire.Sender;

/**
 * The way to one peer, which survives that the line to it breaks: what was posted is kept until the peer has
 * acknowledged it, and sent again where it has not. Its end, whatever the reason, is told once to {@link Inbound#lost}; it
 * doesn't come back, one dials anew.
 */
public interface Connection extends Sender, AutoCloseable {

    Address peer();

    /** What was posted and is neither acknowledged nor given back: payloads, and a little for each envelope. */
    long pendingBytes();

    /**
     * Whether less than {@code mesh.connection-bytes} waits. {@link #post} takes envelopes even if not: who can wait, or
     * say so to whoever sends, asks before.
     */
    boolean hasRoom();

    /**
     * Runs this once: at once if there is room, or else when not more than half of it is taken, on the transport's
     * thread. It must neither block nor throw.
     */
    void whenRoom(Runnable listener);

    /** Sends what was posted before and waits, bounded, for the peer to acknowledge it, then ends. Doesn't block. */
    @Override
    void close();

    /**
     * Ends now, as the process at the other end is known to be gone.
     *
     * @param reason of the loss, as it is
     */
    void lose(String reason);
}
