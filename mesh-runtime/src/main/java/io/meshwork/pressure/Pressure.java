package io.meshwork.pressure;

import io.meshwork.config.Config;
import io.meshwork.config.Keys;
import io.meshwork.id.Address;
import io.meshwork.id.PortId;
import io.meshwork.wire.Envelope;
import io.meshwork.wire.Sender;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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
    private final long signNanos;
    private final ConcurrentHashMap<Object, Full> full = new ConcurrentHashMap<>(2); // by PortId, or by Address
    private final ConcurrentHashMap<Address, Sender> backs = new ConcurrentHashMap<>(2);
    private volatile boolean closed;

    public Pressure(Config config) {
        limits = Limits.of(config);
        waits = config.text(Keys.WHEN_FULL).equals("wait");
        this.config = config;
        signNanos = boundNanos() / 4;
    }

    /* Asked for anew, as a debugger may be attached meanwhile. */
    private long boundNanos() {
        return config.duration(Keys.DELIVERY_TIMEOUT).toNanos();
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
            return what == null ? null : await(to, patience);
        }
        return text(what) + ": " + Keys.WHEN_FULL.name() + "=return receiver=" + to;
    }

    /** Whether {@link #awaitRoom} would wait now. */
    public boolean hasToWait(PortId to, Patience patience) {
        if (!waits || closed || Thread.currentThread() instanceof Forwarding) {
            return false;
        }
        Full at = fullAt(to);
        return at != null && !Thread.currentThread().isInterrupted() && leftNanos(at, patience, System.nanoTime()) > 0;
    }

    /** Waits until one of these doesn't have to be waited for any more; there may be others. */
    public void awaitOne(List<PortId> receivers, Patience patience) {
        if (receivers.isEmpty()) {
            return;
        }
        CompletableFuture<?>[] rooms = new CompletableFuture<?>[receivers.size()];
        long now = System.nanoTime();
        long leftNanos = Long.MAX_VALUE;
        for (int i = 0; i < rooms.length; i++) {
            Full at = fullAt(receivers.get(i));
            if (at == null) {
                return;
            }
            rooms[i] = at.room();
            leftNanos = Math.min(leftNanos, leftNanos(at, patience, now));
        }
        try {
            awaitAtMost(leftNanos, CompletableFuture.anyOf(rooms));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /* While it moves on it may take longer, but no longer than the sender has patience. */
    private long leftNanos(Full at, Patience patience, long now) {
        long waited = now - patience.sinceNanos();
        long idle = Math.min(waited, now - at.movedNanos());
        return Math.min(patience.mostNanos() - waited, boundNanos() - idle);
    }

    private @Nullable Full fullAt(PortId to) {
        Object what = whatIsFull(to);
        return what == null ? null : full.get(what);
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

    private @Nullable String await(PortId to, Patience patience) {
        try {
            for (Object what = whatIsFull(to); what != null && !closed; what = whatIsFull(to)) {
                Full at = full.get(what);
                if (at == null) {
                    continue;
                }
                long leftNanos = leftNanos(at, patience, System.nanoTime());
                if (leftNanos <= 0) {
                    giveUp(what, at);
                    return tooLate(what, to, patience);
                }
                awaitAtMost(leftNanos, at.room());
            }
            return null;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "interrupted while waiting for room: receiver=" + to;
        }
    }

    private String tooLate(Object what, PortId to, Patience patience) {
        return text(what) + ", and has no room in time: timeoutMillis="
                + Math.min(patience.mostNanos(), boundNanos()) / 1_000_000 + " receiver=" + to;
    }

    /* Room, or none: who waits looks. */
    private static void awaitAtMost(long nanos, CompletableFuture<?> room) throws InterruptedException {
        try {
            room.get(nanos, TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /* Should the word that there is room be lost: who comes next tries, and is told anew if it is still full. */
    private void giveUp(Object what, Full at) {
        if (full.remove(what, at)) {
            at.room().complete(null);
        }
    }

    /** A {@link Notice} has come. */
    public void hear(Envelope notice) {
        PortId about = Notice.about(notice);
        if (notice.kind() == Envelope.Kind.FULL) {
            filled(about, Notice.taken(notice));
        } else {
            roomAt(about);
        }
    }

    /** @param taken as in {@link Notice} */
    void filled(PortId receiver, long taken) {
        Full known = full.get(receiver);
        if (known == null) {
            known = full.putIfAbsent(receiver, new Full(taken));
        }
        if (known != null) {
            known.again(taken);
        }
    }

    void roomAt(Object what) {
        Full at = full.remove(what);
        if (at != null) {
            at.room().complete(null);
        }
    }

    /** How often a receiver that is full tells that it moves on. */
    long signNanos() {
        return signNanos;
    }

    /**
     * The connection to a process is full.
     *
     * @return whether that is news: then {@link #wayFree} is to be called when it has room again, or is lost
     */
    public boolean wayFilled(Address process) {
        return !closed && full.putIfAbsent(process, new Full(0)) == null;
    }

    public void wayFree(Address process) {
        roomAt(process);
    }

    /** Notices to that process are to be posted there while it is so; lost when it is not. */
    public void backTo(Address process, Sender line) {
        backs.put(process, line);
    }

    /** That line is over. */
    public void noWayBack(Address process, Sender line) {
        backs.remove(process, line);
    }

    /** Where notices to that process are to be posted; null for the gateway. */
    public @Nullable Sender lineTo(Address process) {
        return backs.get(process);
    }

    /** A process has ended: nobody waits for it any more. */
    public void ended(Address process) {
        forget(process);
        roomAt(process);
    }

    /** What was told of the receivers in that process may not hold: who waits for them tries, and is told anew. */
    public void forget(Address process) {
        for (Object what : full.keySet()) {
            if (what instanceof PortId port && port.actor().proc().address().equals(process)) {
                roomAt(port);
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
