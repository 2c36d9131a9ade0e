package io.meshwork.transport.session;

import io.meshwork.wire.Envelope;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The envelopes of a session that the peer has not acknowledged, by number, from 1: those sent, then those to be sent. A
 * ring that grows.
 */
public final class Window {

    private static final int FIRST_ROOM = 64;

    private @Nullable Envelope[] ring = new @Nullable Envelope[FIRST_ROOM];
    private long acknowledged;
    private long sent;
    private long last;

    /** Behind all others. */
    public void add(Envelope envelope) {
        if (last - acknowledged == ring.length) {
            grow();
        }
        last++;
        ring[at(last)] = envelope;
    }

    private void grow() {
        @Nullable Envelope[] larger = new @Nullable Envelope[2 * ring.length];
        for (long number = acknowledged + 1; number <= last; number++) {
            larger[(int) number & larger.length - 1] = ring[at(number)];
        }
        ring = larger;
    }

    private int at(long number) {
        return (int) number & ring.length - 1;
    }

    /** The next to send; null if all are sent. */
    public @Nullable Envelope next() {
        return sent == last ? null : ring[at(sent + 1)];
    }

    /** The next one is sent, whole. */
    public void nextSent() {
        sent++;
    }

    public boolean isEmpty() {
        return acknowledged == last;
    }

    /** Number of the last one that the peer has. */
    public long acknowledged() {
        return acknowledged;
    }

    /** Number of the last one sent. */
    public long sent() {
        return sent;
    }

    /** Whether a peer can say so: not less than it said before, and not more than it was sent. */
    public boolean canBeAcknowledged(long number) {
        return number >= acknowledged && number <= sent;
    }

    /**
     * The peer has all up to this number.
     *
     * @return how much room those took that it didn't have before
     */
    public long acknowledge(long number) {
        long bytes = 0;
        while (acknowledged < number) {
            acknowledged++;
            Envelope envelope = ring[at(acknowledged)];
            ring[at(acknowledged)] = null;
            bytes += envelope == null ? 0 : envelope.heapBytes();
        }
        return bytes;
    }

    /** What was sent and isn't acknowledged has to be sent again. */
    public void rewind() {
        sent = acknowledged;
    }

    /** Empties it: first what was sent, then the rest. */
    public void moveTo(List<Envelope> sentOnes, List<Envelope> rest) {
        while (acknowledged < last) {
            acknowledged++;
            Envelope envelope = ring[at(acknowledged)];
            ring[at(acknowledged)] = null;
            if (envelope != null) {
                (acknowledged <= sent ? sentOnes : rest).add(envelope);
            }
        }
        sent = last;
    }
}
