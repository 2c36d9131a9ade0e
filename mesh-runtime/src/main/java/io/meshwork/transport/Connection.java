package io.meshwork.transport;

import io.meshwork.id.Address;
import io.meshwork.wire.Sender;

/**
 * A dialled connection, which carries envelopes to its peer. Its end, whatever the reason, is told once to {@link
 * Inbound#lost}; it doesn't come back, one dials anew.
 */
public interface Connection extends Sender, AutoCloseable {

    Address peer();

    /** Sends of what was posted before as much as the kernel takes at once, then ends. Doesn't wait. */
    @Override
    void close();
}
