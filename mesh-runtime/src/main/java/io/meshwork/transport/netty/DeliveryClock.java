package io.meshwork.transport.netty;

import io.meshwork.wire.Undeliverable.Category;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Sees to it that a connection gives up when its peer has been silent, or out of reach, for too long (T-8). */
final class DeliveryClock implements Runnable {

    private final NettyTransport transport;
    private final NettyConnection connection;
    private final Duration timeout;
    private boolean set;
    private boolean waiting;
    private boolean down = true;
    private long waitingSince;
    private long downSince = System.nanoTime();

    DeliveryClock(NettyTransport transport, NettyConnection connection) {
        this.transport = transport;
        this.connection = connection;
        timeout = transport.limits().delivery();
    }

    /** Something waits for the peer. */
    void something() {
        if (!waiting) {
            waiting = true;
            waitingSince = System.nanoTime();
            set(timeout.toNanos());
        }
    }

    /** Nothing waits for the peer any more, though it has not been heard. */
    void nothing() {
        waiting = false;
    }

    /** The peer has been heard. */
    void heard(boolean nothingWaits) {
        waitingSince = System.nanoTime();
        waiting = !nothingWaits;
    }

    void down() {
        if (!down) {
            down = true;
            downSince = System.nanoTime();
        }
        set(timeout.toNanos());
    }

    void up() {
        down = false;
    }

    private void set(long nanos) {
        if (!set) {
            set = true;
            transport.schedule(this, nanos);
        }
    }

    @Override
    public void run() {
        set = false;
        if (connection.isOver() || !waiting && !down) {
            return;
        }
        long now = System.nanoTime();
        long silent = waiting ? now - waitingSince : 0;
        long unreached = down ? now - downSince : 0;
        if (unreached >= timeout.toNanos()) {
            connection.lose(Category.TIMED_OUT, "the peer was not reached: afterMillis=" + millis(unreached));
        } else if (silent >= timeout.toNanos()) {
            connection.lose(Category.TIMED_OUT, "the peer acknowledged nothing: afterMillis=" + millis(silent));
        } else {
            set(timeout.toNanos() - Math.max(silent, unreached));
        }
    }

    private static long millis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos);
    }
}
