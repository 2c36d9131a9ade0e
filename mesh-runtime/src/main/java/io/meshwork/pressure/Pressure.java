package io.meshwork.pressure;

import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.id.Address;
import io.meshwork.id.PortId;
import io.meshwork.wire.Envelope;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What is known to be full, of all that the instances of one process send to: mailboxes and ports anywhere, and connections
 * of this process (BP-2). For any thread.
 */
public final class Pressure implements AutoCloseable {

    /** The client in each proc that hears {@link Envelope.Kind#FULL} and {@link Envelope.Kind#ROOM}. */
    public static final String HEARER = "proc";

    private final Limits limits;
    private final boolean waits;
    private final Config config;
    private final ConcurrentHashMap<Object, CountDownLatch> full =
            new ConcurrentHashMap<>(2); // by PortId, or by Address
    private volatile boolean closed;

    public Pressure(Config config) {
        limits = Limits.of(config);
        waits = config.text(Keys.WHEN_FULL).equals("wait");
        this.config = config;
    }

    Limits limits() {
        return limits;
    }

    /** Whether nothing is full. */
    public boolean isClear() {
        return full.isEmpty();
    }

    /** Whether nobody is known to have to wait who sends there. */
    public boolean isRoomAt(PortId port) {
        return whatIsFull(port) == null;
    }

    /**
     * Waits for room at the receiver and on the way there, if that is to be waited for.
     *
     * @param sinceNanos when waiting began, by {@link System#nanoTime()}
     * @return why it can't be sent; null if it can
     */
    public @Nullable String awaitRoom(PortId to, long sinceNanos) {
        return awaitRoom(to, new Patience(sinceNanos, Long.MAX_VALUE));
    }

    /**
     * The same.
     *
     * @param patience begun by the first wait: what goes to many waits once
     * @return why it can't be sent; null if it can
     */
    public @Nullable String awaitRoom(PortId to, Patience patience) {
        if (closed || Thread.currentThread() instanceof Forwarding) {
            return null;
        }
        Object what = whatIsFull(to);
        if (what == null || waits) {
            long boundNanos = config.duration(Keys.DELIVERY_TIMEOUT).toNanos();
            return what == null ? null : await(to, patience.sinceNanos(), Math.min(patience.mostNanos(), boundNanos));
        }
        return text(what) + ": " + Keys.WHEN_FULL.name() + "=return receiver=" + to;
    }

    private @Nullable Object whatIsFull(PortId to) {
        if (full.containsKey(to)) {
            return to;
        }
        Address way = to.actor().proc().address();
        return full.containsKey(way) ? way : null;
    }

    private static String text(Object what) {
        return what instanceof PortId ? "the receiver's mailbox is full" : "the connection to the receiver is full";
    }

    private @Nullable String await(PortId to, long sinceNanos, long mostNanos) {
        long deadlineNanos = sinceNanos + mostNanos;
        try {
            for (Object what = whatIsFull(to); what != null && !closed; what = whatIsFull(to)) {
                CountDownLatch room = full.get(what);
                if (room != null && !room.await(deadlineNanos - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    forget(what, room);
                    return text(what) + ", and has no room in time: timeoutMillis=" + mostNanos / 1_000_000
                            + " receiver=" + to;
                }
            }
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted while waiting for room: receiver=" + to;
        }
    }

    /* Should the word that there is room be lost: who comes next tries, and is told anew if it is still full. */
    private void forget(Object what, CountDownLatch room) {
        if (full.remove(what, room)) {
            room.countDown();
        }
    }

    /** A {@link Notice} has come. */
    public void hear(Envelope notice) {
        PortId about = Notice.about(notice);
        if (notice.kind() == Envelope.Kind.FULL) {
            filled(about);
        } else {
            roomAt(about);
        }
    }

    void filled(PortId receiver) {
        if (!full.containsKey(receiver)) {
            full.putIfAbsent(receiver, new CountDownLatch(1));
        }
    }

    void roomAt(Object what) {
        CountDownLatch room = full.remove(what);
        if (room != null) {
            room.countDown();
        }
    }

    /**
     * The connection to a process is full.
     *
     * @return whether that is news: then {@link #wayFree} is to be called when it has room again, or is lost
     */
    public boolean wayFilled(Address process) {
        return !closed && full.putIfAbsent(process, new CountDownLatch(1)) == null;
    }

    public void wayFree(Address process) {
        roomAt(process);
    }

    /** A process has ended: nobody waits for it any more. */
    public void ended(Address process) {
        for (Object what : full.keySet()) {
            if (what.equals(process)
                    || what instanceof PortId port
                            && port.actor().proc().address().equals(process)) {
                roomAt(what);
            }
        }
    }

    /** Nobody waits any more in this process. */
    @Override
    public void close() {
        closed = true;
        for (Object what : full.keySet()) {
            roomAt(what);
        }
    }
}
