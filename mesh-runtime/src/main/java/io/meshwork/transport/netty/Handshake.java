package io.meshwork.transport.netty;

import io.meshwork.transport.HandshakeException;

/** One end's part in proving who is at the other (T-1). For one connection. */
interface Handshake {

    byte[] NOTHING = new byte[0];

    /** What this end says before it has heard anything; empty if it listens first. */
    byte[] opening();

    /** How many bytes it has to hear next, at most 128 in all; 0 once the other end has proved itself. */
    int wantedBytes();

    /**
     * @param said as many bytes as were wanted
     * @return what to answer; empty if nothing
     * @throws HandshakeException if that was not one of this run and version
     */
    byte[] hear(byte[] said);

    /** What to say before closing; empty to a stranger, always. */
    default byte[] farewell(HandshakeException reason) {
        return NOTHING;
    }
}
