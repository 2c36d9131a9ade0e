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
    private @Nullable Map<ProcId, Told> told; // guarded by this
    private boolean closed; // guarded by this
    private volatile long signNanos; // when it last began to be full, or told that it moves on; written under this
    private long signs; // guarded by this

    /* When, and by what line: what is told later goes the same way, and so doesn't come before. Null: by the gateway. */
    private record Told(long nanos, @Nullable Sender line) {}

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
        uncount(envelope);
        if (full && hasRoom()) { // who has emptied it meanwhile may have seen none beside this one
            relieve();
        }
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
        if (full) {
            if (hasRoom()) {
                relieve();
            } else if (System.nanoTime() - signNanos > pressure.signNanos()) {
                tellThatItMovesOn();
            }
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
        if (!full) {
            signNanos = System.nanoTime();
            full = true;
        }
        tell(envelope.from().proc());
        long others = bytes.get() - envelope.heapBytes();
        boolean fits = !limits.isFarPassed(others, Math.max(1, told == null ? 0 : told.size()));
        if (hasRoom()) {
            relieve();
        }
        return fits;
    }

    private void tell(ProcId sender) {
        pressure.filled(port, signs);
        if (sender.address().equals(port.actor().proc().address())) {
            return;
        }
        Map<ProcId, Told> known = told;
        if (known == null) {
            known = new HashMap<>();
            told = known;
        }
        long now = System.nanoTime();
        Told before = known.get(sender);
        Sender line = before != null && before.line() == null ? null : pressure.lineTo(sender.address());
        if (before == null || before.line() != line || now - before.nanos() > TELL_AGAIN_NANOS) {
            known.put(sender, new Told(now, line));
            tell(Envelope.Kind.FULL, sender, line);
        }
    }

    private void tell(Envelope.Kind what, ProcId sender, @Nullable Sender line) {
        Sender way = line == null ? gateway : line;
        way.post(Notice.of(what, port, signs, sender));
    }

    /* Who waits goes on waiting. */
    private synchronized void tellThatItMovesOn() {
        long now = System.nanoTime();
        if (!full || now - signNanos <= pressure.signNanos()) {
            return;
        }
        signNanos = now;
        signs++;
        pressure.filled(port, signs);
        Map<ProcId, Told> known = told;
        if (known != null) {
            known.forEach((sender, before) -> tell(Envelope.Kind.FULL, sender, before.line()));
        }
    }

    private synchronized void relieve() {
        if (!full || !closed && !hasRoom()) {
            return;
        }
        full = false;
        pressure.roomAt(port);
        Map<ProcId, Told> known = told;
        told = null;
        if (known != null) {
            known.forEach((sender, before) -> tell(Envelope.Kind.ROOM, sender, before.line()));
        }
    }

    /** Nobody is to wait any more: what comes now goes back for another reason. */
    public synchronized void close() {
        closed = true;
        relieve();
    }
}
