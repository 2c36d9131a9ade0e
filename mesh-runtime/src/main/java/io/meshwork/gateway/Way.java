package io.meshwork.gateway;

import io.meshwork.id.Address;
import io.meshwork.transport.Connection;
import io.meshwork.transport.Transport;
import io.meshwork.transport.netty.Limits;
import io.meshwork.transport.session.Room;
import io.meshwork.wire.Envelope;
import io.meshwork.wire.Sender;
import io.meshwork.wire.Undeliverable.Category;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The way of data to one other process: along the control links at first, where each envelope is numbered and kept until
 * the peer's gateway says that it has it; then by a connection, when that is up and all that took the links has come
 * (G-3), or is known not to come: the peer, asked on the connection, takes nothing from the links any more and says which
 * was the last. In between what is posted is held here. For any thread; nothing here blocks but {@link #awaitNoneHeld}.
 */
final class Way {

    /* What comes back, and what a connection throws back at who posts to it, is never handed on under the lock: it may be
     * for another peer, whose lock is then taken. Nor is room given back under it, for who waits is woken by that. */

    /** More than these wait for the connection: control is never behind a lot of data. */
    static final int MOST_CARRIED = 64;

    static final long MOST_CARRIED_BYTES = 256 * 1024;
    static final int LARGEST_CARRIED_BYTES = 64 * 1024;

    /** A peer that has had fewer is not dialled, and neither process loads its data plane. */
    static final int FEW = 8;

    static final long FEW_BYTES = 16 * 1024;

    /** A peer that says nothing of what it was sent for so long is dialled: whoever is between may stand still. */
    private static final long SLOW_LINK_NANOS = 500_000_000;

    private static final int HEADER_BYTES = 1024; // at most, about

    private final Ways ways;
    private final Address peer;
    private final Limits limits;
    private final Room room;
    private volatile @Nullable Connection connection; // that takes all; written under this

    // guarded by this
    private final UnderWay carried = new UnderWay();
    private final Deque<Envelope> held = new ArrayDeque<>(0);
    private @Nullable Connection dialled;
    private boolean leftLinks;
    private boolean asked;
    private boolean reached;
    private boolean wasReached;
    private boolean cutting;
    private boolean handingOver;
    private int envelopes; // since no connection was asked for
    private long bytes;
    private boolean timed;
    private long movedNanos;

    Way(Ways ways, Address peer, Limits limits) {
        this.ways = ways;
        this.peer = peer;
        this.limits = limits;
        room = new Room(limits.connectionBytes());
    }

    void post(Envelope envelope) {
        Connection open = connection;
        while (open == null) {
            if (accept(envelope)) {
                return;
            }
            open = connection;
        }
        open.post(envelope);
    }

    boolean hasConnection() {
        return connection != null;
    }

    boolean hasRoom() {
        Connection open = connection;
        return open != null ? open.hasRoom() : room.isLeft();
    }

    void whenRoom(Runnable listener) {
        Connection open = connection;
        if (open != null) {
            open.whenRoom(listener);
        } else {
            room.whenLeft(listener);
        }
    }

    /** @return false if the connection is to take it */
    private boolean accept(Envelope envelope) {
        String ended;
        boolean asks = false;
        synchronized (this) {
            if (connection != null) {
                return false;
            }
            ended = ways.whyEnded(peer);
            if (ended == null) {
                take(envelope);
                asks = !asked && (!held.isEmpty() || envelopes >= FEW || bytes >= FEW_BYTES);
                asked |= asks;
            }
        }
        if (ended != null) {
            ways.bounce(envelope, Category.PROCESS_ENDED, ended);
        } else if (asks) {
            ways.connect(this);
        }
        return true;
    }

    private void take(Envelope envelope) {
        if (carried.isEmpty() && held.isEmpty()) {
            movedNanos = System.nanoTime();
        }
        room.take(envelope);
        Sender link = ways.linkTo(peer);
        leftLinks |= link == null;
        held.add(envelope);
        carryOn(link);
        if (!timed) {
            timed = true;
            time(Math.min(SLOW_LINK_NANOS, limits.delivery().toNanos()));
        }
    }

    /* What is held takes the links as far as those may have more of it, until the connection is up. */
    private void carryOn(@Nullable Sender link) {
        if (leftLinks || link == null) {
            return;
        }
        for (Envelope next = held.peek(); next != null && isRoomFor(next); next = held.peek()) {
            held.remove();
            link.post(Carriage.carried(carried.add(next), next, ways.self()));
            envelopes++;
            bytes += next.heapBytes();
        }
    }

    private boolean isRoomFor(Envelope envelope) {
        long mostBytes = Math.min(MOST_CARRIED_BYTES, limits.connectionBytes() / 4);
        return fits(envelope)
                && carried.size() < MOST_CARRIED
                && (carried.isEmpty() || carried.bytes() + envelope.heapBytes() <= mostBytes);
    }

    private boolean fits(Envelope envelope) {
        int length = envelope.payload().length;
        return length <= LARGEST_CARRIED_BYTES && length <= limits.frameBytes() - HEADER_BYTES;
    }

    /** The plane is open. Doesn't block. */
    void dial(Transport by) {
        synchronized (this) {
            dialled = wasReached ? by.dial(peer) : by.dialPatiently(peer);
        }
        handOver();
    }

    Address peer() {
        return peer;
    }

    /** Whether it never had a connection that was up. */
    boolean isNew() {
        synchronized (this) {
            return !wasReached;
        }
    }

    void reached(Connection by) {
        synchronized (this) {
            if (by != dialled) {
                return;
            }
            reached = true;
            wasReached = true;
            leftLinks = true;
            cutting = !carried.isEmpty();
        }
        cut(by);
        handOver();
    }

    /** Its line has broken, and words on it may be lost. */
    void interrupted(Connection by) {
        cut(by);
    }

    /* Whoever is between may stand still, or be slow: the links are not waited for. Nothing else is on the connection yet. */
    private void cut(Connection by) {
        boolean asks;
        synchronized (this) {
            asks = cutting && by == dialled;
        }
        if (asks) {
            by.post(Carriage.cut(peer, ways.self()));
        }
    }

    /** The peer takes none from the links any more; the one of this number was the last. */
    void linksEndAt(long number) {
        List<Envelope> there = new ArrayList<>();
        synchronized (this) {
            if (!cutting) {
                return;
            }
            cutting = false;
            carried.moveUpTo(number, there);
            List<Envelope> again = new ArrayList<>();
            carried.moveUpTo(Long.MAX_VALUE, again);
            again.addAll(held);
            held.clear();
            held.addAll(again);
        }
        release(there);
        handOver();
    }

    /** The peer has all up to this number. */
    void taken(long number) {
        List<Envelope> there = new ArrayList<>();
        synchronized (this) {
            carried.moveUpTo(number, there);
            movedNanos = System.nanoTime();
            carryOn(ways.linkTo(peer));
            notifyAll();
        }
        release(there);
        handOver();
    }

    /* One thread at a time: what is posted meanwhile is held, and goes behind. */
    private void handOver() {
        Connection to = null;
        List<Envelope> next = List.of();
        while (true) {
            synchronized (this) {
                if (to != null) {
                    handingOver = false;
                    notifyAll();
                }
                to = dialled;
                if (handingOver || cutting || to == null || !leftLinks || !carried.isEmpty()) {
                    return;
                }
                if (held.isEmpty()) {
                    connection = to;
                    notifyAll();
                    return;
                }
                handingOver = true;
                next = new ArrayList<>(held);
                held.clear();
            }
            for (Envelope envelope : next) {
                room.release(envelope);
                to.post(envelope);
            }
        }
    }

    /**
     * The connection is over.
     *
     * @param unsent takes what was held for it
     * @return whether it had got to the peer
     */
    boolean lost(Connection over, List<Envelope> unsent) {
        List<Envelope> waiting = new ArrayList<>(0);
        boolean wasUp;
        synchronized (this) {
            if (over != dialled) {
                return false;
            }
            wasUp = reached;
            if (leftLinks) {
                moveHeld(waiting);
            }
            forgetConnection();
        }
        release(waiting);
        unsent.addAll(waiting);
        return wasUp;
    }

    private void forgetConnection() {
        connection = null;
        dialled = null;
        reached = false;
        cutting = false;
        leftLinks = wasReached;
        asked = false;
        envelopes = 0;
        bytes = 0;
    }

    private void moveHeld(List<Envelope> into) {
        into.addAll(held);
        held.clear();
        notifyAll();
    }

    /** The plane can't be opened: nothing waits for it any more. */
    void noPlane(String reason) {
        List<Envelope> all = new ArrayList<>();
        List<Envelope> back = new ArrayList<>();
        synchronized (this) {
            moveHeld(all);
            forgetConnection();
            Sender link = ways.linkTo(peer);
            for (Envelope envelope : all) {
                (link != null && fits(envelope) ? held : back).add(envelope);
            }
            carryOn(link);
        }
        comeBack(List.of(), back, Category.NO_WAY, reason);
    }

    /** The one of that number gets no further on the links, nor does any behind it. */
    void refused(long number, Category category, String reason) {
        List<Envelope> before = new ArrayList<>();
        List<Envelope> back = new ArrayList<>();
        synchronized (this) {
            carried.moveUpTo(number - 1, before);
            carried.moveUpTo(Long.MAX_VALUE, back);
            moveHeld(back);
            leftLinks = reached || wasReached;
        }
        comeBack(before, back, category, reason);
    }

    /** The process is gone. */
    void end(String reason) {
        List<Envelope> sent = new ArrayList<>();
        List<Envelope> back = new ArrayList<>();
        Connection last;
        synchronized (this) {
            last = dialled;
            carried.moveUpTo(Long.MAX_VALUE, sent);
            moveHeld(back);
            forgetConnection();
        }
        if (last != null) {
            last.lose(reason);
        }
        comeBack(sent, back, Category.PROCESS_ENDED, reason);
    }

    private void comeBack(List<Envelope> sent, List<Envelope> unsent, Category category, String reason) {
        release(sent);
        release(unsent);
        ways.comeBack(sent, unsent, category, reason);
    }

    private void release(List<Envelope> there) {
        for (Envelope envelope : there) {
            room.release(envelope);
        }
    }

    private void time(long nanos) {
        TimeOut timeOut = new TimeOut(new WeakReference<>(this));
        CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS, timeOut).execute(timeOut);
    }

    /* What is scheduled can't be taken back, and must not keep a whole process that was closed meanwhile. */
    private record TimeOut(WeakReference<Way> of) implements Runnable, Executor {
        @Override
        public void run() {
            Way way = of.get();
            if (way != null) {
                way.timeOut();
            }
        }

        /** On the thread that asks. */
        @Override
        public void execute(Runnable work) {
            work.run();
        }
    }

    /** Time to look at what took the links or waits for a connection: T-8. */
    private void timeOut() {
        List<Envelope> sent = new ArrayList<>();
        List<Envelope> back = new ArrayList<>();
        long idleNanos;
        boolean asks;
        synchronized (this) {
            idleNanos = System.nanoTime() - movedNanos;
            long leftNanos = limits.delivery().toNanos() - idleNanos;
            timed = (!carried.isEmpty() || !held.isEmpty()) && leftNanos > 0;
            asks = timed && !asked && idleNanos >= SLOW_LINK_NANOS;
            asked |= asks;
            if (timed) {
                time(asked ? leftNanos : Math.min(leftNanos, SLOW_LINK_NANOS - idleNanos));
            } else {
                carried.moveUpTo(Long.MAX_VALUE, sent);
                moveHeld(back);
                leftLinks = reached || wasReached;
            }
        }
        if (asks) {
            ways.connect(this);
        }
        String reason = "the peer acknowledged nothing: afterMillis=" + idleNanos / 1_000_000 + " peer=" + peer;
        comeBack(sent, back, Category.TIMED_OUT, reason);
    }

    /** Waits until nothing is held, bounded. */
    void awaitNoneHeld(long deadlineNanos) throws InterruptedException {
        synchronized (this) {
            long leftNanos = deadlineNanos - System.nanoTime();
            while ((!held.isEmpty() || handingOver) && leftNanos > 0) {
                TimeUnit.NANOSECONDS.timedWait(this, leftNanos);
                leftNanos = deadlineNanos - System.nanoTime();
            }
        }
    }
}
