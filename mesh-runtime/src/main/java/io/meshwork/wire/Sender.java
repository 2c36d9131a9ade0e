package io.meshwork.wire;

/**
 * One hop: a mailbox, a gateway, a connection, a fault in a test.
 *
 * <p>{@link #post} never blocks and never throws. What can't be moved on comes back to the envelope's sender as {@link
 * Envelope.Kind#UNDELIVERABLE}, or is lost with the hop; senders that need to know wait under a deadline.
 */
@FunctionalInterface
public interface Sender {

    void post(Envelope envelope);
}
