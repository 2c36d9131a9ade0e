package io.meshwork.gateway;

import io.meshwork.wire.Envelope;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The envelopes that took the links to one peer and that it has not said to have, by number, from 1. Its user locks. */
final class UnderWay {

    private final Deque<Envelope> envelopes = new ArrayDeque<>(4);
    private long bytes;
    private long last;

    /** @return its number */
    long add(Envelope envelope) {
        envelopes.add(envelope);
        bytes += envelope.heapBytes();
        last++;
        return last;
    }

    boolean isEmpty() {
        return envelopes.isEmpty();
    }

    int size() {
        return envelopes.size();
    }

    long bytes() {
        return bytes;
    }

    /** Takes those out up to this number; numbers that were never given take none. */
    void moveUpTo(long number, List<Envelope> into) {
        long most = Math.min(number, last);
        while (!envelopes.isEmpty() && last - envelopes.size() < most) {
            Envelope next = envelopes.remove();
            bytes -= next.heapBytes();
            into.add(next);
        }
    }
}
