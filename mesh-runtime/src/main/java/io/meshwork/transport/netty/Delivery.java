package io.meshwork.transport.netty;

import io.meshwork.failure.BrokenInvariants;
import io.meshwork.id.Address;
import io.meshwork.transport.Inbound;
import io.meshwork.transport.Loss;
import io.meshwork.wire.Envelope;
import io.meshwork.wire.Sender;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Hands over to the process; what the process throws back harms no connection. From any thread. */
final class Delivery {

    private final Inbound inbound;
    private final int maxFrameBytes;

    Delivery(Inbound inbound, int maxFrameBytes) {
        this.inbound = inbound;
        this.maxFrameBytes = maxFrameBytes;
    }

    void received(Envelope envelope) {
        try {
            inbound.received(envelope);
        } catch (RuntimeException e) {
            BrokenInvariants.report(log(), "T-2", "the receiver of envelopes threw: envelope=" + envelope, e);
        }
    }

    void lost(NettyConnection connection, Loss loss) {
        try {
            inbound.lost(connection, loss);
        } catch (RuntimeException e) {
            int count = loss.sent().size() + loss.unsent().size();
            BrokenInvariants.report(
                    log(),
                    "T-2",
                    "the receiver of lost connections threw: peer=" + connection.peer() + " envelopes=" + count,
                    e);
        }
    }

    void interrupted(NettyConnection connection) {
        try {
            inbound.interrupted(connection);
        } catch (RuntimeException e) {
            BrokenInvariants.report(log(), "T-11", "whom a broken line was told threw: peer=" + connection.peer(), e);
        }
    }

    void reached(NettyConnection connection) {
        try {
            inbound.reached(connection);
        } catch (RuntimeException e) {
            BrokenInvariants.report(log(), "T-3", "whom a way was told threw: peer=" + connection.peer(), e);
        }
    }

    void dialledBy(Address peer, Sender back) {
        try {
            inbound.dialledBy(peer, back);
        } catch (RuntimeException e) {
            BrokenInvariants.report(log(), "T-11", "whom a peer was told threw: peer=" + peer, e);
        }
    }

    void leftBy(Address peer, Sender back) {
        try {
            inbound.leftBy(peer, back);
        } catch (RuntimeException e) {
            BrokenInvariants.report(log(), "T-11", "whom the end of a peer's line was told threw: peer=" + peer, e);
        }
    }

    /** An envelope that is too large goes back to its sender; in place of an answer goes a word on why there is none. */
    void refuse(Envelope envelope, long bytes) {
        received(envelope.tooLarge(bytes, maxFrameBytes));
    }

    private static Logger log() {
        return LoggerFactory.getLogger(Delivery.class);
    }
}
