package io.meshwork.transport;

import io.meshwork.wire.Envelope;

/**
 * Where a transport hands over what it has for its process. Called on the transport's thread, or on the thread that posts
 * to a connection already lost; must neither block nor throw.
 */
public interface Inbound {

    /**
     * An envelope has come: from a peer, or back from this transport because it was larger than a frame may be. Those of
     * one connection come in the order in which they were posted, each once.
     */
    void received(Envelope envelope);

    /**
     * A connection is over: refused, broken for good, or closed. Called once for each connection that was dialled, with
     * all that the peer has not acknowledged, and then again for each envelope posted to it too late.
     */
    void lost(Connection connection, Loss loss);
}
