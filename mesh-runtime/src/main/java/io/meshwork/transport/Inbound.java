package io.meshwork.transport;

import io.meshwork.id.Address;
import io.meshwork.wire.Envelope;
import io.meshwork.wire.Sender;

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

    /**
     * The line of a connection has broken, and is dialled anew: notices that were on it for this process may be lost. Told
     * before anything is sent again.
     */
    default void interrupted(Connection connection) {}

    /** A connection has got to its peer, for the first time: what is posted there goes straight to its process. */
    default void reached(Connection connection) {}

    /**
     * A peer sends from now on.
     *
     * @param back takes notices and words of gateways to its process, and nothing else, by the line on which that sends:
     *     they get there before it hears that anything was received which came after they were posted (T-11). From any thread; lost with the line
     */
    default void dialledBy(Address peer, Sender back) {}

    /** That line of a peer is over. */
    default void leftBy(Address peer, Sender back) {}
}
