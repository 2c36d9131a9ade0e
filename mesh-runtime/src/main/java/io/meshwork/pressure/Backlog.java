package io.meshwork.pressure;

import io.meshwork.id.PortId;
import io.meshwork.id.ProcId;
import io.meshwork.wire.Envelope;
import io.meshwork.wire.Sender;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * What waits in one mailbox or port, counted, and who was told that it is too much (BP-1). For any thread.
 */
public final class Backlog {

    /* A process that was told and still sends has not heard yet, or has given up waiting. */
    private static final long TELL_AGAIN_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private final PortId port;
    private final Pressure pressure;
    private final Sender gateway;
    private final Limits limits;
    private final AtomicLong envelopes = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private volatile boolean full; // written under this
    private @Nullable Map<ProcId, Long> told; // when, in nanos; guarded by this
    private boolean closed; // guarded by this

    /** @param port where it waits */
    public Backlog(PortId port, Pressure pressure, Sender gateway) {
        this.port = port;
        this.pressure = pressure;
        this.gateway = gateway;
        limits = pressure.limits();
    }

    /**
     * Counts an envelope that comes, unless it is too much: then it is to go back. The control plane's own are never too
     * much.
     */
    public boolean admits(Envelope envelope) {
        long bytesNow = bytes.addAndGet(envelope.heapBytes());
        long envelopesNow = envelopes.incrementAndGet();
        if (!full && !limits.isPassed(envelopesNow, bytesNow) || envelope.control()) {
            return true;
        }
        if (crowded(envelope)) {
            return true;
        }
        taken(envelope); // who has emptied it meanwhile may have seen no room beside this one
        return false;
    }

    /** Counts one that must get in, however much waits. */
    public void count(Envelope envelope) {
        bytes.addAndGet(envelope.heapBytes());
        envelopes.incrementAndGet();
    }

    /** One that was counted is taken, or dropped. */
    public void taken(Envelope envelope) {
        uncount(envelope);
        if (full && hasRoom()) {
            relieve();
        }
    }

    private void uncount(Envelope envelope) {
        bytes.addAndGet(-envelope.heapBytes());
        envelopes.decrementAndGet();
    }

    private boolean hasRoom() {
        return limits.isRoom(envelopes.get(), bytes.get());
    }

    /** What an envelope that goes back is told. */
    public String refusal() {
        return "the receiver's mailbox is full: receiver=" + port + " envelopes=" + envelopes.get() + " limit="
                + limits.envelopes() + " heapBytes=" + bytes.get() + " limit=" + limits.bytes();
    }

    /* Whoever empties it reads `full` after counting down, and here it is counted after `full` was set: one of the two
     * sees that there is room. */
    private synchronized boolean crowded(Envelope envelope) {
        if (closed) {
            return true;
        }
        full = true;
        tell(envelope.from().proc());
        long others = bytes.get() - envelope.heapBytes();
        boolean fits = !limits.isFarPassed(others, Math.max(1, told == null ? 0 : told.size()));
        if (hasRoom()) {
            relieve();
        }
        return fits;
    }

    private void tell(ProcId sender) {
        pressure.filled(port);
        if (sender.address().equals(port.actor().proc().address())) {
            return;
        }
        Map<ProcId, Long> known = told;
        if (known == null) {
            known = new HashMap<>();
            told = known;
        }
        long now = System.nanoTime();
        Long before = known.get(sender);
        if (before == null || now - before > TELL_AGAIN_NANOS) {
            known.put(sender, now);
            gateway.post(Notice.of(Envelope.Kind.FULL, port, sender));
        }
    }

    private synchronized void relieve() {
        if (!full || !closed && !hasRoom()) {
            return;
        }
        full = false;
        pressure.roomAt(port);
        Map<ProcId, Long> known = told;
        told = null;
        if (known != null) {
            known.keySet().forEach(sender -> gateway.post(Notice.of(Envelope.Kind.ROOM, port, sender)));
        }
    }

    /** Nobody is to wait any more: what comes now goes back for another reason. */
    public synchronized void close() {
        closed = true;
        relieve();
    }
}
