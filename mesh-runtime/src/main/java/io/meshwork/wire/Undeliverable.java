package io.meshwork.wire;

import io.meshwork.id.PortId;

/**
 * A message that came back to its sender, once, as it could not be delivered.
 *
 * @param destination where it should have ended
 * @param reason for people: what was wrong, with key=values
 * @param message the message as text, shortened; of a large one its class and size
 */
public record Undeliverable(Category category, PortId destination, String reason, String message) {

    /** At the end of a reason: it was sent, and nobody knows how far it came. */
    public static final String MAY_BE_RECEIVED = " (not acknowledged: it may have been received)";

    /** Why a message comes back. */
    public enum Category {
        /** There is no such proc at the address. */
        NO_SUCH_PROC,
        /** There is no such actor in the proc. */
        NO_SUCH_ACTOR,
        /** The actor was stopped before it took the message. */
        ACTOR_STOPPED,
        /** The actor had failed before it took the message. */
        ACTOR_FAILED,
        /** The actor has no handler for the message, or can't read it. */
        NOT_TAKEN,
        /** The port is closed, or had its one value. */
        PORT_CLOSED,
        /** No link or connection leads there. */
        NO_WAY,
        /** The process it was for has ended; whether the message was taken before that nobody knows. */
        PROCESS_ENDED,
        /** The connection broke for good; whether the message was taken before that nobody knows. */
        CONNECTION_LOST,
        /** Not acknowledged within {@code mesh.delivery-timeout}. */
        TIMED_OUT,
        /** Larger than {@code mesh.max-frame}. */
        TOO_LARGE,
        /** The receiver's mailbox, or the connection to it, is full. */
        FULL,
        /** Later messages came, this one did not within {@code mesh.delivery-timeout}: it is given up. */
        LOST;

        /** Whether the sender did something wrong: by default that fails an actor. All else only befell the message. */
        public boolean isSendersFault() {
            return switch (this) {
                case NO_SUCH_PROC, NO_SUCH_ACTOR, ACTOR_STOPPED, ACTOR_FAILED, NOT_TAKEN, TOO_LARGE -> true;
                case PORT_CLOSED, NO_WAY, PROCESS_ENDED, CONNECTION_LOST, TIMED_OUT, FULL, LOST -> false;
            };
        }

        /** Whether the receiver has not seen it, and may wait for its number. */
        boolean isUnseen() {
            return switch (this) {
                case NO_WAY, CONNECTION_LOST, TIMED_OUT, TOO_LARGE, FULL -> true;
                case NO_SUCH_PROC, NO_SUCH_ACTOR, ACTOR_STOPPED, ACTOR_FAILED -> false;
                case NOT_TAKEN, PORT_CLOSED, PROCESS_ENDED, LOST -> false;
            };
        }
    }
}
