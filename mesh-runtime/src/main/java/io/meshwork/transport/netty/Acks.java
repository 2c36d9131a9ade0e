package io.meshwork.transport.netty;

import io.meshwork.transport.session.Session;
import io.netty.channel.ChannelHandlerContext;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Says to a dialler how much of its session was received: after 256 KiB, a moment after the first that it has not heard of,
 * or when it asks. Confined to the event loop.
 */
final class Acks implements Runnable {

    static final int EVERY_BYTES = 256 * 1024;

    private static final long MOMENT_MILLIS = 20;

    private final ChannelHandlerContext context;
    private final Session session;
    private long said;
    private int bytes;
    private boolean asked;
    private @Nullable Future<?> later;

    /** What its welcome says counts as said. */
    Acks(ChannelHandlerContext context, Session session) {
        this.context = context;
        this.session = session;
        said = session.received();
    }

    void read(int count) {
        bytes += count;
    }

    void ask() {
        asked = true;
    }

    /* That 256 KiB came is said even if no envelope has come whole, for a dialler counts the time since it heard. */
    void readComplete() {
        if (asked || bytes >= EVERY_BYTES) {
            say();
        } else if (said != session.received() && later == null) {
            later = context.executor().schedule(this, MOMENT_MILLIS, TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void run() {
        later = null;
        sayRest();
    }

    /** What has not been said yet, if anything. */
    void sayRest() {
        if (said != session.received()) {
            say();
        }
    }

    /* One who doesn't listen, and so keeps the channel full, hears the sum later. */
    private void say() {
        if (!context.channel().isWritable()) {
            return;
        }
        bytes = 0;
        asked = false;
        said = session.received();
        context.writeAndFlush(context.alloc().directBuffer(Long.BYTES).writeLong(said), context.voidPromise());
    }

    void stop() {
        Future<?> pending = later;
        if (pending != null) {
            pending.cancel(false);
        }
    }
}
