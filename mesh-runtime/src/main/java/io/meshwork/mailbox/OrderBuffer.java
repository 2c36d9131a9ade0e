package io.meshwork.mailbox;

import io.meshwork.id.ActorId;
import io.meshwork.wire.Envelope;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Puts what comes to one receiver into the order of its senders' numbers (OD-2): what is early waits for what is missing,
 * what came before is dropped (OD-3). A gap is bounded, in time and in what waits behind it; one that is given up is told
 * to the sender, and what waited goes on (OD-4).
 *
 * <p>For one thread at a time: the receiver's turn.
 */
final class OrderBuffer {

    /* Of one sender, that wait behind a gap. */
    private static final int MOST_EARLY = 100_000;

    /** What the buffer needs of its receiver. */
    interface Receiver {

        /** The next one in order. */
        void take(Envelope envelope);

        /** There is a gap: {@link OrderBuffer#expire} is to be called after the bound. */
        void gapOpened();

        /** To be sent to its sender: the messages in front of this one did not come and are given up. */
        void tellLost(Envelope behind, String reason);
    }

    private record Source(ActorId sender, long session) {

        boolean is(ActorId other, long otherSession) {
            return session == otherSession && sender.equals(other);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Source that && is(that.sender, that.session);
        }

        @Override
        public int hashCode() {
            return 31 * sender.hashCode() + Long.hashCode(session);
        }
    }

    /* What is known of one sender. */
    private static final class Stream {
        private long next = 1;
        private @Nullable Map<Long, Envelope> early;
        private long gapSinceNanos;
    }

    private final Receiver receiver;
    private final long boundNanos;
    private final Map<Source, Stream> streams = new HashMap<>(2);
    private @Nullable Source lastSource; // most messages come in runs of one sender
    private @Nullable Stream lastStream;
    private boolean expiryDue;

    OrderBuffer(Receiver receiver, long boundNanos) {
        this.receiver = receiver;
        this.boundNanos = boundNanos;
    }

    /**
     * @param envelope that has a place in the order
     * @return whether it is taken, now or later; if not, its number was taken before
     */
    boolean offer(Envelope envelope, Envelope.Order place) {
        Stream stream = stream(envelope, place);
        if (place.number() == stream.next) {
            stream.next++;
            take(envelope);
            if (stream.early != null) {
                takeEarly(stream);
            }
            return true;
        }
        return place.number() > stream.next && keep(stream, envelope, place.number());
    }

    private Stream stream(Envelope envelope, Envelope.Order place) {
        Source known = lastSource;
        Stream at = lastStream;
        if (known != null && at != null && known.is(envelope.from(), place.session())) {
            return at;
        }
        Source source = new Source(envelope.from(), place.session());
        Stream found = streams.get(source);
        if (found == null) {
            found = new Stream();
            streams.put(source, found);
        }
        lastSource = source;
        lastStream = found;
        return found;
    }

    private void take(Envelope envelope) {
        if (envelope.kind() != Envelope.Kind.SKIP) {
            receiver.take(envelope);
        }
    }

    private void takeEarly(Stream stream) {
        Map<Long, Envelope> early = stream.early;
        if (early == null) {
            return;
        }
        for (Envelope next = early.remove(stream.next); next != null; next = early.remove(stream.next)) {
            stream.next++;
            take(next);
        }
        if (early.isEmpty()) {
            stream.early = null;
        } else {
            open(stream);
        }
    }

    private boolean keep(Stream stream, Envelope envelope, long number) {
        Map<Long, Envelope> early = stream.early;
        if (early == null) {
            early = new HashMap<>();
            stream.early = early;
            open(stream);
        }
        boolean isNew = early.putIfAbsent(number, envelope) == null;
        if (early.size() > MOST_EARLY) {
            giveUp(stream, "waiting=" + early.size() + " limit=" + MOST_EARLY);
        }
        return isNew;
    }

    private void open(Stream stream) {
        stream.gapSinceNanos = System.nanoTime();
        awaitExpiry();
    }

    private void awaitExpiry() {
        if (!expiryDue) {
            expiryDue = true;
            receiver.gapOpened();
        }
    }

    /** Gives up the gaps that are as old as the bound. */
    void expire() {
        expiryDue = false;
        long now = System.nanoTime();
        for (Stream stream : List.copyOf(streams.values())) {
            if (stream.early != null && now - stream.gapSinceNanos >= boundNanos) {
                giveUp(stream, "boundMillis=" + boundNanos / 1_000_000);
            }
            if (stream.early != null) {
                awaitExpiry();
            }
        }
    }

    private void giveUp(Stream stream, String why) {
        Map<Long, Envelope> early = stream.early;
        if (early == null) {
            return;
        }
        long first = Long.MAX_VALUE;
        for (long number : early.keySet()) {
            first = Math.min(first, number);
        }
        Envelope behind = early.get(first);
        if (behind != null) {
            receiver.tellLost(
                    behind,
                    "messages did not come and are given up, later ones go on: first=" + stream.next + " count="
                            + (first - stream.next) + " " + why);
        }
        stream.next = first;
        takeEarly(stream);
    }

    /** Those that wait, in no order; none waits after this. */
    List<Envelope> takeWaiting() {
        List<Envelope> waiting = new ArrayList<>();
        for (Stream stream : streams.values()) {
            if (stream.early != null) {
                waiting.addAll(stream.early.values());
                stream.early.clear();
                stream.early = null;
            }
        }
        return waiting;
    }
}
