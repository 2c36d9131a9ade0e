package io.meshwork.transport;

import io.meshwork.wire.Envelope;
import java.util.List;

/**
 * Where a transport hands over what it has for its process. Called on the transport's thread, or on the thread that posts
 * to a connection already lost; must neither block nor throw.
 */
public interface Inbound {

    /**
     * An envelope has come: from a peer, or back from this transport because it was larger than a frame may be. Those of
     * one connection come in the order in which they were posted.
     */
    void received(Envelope envelope);

    /**
     * A connection is over: refused, broken, or closed by either end. Called once for each connection that was dialled,
     * and then again for each envelope posted to it too late.
     *
     * @param reason for people: what happened, with key=values
     * @param unsent what was posted and has not left this process whole, in that order; what is not in it was handed to
     *     the kernel, and whether the peer has read it nobody knows
     */
    void lost(Connection connection, String reason, List<Envelope> unsent);
}
