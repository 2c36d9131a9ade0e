package io.meshwork.mailbox;

import io.meshwork.id.ActorId;
import io.meshwork.id.Address;
import io.meshwork.wire.Envelope;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicLong;

/** The numbers that one sender gives to what it sends: per receiver from 1, without gaps (OD-1). For any thread. */
final class Numbering {

    /* So many receivers are looked at, on average, for each process that ends. */
    private static final int LOOKS_PER_END = 64;

    /* Tells apart senders of one id, as a process may come up at the address of one that ended. */
    private final long session = ThreadLocalRandom.current().nextLong();
    private final ConcurrentHashMap<ActorId, AtomicLong> last = new ConcurrentHashMap<>(2);
    private final Set<Address> ended = new HashSet<>(2); // whose receivers are still in there; guarded by itself

    long session() {
        return session;
    }

    /** The last one of each receiver. */
    Map<ActorId, Long> all() {
        Map<ActorId, Long> all = new HashMap<>();
        last.forEach((receiver, number) -> all.put(receiver, number.get()));
        return all;
    }

    /** The next place among what goes to that receiver. */
    Envelope.Order next(ActorId receiver) {
        AtomicLong number = last.get(receiver);
        if (number == null) {
            number = last.computeIfAbsent(receiver, id -> new AtomicLong());
        }
        return new Envelope.Order(session, number.incrementAndGet());
    }

    /** Nothing gets to that process any more, whatever its number, so those given to its actors are forgotten in time. */
    void ended(Address process) {
        synchronized (ended) {
            ended.add(process);
            if ((long) ended.size() * LOOKS_PER_END >= last.size()) {
                last.keySet()
                        .removeIf(receiver -> ended.contains(receiver.proc().address()));
                ended.clear();
            }
        }
    }

    int size() {
        return last.size();
    }
}
